import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkRelease } from '../../scripts/release/check';
import { prepareRelease } from '../../scripts/release/prepare';
import { CHANGELOG, useRepository } from './support';

const repository = useRepository();
const release = (version: string) => prepareRelease(repository.path, version);
const today = () => new Date().toISOString().slice(0, 10);

/** Asserts that nothing was written, committed or tagged, and what was said instead. */
function expectRefusal(version: string, ...reasons: Array<string | RegExp>): void {
	const before = repository.git('rev-parse', 'HEAD');
	const changed = repository.git('status', '--porcelain');
	const tags = repository.git('tag', '--list');

	for (const reason of reasons) expect(() => release(version)).toThrow(reason);
	expect(repository.git('rev-parse', 'HEAD')).toBe(before);
	expect(repository.git('status', '--porcelain')).toBe(changed);
	expect(repository.git('tag', '--list')).toBe(tags);
}

describe('a release', () => {
	test('is one commit with the version in three files, and a tag', () => {
		release('0.2.0');

		expect(repository.git('status', '--porcelain')).toBe('');
		expect(repository.git('log', '--format=%s', 'origin/main..HEAD')).toBe('Version 0.2.0');
		expect(repository.git('rev-parse', 'v0.2.0^{commit}')).toBe(
			repository.git('rev-parse', 'HEAD'),
		);
		expect(repository.git('cat-file', '-t', 'v0.2.0')).toBe('tag');
		expect(repository.git('show', '--numstat', '--format=', 'HEAD').split('\n')).toEqual([
			'2\t0\tCHANGELOG.md',
			'2\t2\tpackage-lock.json',
			'1\t1\tpackage.json',
		]);
	});

	test('dates what was unreleased, and leaves room for the next', () => {
		release('0.2.0');

		expect(repository.read('CHANGELOG.md')).toBe(
			CHANGELOG.replace('## [Unreleased]', `## [Unreleased]\n\n## [0.2.0] - ${today()}`),
		);
	});

	test('is one that the check before publishing accepts', () => {
		release('0.2.0');

		expect(checkRelease(repository.path, 'v0.2.0')).toContain('- Drop-downs show');
	});

	test('pushes nothing, and says how to; that way it arrives', () => {
		const output = release('0.2.0');
		expect(repository.git('ls-remote', 'origin')).not.toContain('v0.2.0');

		const [, push = ''] = /git (push .*)/.exec(output) ?? [];
		repository.git(...push.split(' '));

		expect(repository.git('ls-remote', 'origin')).toContain('refs/tags/v0.2.0');
		expect(output).toContain('/actions/workflows/publish.yml');
		expect(output).toContain('https://www.npmjs.com/package/n8n-nodes-cloudcockpit');
	});

	test('can be taken back as it says', () => {
		const before = repository.git('rev-parse', 'HEAD');
		const output = release('0.2.0');
		const [, deletion = '', reset = ''] = /git (tag --delete .*) && git (.*)/.exec(output) ?? [];
		repository.git(...deletion.split(' '));
		repository.git(...reset.split(' '));

		expect(repository.git('rev-parse', 'HEAD')).toBe(before);
		expect(repository.git('tag', '--list')).toBe('');
		expect(release('0.2.0')).toContain('v0.2.0 is committed and tagged here');
	});

	test.each(['0.1.1', '0.10.0', '1.0.0'])('may be %s after 0.1.0', (version) => {
		release(version);

		expect(repository.git('tag', '--list')).toBe(`v${version}`);
	});
});

