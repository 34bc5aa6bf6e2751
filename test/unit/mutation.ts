import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The unit tests of what is mutated, as one file. Stryker loads every test file for every mutant,
 * and loading is what takes the time: here n8n-workflow and the sandbox are loaded once.
 */
for (const folder of ['api', 'items', 'operations']) {
	for (const file of readdirSync(join(__dirname, folder))) {
		if (!file.endsWith('.test.ts')) continue;
		describe(`${folder}/${file}`, () => {
			jest.requireActual(join(__dirname, folder, file));
		});
	}
}
