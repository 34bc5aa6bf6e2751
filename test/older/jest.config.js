/** The engine tests' harness with n8n's packages exchanged for those of n8n 2.8.4. */
/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/older'],
	testMatch: ['**/*.test.ts'],
	globalSetup: '<rootDir>/test/older/install.ts',
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|@n8n/di)$': '<rootDir>/test/older/n8n/node_modules/$1',
		'^\\./version$': '<rootDir>/test/older/version.ts',
	},
	// Types are checked by `npm run types`; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
	testTimeout: 20_000,
	// A clean-up timer of this n8n never ends.
	forceExit: true,
};
