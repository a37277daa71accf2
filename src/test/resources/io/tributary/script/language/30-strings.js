const s = '  Straße, naïve café  ';
console.log([s.trim().toUpperCase(), s.trimStart().length, s.includes('naïve'), s.indexOf('a'), s.replaceAll('a', 'A').trim()].join('|'));
console.log(['abc'.padStart(5, '*'), 'abc'.padEnd(5) + '.', 'ab'.repeat(3), 'abc'.at(-1), 'abcdef'.slice(-3, -1), 'abcdef'.substring(4, 1)].join('|'));
console.log(['a,b,,c'.split(','), 'abc'.split(''), 'a1b2'.split(/\d/), 'x'.codePointAt(0), String.fromCodePoint(128512), '😀'.length].join('|'));
console.log(['e\u0301'.normalize('NFC').length, 'a'.localeCompare('b'), 'abc'.charAt(1), 'abc'[2], 'b' > 'a', 'a'.concat('b', 1)].join('|'));
console.log(['abc'.startsWith('b', 1), 'abc'.endsWith('b', 2), 'a-b-c'.lastIndexOf('-'), 'ab'.isWellFormed?.() ?? true].join('|'));
