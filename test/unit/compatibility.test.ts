import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isSince } from '../../playground/n8n-version';
import { type Check, judge } from '../compat/check';
import { writePage } from '../compat/page';
import { VERSIONS } from '../compat/versions';

/** What `npm run test:compat` makes of its checks; that they hold is shown by that run alone. */
const ROOT = join(__dirname, '..', '..');
const REASON = 'n8n 1 has no such node.';
const CHECK: Check = {
	title: 'It works',
	exceptions: [{ before: '2.0', reason: REASON, fails: /no such node/ }],
	run: () => Promise.resolve(),
};

test.each([
	['2.8.4', '2.8.4', true],
	['2.8.4', '2.8', true],
	['2.41.1', '2.8', true],
	['3.0.0', '2.41', true],
	['2.8.4', '2.34', false],
	['1.123.81', '2.0', false],
	['2.8.3', '2.8.4', false],
])('%s is %s or later: %s', (version, first, expected) => {
	expect(isSince(version, first)).toBe(expected);
});

test('a check that ends without an error holds', () => {
	expect(judge(CHECK, '2.8.4')).toEqual({ kind: 'holds' });
});

test('a check that cannot hold in a version is excepted there, with the reason', () => {
	const error = new Error('There is no such node');
	expect(judge(CHECK, '1.123.81', error)).toEqual({ kind: 'excepted', reason: REASON });
	expect(judge(CHECK, '2.8.4', error)).toEqual({ kind: 'broken', why: error.message });
});

test('another error than the expected one is no exception', () => {
	const error = new Error('Nothing listens there');
	expect(judge(CHECK, '1.123.81', error)).toEqual({ kind: 'broken', why: error.message });
});

test('an exception whose check holds is stale, and breaks the run', () => {
	expect(judge(CHECK, '1.123.81')).toMatchObject({
		kind: 'broken',
		why: expect.stringContaining('Remove the exception'),
	});
});

test('the page has a row for each check, a column for each version, and one note for each reason', () => {
	const excepted = { kind: 'excepted', reason: REASON } as const;
	const holds = { kind: 'holds' } as const;
	const broken = { kind: 'broken', why: 'Unclear' } as const;
	const page = writePage(
		'1.2.3',
		[CHECK, { ...CHECK, title: 'It shows' }],
		[
			{ version: '1.123.81', nodeMajor: 22, verdicts: [excepted, excepted] },
			{ version: '2.8.4', nodeMajor: 20, verdicts: [holds, broken] },
		],
	);

	expect(page).toContain('| n8n | 1.123.81 | 2.8.4 |');
	expect(page).toContain('| On Node.js | 22 | 20 |');
	expect(page).toContain('| It works | no[^1] | yes |');
	expect(page).toContain('| It shows | no[^1] | **does not hold** |');
	expect(page.split(`[^1]: ${REASON}`)).toHaveLength(2);
});

test('README and docs/compatibility.md name the versions that are tested', () => {
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	const page = readFileSync(join(ROOT, 'docs', 'compatibility.md'), 'utf8');
	const [, section = ''] = readme.split('\n## Compatibility\n');

	for (const [version, folder] of Object.entries(VERSIONS)) {
		const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			dependencies: { n8n: string };
		};
		expect(dependencies.n8n).toBe(version);
		expect(section.split('\n## ')[0]).toContain(version);
		expect(page).toContain(version);
	}
});
