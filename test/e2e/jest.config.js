/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	// The engine tests of whole workflows run here again, with n8n's own nodes around ours.
	roots: ['<rootDir>/test/e2e', '<rootDir>/test/engine/chains'],
	moduleNameMapper: {
		'^\\./n8n-nodes$': '<rootDir>/test/e2e/n8n-nodes.ts',
		// One for all, as in n8n.
		'^n8n-workflow$': '<rootDir>/node_modules/n8n-workflow',
	},
	testMatch: ['**/*.test.ts'],
	// Types are checked by `npm run types`; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', isolatedModules: true }] },
	// Installs n8n and packs the package, once for all.
	globalSetup: '<rootDir>/test/e2e/setup.ts',
	globalTeardown: '<rootDir>/test/e2e/teardown.ts',
	// Each has an n8n of its own, which takes a gigabyte of memory.
	maxWorkers: 2,
	// Two n8n, two browsers and a compiler on two cores take their time.
	testTimeout: 600_000,
};
