const text = JSON.stringify({ d: new Date(0), u: undefined, f() {}, n: null, i: Infinity, nested: [undefined, { x: 1 }], 'ü"\n': '\u2028' });
console.log(text);
console.log(JSON.stringify(JSON.parse('{"a":[1,2,{"b":true}],"c":1e3,"d":-0.5}'), null, 2));
console.log(JSON.stringify({ a: 1, b: 2, c: [3] }, ['a', 'c']));
console.log(JSON.stringify({ price: '12', n: 3 }, (key, value) => (typeof value === 'number' ? value + 1 : value)));
console.log(JSON.parse('{"a":"2024-01-01","b":1}', (key, value) => (key === 'a' ? new Date(value).getTime() : value)).a + '');
console.log(String(JSON.parse('12345678901234567890')));
