const kind = (x) => { switch (true) { case x === null: return 'null'; case Array.isArray(x): return 'array'; case typeof x === 'object': return 'object'; default: return typeof x; } };
console.log([null, [], {}, 1, 'a', undefined, () => 1, Symbol('s'), 1n].map(kind).join());
outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; console.log(`${i}${j}`); } }
let n = 0; do { n++; if (n === 2) continue; } while (n < 4);
console.log(String(n));
