const big = 2n ** 64n;
console.log(`${big} ${big / 3n} ${big % 10n} ${-big} ${typeof big}`);
console.log([BigInt('123') === 123n, BigInt.asUintN(8, 257n), 5n > 4, 2n == 2, (255n).toString(16), BigInt(Number.MAX_SAFE_INTEGER) + 2n].join());
try { console.log(String(1n + 1)); } catch (e) { console.log(e.name); }
