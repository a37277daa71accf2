const counts = new Map();
for (const word of 'a b a c b a'.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
console.log(JSON.stringify([...counts].sort(([, x], [, y]) => y - x)));
const set = new Set([3, 1, 3, NaN, NaN]);
console.log([set.size, set.has(NaN), [...set].join()].join('|'));
const weak = new WeakMap(); const k = {}; weak.set(k, 'w');
console.log(weak.get(k) + Object.fromEntries(counts).a);
