// Runs one language sample as Node would, and prints what it prints: node node.js SAMPLE RESPONSE
const body = require('fs').readFileSync(process.argv[2], 'utf8');
const response = JSON.parse(process.argv[3]);
const run = new Function('response', 'event', '"use strict"; {' + body + '\n}');
run(response, response.body);
