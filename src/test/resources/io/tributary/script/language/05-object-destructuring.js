const { event: type, data: { price = 1, nested: { deep } = { deep: 'none' }, ...others } } = response.body;
console.log([type, price, deep, JSON.stringify(others)].join());
const key = 'id';
const { [key]: id, missing = 'default' } = response.body;
console.log(`${id} ${missing}`);
