const attempt = () => { try { throw new TypeError('t'); } catch ({ name, message }) { return `${name}:${message}`; } finally { console.log('cleanup'); } };
console.log(attempt());
const overrides = () => { try { return 1; } finally { return 2; } };
console.log(String(overrides()));
try { undefined.x; } catch { console.log('no binding'); }
try { throw new AggregateError([new Error('a'), new Error('b')], 'both'); } catch (e) { console.log(e.message + e.errors.map((it) => it.message).join()); }
for (const bad of [() => x1, () => null.y, () => (1)(), () => new Array(-1), () => decodeURIComponent('%'), () => { const c = 1; c = 2; }]) { try { bad(); } catch (e) { console.log(e.constructor.name); } }
