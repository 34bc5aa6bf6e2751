const { join } = require('node:path');

const config = require('./jest.config.js');

/**
 * The tests that mutation testing runs: the unit tests of what is mutated, which do without n8n's
 * engine, so that a mutant costs about a second instead of ten.
 */
/** @type {import('jest').Config} */
module.exports = {
	...config,
	roots: ['<rootDir>/test/unit'],
	testMatch: ['**/mutation.ts'],
	testEnvironment: join(__dirname, 'test/unit/support/mutation-environment.js'),
	moduleNameMapper: {
		'^(fast-check|n8n-workflow)$': '<rootDir>/test/unit/support/loaded/$1.js',
	},
	coverageThreshold: undefined,
	maxWorkers: 1,
	// Else it is looked for anew for every defect.
	watchman: false,
	// All of them together take three seconds. A defect that makes one hang shall not cost much more,
	// and a busy computer must not look like one.
	testTimeout: 6_000,
};
