/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.ts'],
	// Types are checked by `npm run types`; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', isolatedModules: true }] },
	// One n8n at a time: it takes a gigabyte of memory.
	maxWorkers: 1,
	// The first start installs n8n.
	testTimeout: 600_000,
};
