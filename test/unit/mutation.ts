import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The unit tests of what is mutated, as one file. Stryker loads every test file for every mutant,
 * and loading is what takes the time: here n8n-workflow is loaded once.
 */
for (const folder of ['api', 'fields', 'forms', 'items', 'model', 'operations', 'words']) {
	for (const file of readdirSync(join(__dirname, folder), { encoding: 'utf8', recursive: true })) {
		if (!file.endsWith('.test.ts')) continue;
		describe(`${folder}/${file}`, () => {
			jest.requireActual(join(__dirname, folder, file));
		});
	}
}
