const date = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 123));
console.log([date.toISOString(), date.getTime(), date.getUTCDay(), date.toJSON()].join());
console.log([Date.parse('2024-02-29T00:00:00Z'), Date.parse('2024-02-29'), new Date('nonsense').getTime()].join());
date.setUTCMonth(date.getUTCMonth() + 12);
console.log(date.toISOString().slice(0, 10));
console.log(Math.round((Date.UTC(2024, 11, 25) - Date.UTC(2024, 0, 1)) / 86400000) + ' days');
const local = new Date(2024, 5, 15, 10, 20);
console.log([local.getFullYear(), local.getMonth(), local.getDate(), local.getHours(), new Date('2024-06-15T10:20:00').getHours()].join());
console.log(String(Date.now() > 1700000000000));
