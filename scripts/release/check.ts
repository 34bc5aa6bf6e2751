import { readSections, type Section } from './changelog';
import { type VersionedFiles, versionedFiles } from './files';
import { isVersion } from './version';

/**
 * Returns what the changelog says of the version of a tag.
 * @throws Error with all that is wrong, when the tag, package.json, the lock file and the changelog do
 * not speak of the same version.
 */
export function checkRelease(folder: string, tag: string): string {
	const version = tag.replace(/^v/, '');
	if (!tag.startsWith('v') || !isVersion(version)) {
		throw new Error(`"${tag}" is no version tag: one looks like v0.2.0.`);
	}
	const files = versionedFiles(folder);
	const sections = readSections(files.readChangelog());
	const disagreements = [...checkVersions(files, version), ...checkSections(sections, version)];
	if (disagreements.length > 0) {
		throw new Error([`${tag} cannot be published:`, ...disagreements].join('\n- '));
	}
	const [, { text = '' } = {}] = sections;
	return text;
}

/** Returns what package.json and the lock file say otherwise. */
function checkVersions(files: VersionedFiles, version: string): string[] {
	const packaged = files.readPackageJson().version;
	const locked = files.readLockedVersions().find((found) => found !== version);
	return [
		...(packaged === version ? [] : [`package.json has version ${packaged}.`]),
		...(locked === undefined ? [] : [`package-lock.json has version ${locked}.`]),
	];
}

/** Returns what is wrong with the changelog, which must have nothing unreleased, then this version. */
function checkSections([unreleased, latest]: Section[], version: string): string[] {
	const disagreements = [];
	if (unreleased?.name !== 'Unreleased') {
		disagreements.push('CHANGELOG.md does not begin with the section [Unreleased].');
	} else if (unreleased.hasEntries) {
		disagreements.push('CHANGELOG.md has entries under [Unreleased], which the tag includes.');
	}
	if (latest?.name !== version) {
		disagreements.push(`CHANGELOG.md has ${latest?.name ?? 'nothing'} as its latest version.`);
	} else {
		if (!latest.hasDate) disagreements.push(`CHANGELOG.md has no date for ${version}.`);
		if (!latest.hasEntries) disagreements.push(`CHANGELOG.md has no entries for ${version}.`);
	}
	return disagreements;
}
