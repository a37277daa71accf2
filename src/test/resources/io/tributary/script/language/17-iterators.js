const range = { from: 1, to: 4, [Symbol.iterator]() { let n = this.from; const to = this.to; return { next: () => (n <= to ? { value: n++, done: false } : { value: undefined, done: true }) }; } };
console.log([...range].join() + Array.from(range, (x) => x * x).join());
for (const [i, v] of ['a', 'b'].entries()) console.log(i + v);
for (const key in { x: 1, y: 2 }) console.log(key);
