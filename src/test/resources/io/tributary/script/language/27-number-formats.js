console.log([(1234.5678).toFixed(2), (0.1 + 0.2).toPrecision(3), (255).toString(16), (1e21).toString(), (-1.5).toFixed(0), (0.000001234).toString()].join());
console.log([(1234567.891).toLocaleString('en-US'), (1234567.891).toLocaleString('de-DE')].join('|'));
console.log(new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(1234.5));
console.log(new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(123456));
