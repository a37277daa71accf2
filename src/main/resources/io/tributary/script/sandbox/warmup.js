class A { #x = 1; static s = 2; get x() { return this.#x; } } class B extends A { constructor() { super(); } toString() { return `b${this.x}`; } }
const { a = 1, ...rest } = { b: 2, c: [1, 2, 3] }; const [h, ...t] = [...rest.c, 4]; const m = new Map([[h, t]]), s = new Set(t);
String(new B()) + (m?.get(1) ?? 'none') + [...s].map((v) => v * 2).filter(Boolean).reduce((p, q) => p + q, 0);
/^(?<y>\d{4})-(\d\d)/u.exec('2024-01-02').groups.y; 'a-b'.replace(/-/g, '+').split('+').sort().join();
new Date(0).toISOString(); new Date(2020, 1, 2).getDay(); Date.parse('2024-01-02T00:00:00Z');
(1234.5).toFixed(1); parseFloat('1.5'); Math.round(2.5); JSON.stringify({ d: new Date(0), n: [1, null] }, null, 1); 
try { null.x } catch (e) { e.message + e.stack }
(async () => { await null; })().then(() => 1).catch(() => 2);
for (const v of (function* () { yield 1; })()) v;
Object.entries({ k: 1 }).forEach(([k, v]) => k + v);
new Intl.NumberFormat('en').format(1e6); new Date(0).toLocaleString('en');(5).toLocaleString();
try { throw { thrown: [1, new Error('e')] }; } catch (e) { console.log('%s', e, null, /x/); }
console.error('warm', new TypeError('t'), new Map([[1, 2]]), 1n);
ensemble.storage.set('k', { v: 1 }); ensemble.storage.get('k'); ensemble.storage.remove('k');
ensemble.publish('a', [1]);
['b', 'a'].sort((p, q) => p.localeCompare(q)); 'e\u0301'.normalize('NFC');
