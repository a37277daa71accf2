const makeCounter = () => { let n = 0; return { up: () => ++n, down: () => --n }; };
const c1 = makeCounter(), c2 = makeCounter();
c1.up(); c1.up(); c2.down();
console.log([c1.up(), c2.up()].join());
const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
for (var j = 0; j < 3; j++) fs.push(() => j);
console.log(fs.map((f) => f()).join());
