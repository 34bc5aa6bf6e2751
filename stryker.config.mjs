/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [
		'nodes/shared/**/*.ts',
		'nodes/CloudCockpit/operations/**/*.ts',
		'!nodes/shared/api/contract.ts',
		// Only n8n's editor calls these: the engine tests open them through n8n.
		'!nodes/shared/pickers/**/*.ts',
	],
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	// A changed text is a changed text, not a defect in behaviour: docs/mutation.md.
	mutator: { excludedMutations: ['StringLiteral'] },
	// What runs once while a file is loaded, such as the fields of an operation.
	ignoreStatic: true,
	concurrency: 2,
	// Generous, because a busy computer must not count as a mutant found.
	timeoutMS: 10_000,
	timeoutFactor: 2,
	// A defect that leaves a promise to nobody ends a test, not the process that runs the tests.
	testRunnerNodeArgs: ['--unhandled-rejections=warn'],
	reporters: ['clear-text', 'progress', 'json', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	htmlReporter: { fileName: 'reports/mutation/mutation.html' },
	thresholds: { high: 95, low: 85, break: 85 },
	tempDirName: '.stryker-tmp',
	ignorePatterns: ['playground', 'bench', 'dist', 'reports', 'coverage', 'docs', 'examples'],
	cleanTempDir: 'always',
};
