async function* ticks(n) { for (let i = 0; i < n; i++) yield i; }
(async () => {
  const seen = [];
  for await (const tick of ticks(3)) seen.push(tick);
  for await (const it of [Promise.resolve('a'), 'b']) seen.push(it);
  console.log(seen.join());
})();
