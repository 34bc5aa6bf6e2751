const { TestEnvironment } = require('jest-environment-node');

/** Half the time of a defect is loading these: they are loaded once and not for each. */
const LOADED = {
	'fast-check': require('fast-check'),
	'n8n-workflow': require('n8n-workflow'),
};

/** The environment of the mutation tests: it has what is loaded already, and which tests are wanted. */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.LOADED = LOADED;
		this.global.WANTED = config.globalConfig.testNamePattern;
	}
};
