const orders = [{ id: 1, side: 'buy', qty: 5 }, { id: 2, side: 'sell', qty: 3 }, { id: 1, side: 'buy', qty: 7 }];
const grouped = orders.reduce((acc, it) => { (acc[it.side] ??= []).push(it.qty); return acc; }, {});
console.log(JSON.stringify(grouped));
console.log(JSON.stringify([...new Map(orders.map((it) => [it.id, it])).values()]));
console.log(JSON.stringify(Object.entries(grouped).map(([side, all]) => ({ side, sum: all.reduce((a, b) => a + b, 0) })).sort((x, y) => x.sum - y.sum)));
console.log(encodeURIComponent('a b&c=ü') + decodeURIComponent('%C3%BC') + encodeURI('/p?q=ü x'));
