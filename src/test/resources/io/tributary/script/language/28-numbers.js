console.log([parseInt('42px', 10), parseFloat('3.14abc'), Number(''), Number('0x1f'), Number('1_0'), +true, 1_000_000].join());
console.log([Number.isInteger(5.0), Number.isSafeInteger(2 ** 53), Number.EPSILON > 0, 0.1 + 0.2, 5 % -3, -5 % 3, 2 ** -1].join());
console.log([Math.round(-0.5), Math.trunc(-4.7), Math.sign(-3), Math.hypot(3, 4), Math.cbrt(27), Math.clz32(1), Math.fround(5.5)].join());
console.log([1 / 0, -1 / 0, 0 / 0, ~~3.7, 7 >>> 1, 1 << 31, 0b101, 0o17].join());
