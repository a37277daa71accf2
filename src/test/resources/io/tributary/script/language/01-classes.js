class Quote {
  static count = 0;
  constructor(symbol, price) { this.symbol = symbol; this.price = price; Quote.count++; }
  get label() { return `${this.symbol}@${this.price}`; }
  set label(text) { [this.symbol, this.price] = text.split('@'); }
  static of(json) { return new Quote(json.symbol, json.price); }
  toString() { return this.label; }
}
const quote = Quote.of({ symbol: 'ACME', price: 12.5 });
console.log(`${quote} ${Quote.count} ${quote instanceof Quote}`);
quote.label = 'XY@3';
console.log(String(quote) + typeof quote.price);
