const o = { n: 1, arrow() { return [1].map(() => this.n)[0]; }, plain() { return (function () { return this === undefined; })(); } };
console.log([o.arrow(), o.plain(), o.arrow.call({ n: 5 }), o.arrow.bind({ n: 6 })(), (0, o.plain)()].join());
function Old(x) { this.x = x; }
Old.prototype.get = function () { return this.x; };
console.log([new Old(3).get(), typeof new.target, Old.prototype.constructor === Old].join());
const add = (a) => (b) => (c) => a + b + c;
console.log(String(add(1)(2)(3)));
