class Animal { constructor(name) { this.name = name; } speak() { return `${this.name} makes a sound`; } }
class Dog extends Animal { speak() { return super.speak() + ' and barks'; } get [Symbol.toStringTag]() { return 'Dog'; } }
const dog = new Dog('Rex');
console.log(dog.speak());
console.log(Object.prototype.toString.call(dog));
console.log(String(Object.getPrototypeOf(Dog) === Animal));
