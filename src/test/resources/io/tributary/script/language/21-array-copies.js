const list = [3, 1, 2];
console.log([list.toSorted(), list.toReversed(), list.with(0, 9), list.toSpliced(1, 1), list].join('|'));
const sparse = [1, , 3];
console.log([sparse.length, 1 in sparse, sparse.map((x) => x * 2).length, Object.keys(sparse)].join('|'));
console.log([10, 9, 1].sort() + '' + ['b', undefined, 'a'].sort());
