const [first, , third = 3, ...rest] = [1, 2, undefined, 4, 5];
console.log([first, third, rest].join('|'));
let a = 1, b = 2;
[a, b] = [b, a];
console.log(`${a}${b}`);
const [[x, [y]], { z }] = [[1, [2]], { z: 3 }];
console.log(x + y + z + '');
