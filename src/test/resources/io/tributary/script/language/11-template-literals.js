const tag = (strings, ...values) => strings.raw.map((s, i) => s + (values[i] ?? '')).join('');
console.log(tag`a\n${1}b${2 + 3}c`);
console.log(`line one
line two ${`nested ${'deep'}`}`);
console.log(String.raw`C:\temp\${1}`);
