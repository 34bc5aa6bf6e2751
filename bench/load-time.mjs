// Prints how many milliseconds it takes to load every node and credential of the built package.
// With the argument "warm", n8n-workflow is in memory already, as it is in n8n.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../package.json', import.meta.url));
const { n8n } = require('./package.json');

if (process.argv[2] === 'warm') require('n8n-workflow');
const startedAt = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) require(`./${file}`);
console.log(performance.now() - startedAt);
