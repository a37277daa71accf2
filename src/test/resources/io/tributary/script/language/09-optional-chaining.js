const data = response.body.data;
console.log([data?.price, data.nope?.deeper.still, data.list?.[1], data.f?.(), data.nope?.[0]?.x].map(String).join());
console.log(String(delete data?.price) + String(data?.price));
console.log([null ?? 'a', 0 ?? 'b', '' || 'c', undefined ?? null ?? 'd'].join());
