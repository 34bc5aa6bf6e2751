import { join } from 'node:path';

import { checkRelease } from '../../scripts/release/check';
import { CHANGELOG, setVersion, useRepository } from './support';

const RELEASED = CHANGELOG.replace('## [Unreleased]', '## [Unreleased]\n\n## [0.2.0] - 2026-11-30');

const repository = useRepository();
beforeEach(() => {
	for (const name of ['package.json', 'package-lock.json']) {
		setVersion(join(repository.path, name), '0.2.0');
	}
	repository.commit('CHANGELOG.md', RELEASED);
});

const check = (tag: string) => checkRelease(repository.path, tag);

test('a tag that agrees with all files passes, and its notes are what the changelog says', () => {
	expect(check('v0.2.0')).toBe('### Added\n\n- Drop-downs show the domain of a customer.');
});

test.each(['', '0.2.0', 'v0.2', 'v0.2.0-beta.1', 'vv0.2.0', 'latest'])(
	'"%s" is no version tag',
	(tag) => {
		expect(() => check(tag)).toThrow(`"${tag}" is no version tag: one looks like v0.2.0.`);
	},
);

test('a lock file that names the old version in one of its two places does not pass', () => {
	const lock = repository.read('package-lock.json');
	const [first = '', ...rest] = lock.split('"packages"');
	repository.commit(
		'package-lock.json',
		[first.replace('0.2.0', '0.1.0'), ...rest].join('"packages"'),
	);

	expect(() => check('v0.2.0')).toThrow('- package-lock.json has version 0.1.0.');
});

test.each([
	['no date', RELEASED.replace(' - 2026-11-30', ''), 'has no date for 0.2.0'],
	['no entries', RELEASED.replace(/- Drop-downs.*\n/, ''), 'has no entries for 0.2.0'],
	['no section', CHANGELOG.replace(/- Drop-downs.*\n/, ''), 'has 0.1.0 as its latest version'],
	[
		'entries that came later',
		RELEASED.replace('## [Unreleased]', '## [Unreleased]\n\n- Later.'),
		'has entries under [Unreleased]',
	],
	[
		'no room for what comes next',
		RELEASED.replace('## [Unreleased]\n', ''),
		'does not begin with the section [Unreleased]',
	],
])('a changelog with %s does not pass', (_what, changelog, reason) => {
	repository.commit('CHANGELOG.md', changelog);

	expect(() => check('v0.2.0')).toThrow(`CHANGELOG.md ${reason}`);
});

describe('npm run release:check', () => {
	test('writes the notes, and ends with 0', () => {
		expect(repository.run('check-release.ts', 'v0.2.0', '--notes', 'notes.md')).toEqual({
			exitCode: 0,
			output: 'v0.2.0: package.json, package-lock.json and CHANGELOG.md agree.\n',
		});
		expect(repository.read('notes.md')).toBe(
			'### Added\n\n- Drop-downs show the domain of a customer.\n',
		);
	});

	test('tells all that disagrees, writes no notes, and ends with 1', () => {
		const { exitCode, output } = repository.run(
			'check-release.ts',
			'v0.3.0',
			'--notes',
			'notes.md',
		);

		expect(exitCode).toBe(1);
		expect(output.split('\n')).toEqual([
			'v0.3.0 cannot be published:',
			'- package.json has version 0.2.0.',
			'- package-lock.json has version 0.2.0.',
			'- CHANGELOG.md has 0.2.0 as its latest version.',
			'',
		]);
		expect(() => repository.read('notes.md')).toThrow('ENOENT');
	});
});
