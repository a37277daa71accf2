const circular = {}; circular.self = circular;
for (const attempt of [() => JSON.parse('{"a":}'), () => JSON.stringify(circular), () => JSON.parse(''), () => JSON.stringify(1n)]) {
  try { attempt(); console.log('fine'); } catch (e) { console.log(e.name); }
}
