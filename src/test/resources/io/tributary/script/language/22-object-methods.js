const o = { b: 1, a: 2, 1: 'x', 0: 'y' };
console.log(Object.keys(o).join() + Object.values(o).join() + JSON.stringify(Object.entries(o)));
console.log(JSON.stringify(Object.assign({}, { a: 1 }, null, { b: 2 })));
console.log([Object.hasOwn(o, 'a'), Object.is(NaN, NaN), Object.is(0, -0), Object.isFrozen(Object.freeze({}))].join());
const computed = { ['k' + 1]: 1, get two() { return 2; }, m() { return this.two + 1; } };
console.log(computed.k1 + computed.two + computed.m() + '');
