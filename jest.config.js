/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: [
		'<rootDir>/test/unit',
		'<rootDir>/test/engine',
		'<rootDir>/test/sandbox',
		'<rootDir>/test/release',
	],
	testMatch: ['**/*.test.ts'],
	// Types are checked by `npm run types`: with isolatedModules they are only stripped here.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts', '!nodes/shared/api/contract.ts'],
	coverageDirectory: 'coverage',
	coverageThreshold: { global: { lines: 95, branches: 90 } },
	// One more than the processors that we count on: many tests wait for a clock.
	maxWorkers: 3,
	testTimeout: 20_000,
};