describe('no release is made', () => {
	test.each(['', 'v0.2.0', '0.2', '0.2.0-beta.1', '00.2.0', 'minor'])(
		'of "%s", which is no version',
		(version) => expectRefusal(version, 'npm run release -- 0.2.0'),
	);

	test.each(['0.1.0', '0.0.9'])('of %s, which does not come after 0.1.0', (version) =>
		expectRefusal(version, `${version} does not come after 0.1.0`),
	);

	test('of 0.9.0 after 0.10.0: parts are numbers', () => {
		release('0.10.0');
		repository.commit('CHANGELOG.md', CHANGELOG);

		expectRefusal('0.9.0', '0.9.0 does not come after 0.10.0');
	});

	test('with a change that is not committed', () => {
		writeFileSync(join(repository.path, 'CHANGELOG.md'), `${CHANGELOG}- More.\n`);
		expectRefusal('0.2.0', /not committed:\n +M CHANGELOG.md/);
	});

	test('with a file that git does not know', () => {
		writeFileSync(join(repository.path, 'notes.txt'), '');
		expectRefusal('0.2.0', '?? notes.txt');
	});

	test('from another branch', () => {
		repository.git('checkout', '--quiet', '-b', 'idea');
		expectRefusal('0.2.0', 'made from main, this is idea');
	});

	test('from no branch', () => {
		repository.git('checkout', '--quiet', '--detach');
		expectRefusal('0.2.0', 'made from main, this is no branch');
	});

	test('with nothing to tell users', () => {
		repository.commit('CHANGELOG.md', CHANGELOG.replace(/- Drop-downs.*\n/, ''));
		expectRefusal('0.2.0', 'no entries under [Unreleased]');
	});

	test('of a version that the changelog has', () => {
		repository.commit('CHANGELOG.md', CHANGELOG.replace('[0.1.0]', '[0.2.0]'));
		expectRefusal('0.2.0', 'CHANGELOG.md has a section for 0.2.0');
	});

	test('of a version that is tagged here', () => {
		repository.git('tag', 'v0.2.0');
		expectRefusal('0.2.0', 'The tag v0.2.0 exists here');
	});

	test('of a version that is tagged at the origin only', () => {
		repository.git('tag', 'v0.2.0');
		repository.git('push', '--quiet', 'origin', 'v0.2.0');
		repository.git('tag', '--delete', 'v0.2.0');

		expectRefusal('0.2.0', 'The tag v0.2.0 exists at origin');
	});

	test('without the commits of others', () => {
		repository.commit('README.md', 'Another one was faster.');
		repository.git('push', '--quiet', 'origin', 'main');
		repository.git('reset', '--quiet', '--hard', 'HEAD~1');

		expectRefusal('0.2.0', 'origin/main is ahead by 1');
	});

	test('without an origin', () => {
		repository.git('remote', 'remove', 'origin');
		expectRefusal('0.2.0', 'no remote "origin"');
	});

	test('when the origin cannot be asked', () => {
		rmSync(join(repository.path, '..', 'origin.git'), { recursive: true });
		expectRefusal('0.2.0', /git fetch .*does not appear to be a git repository/s);
	});

	test('when git cannot commit, and nothing is left of it', () => {
		const hook = join(repository.path, '.git', 'hooks', 'pre-commit');
		writeFileSync(hook, '#!/bin/sh\necho "not today" >&2\nexit 1\n', { mode: 0o755 });

		expectRefusal('0.2.0', 'not today');
	});

	test('and all reasons are told at once', () => {
		writeFileSync(join(repository.path, 'notes.txt'), '');
		repository.git('tag', 'v0.0.9');

		expectRefusal('0.0.9', 'does not come after', 'not committed', 'v0.0.9 exists');
	});
});

describe('npm run release', () => {
	test('says what comes next, and ends with 0', () => {
		const { exitCode, output } = repository.run('release.ts', '0.2.0');

		expect(output).toMatch(/^v0.2.0 is committed and tagged here/);
		expect(exitCode).toBe(0);
	});

	test.each([
		[['0.1.0'], 'does not come after'],
		[['0.2.0', '0.3.0'], 'Which version?'],
	])('refuses %j with 1', (versions, reason) => {
		const { exitCode, output } = repository.run('release.ts', ...versions);

		expect(output).toContain(reason);
		expect(exitCode).toBe(1);
		expect(repository.git('tag', '--list')).toBe('');
	});
});
