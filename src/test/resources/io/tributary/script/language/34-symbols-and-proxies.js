const id = Symbol('id');
const o = { [id]: 1, visible: 2 };
console.log(Object.keys(o).join() + o[id] + id.toString() + id.description + String(Symbol.for('a') === Symbol.for('a')) + Symbol.keyFor(Symbol.for('a')));
const logged = [];
const proxy = new Proxy({ a: 1 }, { get: (target, key) => { logged.push(String(key)); return key in target ? target[key] : 'default'; }, has: () => true });
console.log([proxy.a, proxy.b, 'zzz' in proxy, logged].join());
console.log(Reflect.ownKeys({ b: 1, a: 2, [id]: 3 }).length + Reflect.apply(Math.max, null, [1, 2]) + '');
const money = { [Symbol.toPrimitive]: (hint) => (hint === 'number' ? 42 : hint) };
console.log([+money, `${money}`, money + ''].join());
