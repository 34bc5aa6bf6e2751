import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PackedPackage } from '../../playground/package';
import { PACKED_PACKAGE } from '../../playground/world';

/** After the tests: removes what was packed for them. */
export default async function tearDown(): Promise<void> {
	const { tarball } = JSON.parse(process.env[PACKED_PACKAGE] ?? '') as PackedPackage;
	await rm(dirname(tarball), { recursive: true });
}
