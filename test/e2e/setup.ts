import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../../playground/install';
import { packPackage } from '../../playground/package';
import { PACKED_PACKAGE } from '../../playground/world';

/** Before the tests, which run side by side: installs n8n, and packs the package for all of them. */
export default async function setUp(): Promise<void> {
	await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-cloudcockpit-'));
	process.env[PACKED_PACKAGE] = JSON.stringify(await packPackage(folder));
}
