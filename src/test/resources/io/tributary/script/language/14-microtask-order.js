console.log('1');
Promise.resolve().then(() => console.log('3')).then(() => console.log('5'));
(async () => { console.log('2'); await null; console.log('4'); await null; console.log('6'); })();
