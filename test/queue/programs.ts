import { accessSync, constants } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where Debian has Postgres: by version, and not in PATH. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The programs that queue mode needs beside n8n. */
export interface Programs {
	redis: string;
	/** The folder of `postgres`, `initdb` and the like. */
	postgres: string;
}

/** @throws Error that says what to install where one is missing. */
export async function findPrograms(): Promise<Programs> {
	const inPath = (process.env.PATH ?? '').split(delimiter);
	const redis = folderWith('redis-server', inPath);
	const postgres = folderWith('initdb', [...inPath, ...(await debianPostgres())]);
	if (redis && postgres) return { redis: join(redis, 'redis-server'), postgres };
	const missing = [!redis && 'redis-server', !postgres && 'PostgreSQL'].filter(Boolean);
	throw new Error(
		`Queue mode needs ${missing.join(' and ')}. Debian, Ubuntu: ` +
			'apt-get install --no-install-recommends redis-server postgresql. ' +
			'macOS: brew install redis postgresql.',
	);
}

function folderWith(program: string, folders: string[]): string | undefined {
	return folders.find((folder) => {
		try {
			accessSync(join(folder, program), constants.X_OK);
			return true;
		} catch {
			return false; // not there
		}
	});
}

/** The folders of the versions that are there, the latest first. */
async function debianPostgres(): Promise<string[]> {
	const versions = await readdir(DEBIAN_POSTGRES).catch((): string[] => []);
	const latestFirst = versions.sort((one, other) => Number(other) - Number(one));
	return latestFirst.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
}
