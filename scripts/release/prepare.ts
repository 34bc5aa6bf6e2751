import { dateUnreleased, readSections } from './changelog';
import { type VersionedFiles, VERSIONED, versionedFiles } from './files';
import { BRANCH, findObstacles, gitIn, REMOTE } from './git';
import { isGreater, isVersion } from './version';

/**
 * Prepares a release as one commit and one tag, pushes nothing, and returns what a person does next.
 * @throws Error with all that is unclear, before anything is written.
 */
export function prepareRelease(folder: string, version: string): string {
	if (!isVersion(version)) {
		throw new Error('Which version? For example: npm run release -- 0.2.0');
	}
	const [files, git, tag] = [versionedFiles(folder), gitIn(folder), `v${version}`];
	const obstacles = [...findUnclear(files, version), ...findObstacles(git, tag)];
	if (obstacles.length > 0) throw new Error(['Not released:', ...obstacles].join('\n- '));

	const today = new Date().toISOString().slice(0, 10);
	files.writeVersion(version);
	files.writeChangelog(dateUnreleased(files.readChangelog(), version, today));
	try {
		git('commit', '--quiet', '--message', `Version ${version}`, '--', ...VERSIONED);
	} catch (error) {
		git('checkout', 'HEAD', '--', ...VERSIONED);
		throw error;
	}
	git('tag', '--annotate', tag, '--message', `Version ${version}`);
	return whatNext(files, tag);
}

/** Returns why the files do not say what would be released. */
function findUnclear(files: VersionedFiles, version: string): string[] {
	const current = files.readPackageJson().version;
	const [unreleased, ...released] = readSections(files.readChangelog());
	const obstacles = [];
	if (!isGreater(version, current)) {
		obstacles.push(`${version} does not come after ${current}.`);
	}
	if (unreleased?.name !== 'Unreleased' || !unreleased.hasEntries) {
		obstacles.push('CHANGELOG.md has no entries under [Unreleased].');
	}
	if (released.some(({ name }) => name === version)) {
		obstacles.push(`CHANGELOG.md has a section for ${version}.`);
	}
	return obstacles;
}

function whatNext({ readPackageJson }: VersionedFiles, tag: string): string {
	const { homepage, name } = readPackageJson();
	return `${tag} is committed and tagged here. Nothing has been pushed.

Next
  1. Look at it:  git show ${tag}
  2. Push it:     git push --atomic ${REMOTE} ${BRANCH} ${tag}
  3. Watch it:    ${homepage}/actions/workflows/publish.yml
  4. Approve it:  when all tests have passed, the job "Publish to npm" waits for you
  5. See it:      https://www.npmjs.com/package/${name}

To take it back before the push:  git tag --delete ${tag} && git reset --keep HEAD~1`;
}
