function* fibonacci() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }
const taken = [];
for (const n of fibonacci()) { if (n > 50) break; taken.push(n); }
console.log(taken.join());
function* inner() { const got = yield 'ask'; console.log(`got ${got}`); return 'done'; }
function* outer() { const r = yield* inner(); yield r; }
const it = outer();
console.log([it.next().value, it.next(42).value, JSON.stringify(it.next())].join());
