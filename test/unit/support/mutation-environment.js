const { TestEnvironment } = require('jest-environment-node');

/** Half the time of a defect is loading these: they are loaded once and not for each. */
const LOADED = {
	'fast-check': require('fast-check'),
	'n8n-workflow': require('n8n-workflow'),
};

/** The environment of the mutation tests, which gives every run what is loaded already. */
module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		this.global.LOADED = LOADED;
	}
};
