class Counter {
  #n = 0;
  static #made = 0;
  constructor() { Counter.#made++; }
  #bump() { return ++this.#n; }
  next() { return this.#bump(); }
  static has(it) { return #n in it; }
  static get made() { return Counter.#made; }
}
const counter = new Counter();
counter.next();
console.log(`${counter.next()} ${Counter.made} ${Counter.has(counter)} ${Counter.has({})} ${JSON.stringify(counter)}`);
