const later = async (value) => value * 2;
(async () => {
  const one = await later(21);
  console.log(`one ${one}`);
  try { await Promise.reject(new Error('no')); } catch (e) { console.log(e.message); } finally { console.log('finally'); }
})();
console.log('first');
