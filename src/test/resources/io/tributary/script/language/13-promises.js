Promise.all([1, Promise.resolve(2), (async () => 3)()]).then((all) => console.log(all.join()));
Promise.allSettled([Promise.reject(new Error('x')), 1]).then((all) => console.log(all.map((it) => it.status).join()));
Promise.any([Promise.reject(1), Promise.resolve('any')]).then(console.log.bind(console));
Promise.race([new Promise(() => {}), Promise.resolve('race')]).then((it) => console.log(it));
Promise.reject(new Error('caught')).catch((e) => e.message).then((it) => console.log(it)).finally(() => console.log('end'));
