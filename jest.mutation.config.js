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
	coverageThreshold: undefined,
	maxWorkers: 1,
	// All of them together take three seconds. A defect that makes one hang shall not cost much more,
	// and a busy computer must not look like one.
	testTimeout: 6_000,
};
