const config = require('../../jest.config.js');

/** Apart from the package's own tests: the live check is a tool of the repository. */
/** @type {import('jest').Config} */
module.exports = {
	...config,
	rootDir: '../..',
	roots: ['<rootDir>/test/live-check'],
	coverageThreshold: undefined,
};
