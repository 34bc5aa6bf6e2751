import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs what the lock file in `folder` names unless it is there already. The lock's hash is
 * written last: without it, whatever lies in node_modules counts for nothing.
 */
export async function installOnce(folder: string, install: () => Promise<void>): Promise<void> {
	const stamp = join(folder, 'node_modules', '.installed');
	const lock = await readFile(join(folder, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;

	await rm(stamp, { force: true });
	await install();
	await writeFile(stamp, wanted);
}
