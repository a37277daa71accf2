const base = { a: 1, b: { c: 2 } };
const copy = { ...base, a: 9, ...null, ...undefined, ...'hi', ...[7] };
console.log(JSON.stringify(copy));
console.log(String(copy.b === base.b));
console.log(Math.max(...[1, 5, 3], ...new Set([7])));
console.log([...'añ😀'].length + [..."ab"].join('-'));
