const bytes = new Uint8Array([1, 2, 300, -1]);
console.log([...bytes].join() + bytes.subarray(1, 3).length + Uint8Array.from([1, 2]).map((x) => x * 2).join());
const view = new DataView(new ArrayBuffer(8));
view.setFloat32(0, 1.5); view.setInt16(4, -2, true);
console.log([view.getFloat32(0), view.getInt16(4, true), view.getUint8(4)].join());
console.log(new TextDecoder().decode(new TextEncoder().encode('héllo €')));
