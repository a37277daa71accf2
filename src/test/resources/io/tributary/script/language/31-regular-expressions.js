const log = '2024-02-29 12:30:45 [WARN] disk 91% full; 2024-03-01 00:00:00 [INFO] ok';
const pattern = /(?<date>\d{4}-\d{2}-\d{2}) (?<time>[\d:]+) \[(?<level>\w+)\]/g;
for (const match of log.matchAll(pattern)) console.log(`${match.groups.level}@${match.groups.date} ${match.index}`);
console.log(log.replace(pattern, '$<level>/$<date>'));
console.log(log.replace(/\d+%/, (percent) => `[${percent}]`).slice(20, 45));
console.log([/^a.c$/s.test('a\nc'), /\p{Lu}/u.test('É'), /(?<=\$)\d+/.exec('cost $42')[0], /(?<!\$)\b\d+/.exec('cost $42 7')[0]].join());
const sticky = /foo/y; sticky.lastIndex = 3;
console.log([sticky.test('barfoo'), sticky.lastIndex, 'aBc'.match(/b/i).index, 'x'.match(/y/), 'a.b*c'.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')].join());
console.log(JSON.stringify('aaa'.match(/a/g)) + 'one two'.replace(/(\w+) (\w+)/, '$2 $1') + /(a)|(b)/.exec('b').length);
