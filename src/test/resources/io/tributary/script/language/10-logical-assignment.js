const o = { a: null, b: 0, c: 1 };
o.a ??= 5; o.b ||= 6; o.c &&= 7; o.d ??= 8; o.b ??= 9;
console.log(JSON.stringify(o));
let n = 2; n **= 3; n <<= 1; n >>>= 2;
console.log(String(n));
