import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that name the version of the package. */
export const VERSIONED = ['package.json', 'package-lock.json', 'CHANGELOG.md'] as const;

interface PackageJson extends Record<string, unknown> {
	name: string;
	version: string;
	homepage: string;
}

interface LockFile extends Record<string, unknown> {
	version: string;
	packages: Record<string, { version?: string }>;
}

export type VersionedFiles = ReturnType<typeof versionedFiles>;

/** Opens those files of a project. */
export function versionedFiles(folder: string) {
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
	const writeJson = (name: string, content: unknown) =>
		write(name, `${JSON.stringify(content, null, '\t')}\n`);
	const readPackageJson = () => JSON.parse(read('package.json')) as PackageJson;
	const readLock = () => JSON.parse(read('package-lock.json')) as LockFile;
	return {
		readPackageJson,
		readChangelog: () => read('CHANGELOG.md'),
		writeChangelog: (text: string) => write('CHANGELOG.md', text),

		/** Returns the versions that the lock file gives the package, which it does twice. */
		readLockedVersions(): Array<string | undefined> {
			const { version, packages } = readLock();
			return [version, packages['']?.version];
		},

		/** Writes a version into package.json and the lock file, and changes nothing else there. */
		writeVersion(version: string): void {
			writeJson('package.json', { ...readPackageJson(), version });
			const lock = readLock();
			const packages = { ...lock.packages, '': { ...lock.packages[''], version } };
			writeJson('package-lock.json', { ...lock, version, packages });
		},
	};
}
