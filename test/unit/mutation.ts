import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

/**
 * The unit tests of what is mutated, as one file. Stryker loads every test file for every mutant,
 * and loading is what takes the time: here n8n-workflow is loaded once.
 */
const FOLDERS = ['api', 'fields', 'forms', 'items', 'model', 'operations', 'words'];

/** Less than the time that jest.mutation.config.js gives a test, and far more than any test takes. */
const HUNG_MS = 5_900;

// A defect has been noticed: which smallest input shows it is of no interest here.
fc.configureGlobal({ endOnFailure: true });

// Tests may put a clock of their own in its place.
const now = performance.now.bind(performance);
let start = 0;
let hasHung = false;

// A defect that makes a test hang makes many hang. The first one tells, so the others need not wait.
beforeEach(() => {
	if (hasHung) throw new Error('A test before this one hung');
	start = now();
});
afterEach(() => {
	hasHung ||= now() - start > HUNG_MS;
});

/** The names of the tests that reach the defect, as a pattern; undefined when all are wanted. */
declare const WANTED: string | undefined;
const wanted = WANTED?.replaceAll('\\', '');

for (const folder of FOLDERS) {
	for (const file of readdirSync(join(__dirname, folder), { encoding: 'utf8', recursive: true })) {
		if (!file.endsWith('.test.ts')) continue;
		if (wanted && !wanted.includes(`${folder}/${file} `)) continue;
		describe(`${folder}/${file}`, () => {
			jest.requireActual(join(__dirname, folder, file));
		});
	}
}
