const list = [5, 1, 4, 2, 3];
console.log([list.map((x) => x * 2), list.filter((x) => x % 2), list.find((x) => x > 3), list.findIndex((x) => x > 4), list.findLast((x) => x > 3), list.at(-1)].join('|'));
console.log([list.some((x) => x > 4), list.every((x) => x > 0), list.includes(4), list.indexOf(2), list.reduceRight((a, b) => a + b, '')].join('|'));
console.log([[1, [2, [3]]].flat(Infinity), [1, 2].flatMap((x) => [x, x]), [...list].sort(), [...list].sort((a, b) => b - a), list.slice(1, -1)].join('|'));
console.log([list.splice(1, 2, 'x'), list, list.concat([6], 7), Array.of(1, 2), list.join('')].join('|'));
console.log([new Array(3).fill(0), [3, 2, 1].reverse(), [1, 2, 3, 4].copyWithin(0, 2), Array.isArray(list)].join('|'));
