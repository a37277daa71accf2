const sum = (a, b = a * 2, ...more) => [a, b, ...more].reduce((x, y) => x + y, 0);
console.log([sum(1), sum(1, 1), sum(1, 2, 3, 4)].join());
function named({ from = 0, to = 10 } = {}) { return to - from; }
console.log([named(), named({ from: 5 }), named({ to: 1 })].join());
console.log([sum.length, named.length, named.name].join());
