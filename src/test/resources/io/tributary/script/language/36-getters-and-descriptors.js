const o = Object.defineProperty({}, 'hidden', { value: 1, enumerable: false });
console.log(Object.keys(o).length + String(o.hidden) + JSON.stringify(Object.getOwnPropertyDescriptor(o, 'hidden')));
try { o.hidden = 2; } catch (e) { console.log(e.name); }
const frozen = Object.freeze({ inner: { x: 1 } });
frozen.inner.x = 2;
try { frozen.y = 1; } catch (e) { console.log(e.name + frozen.inner.x); }
const p = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } });
const keys = []; for (const k in p) keys.push(k);
console.log(keys.join() + p.hasOwnProperty('own') + ('toString' in p));
