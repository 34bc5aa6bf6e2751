/**
 * The packed package in several versions of n8n, one after the other, each a real one.
 *
 *   npm run test:compat                    all of them; writes docs/compatibility.md
 *   npm run test:compat -- 2.8.4 2.41.1    these alone; writes nothing
 *
 * Ends with exit code 0 only if everything holds, but for what n8n itself lacks.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { format, resolveConfig } from 'prettier';

import { temporaryFolder } from '../../playground/command';
import { type InstalledN8n, installN8n, readPlace } from '../../playground/install';
import { packPackage } from '../../playground/package';
import { withProgress } from '../../playground/progress';
import { PACKED_PACKAGE } from '../../playground/world';
import { type Check, judge, type Verdict } from './check';
import { allChecks } from './checks';
import { type Column, writePage } from './page';
import { VERSIONS } from './versions';
import { type CompatWorld, startCompatWorld } from './world';

const PAGE = join(__dirname, '..', '..', 'docs', 'compatibility.md');
const CHECK_LIMIT_MS = 180_000;

async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const versions = versionsOf(wanted);
	const installed = await installAll(versions);
	const folder = await temporaryFolder();
	const packed = await packPackage(folder.path);
	process.env[PACKED_PACKAGE] = JSON.stringify(packed);
	const checks = await allChecks();
	const columns: Column[] = [];
	for (const n8n of installed) columns.push(await runVersion(n8n, checks));

	const page = writePage(packed.version, checks, columns);
	const broken = columns.flatMap(({ version, verdicts }) =>
		verdicts.flatMap((verdict, index) =>
			verdict.kind === 'broken' ? [`n8n ${version}: ${checks[index]?.title}\n${verdict.why}`] : [],
		),
	);
	console.log(`\n${page}\n${broken.join('\n\n')}`);
	if (wanted.length === 0) {
		const style = await resolveConfig(PAGE);
		await writeFile(PAGE, await format(page, { ...style, parser: 'markdown' }));
	}
	// Not by itself: a check that broke may have left a server open.
	process.exit(broken.length > 0 ? 1 : 0);
}

/** The versions to test, all when none are named. */
function versionsOf(wanted: string[]): string[] {
	const known = Object.keys(VERSIONS);
	const unknown = wanted.filter((version) => !known.includes(version));
	if (unknown.length > 0) {
		throw new Error(`Not among the versions: ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
	}
	return known.filter((version) => wanted.length === 0 || wanted.includes(version));
}

/** Installs in the order of Node's versions: SQLite is built on the oldest, and copied to the rest. */
async function installAll(versions: string[]): Promise<InstalledN8n[]> {
	const folders = Object.values(VERSIONS);
	const places = await Promise.all(versions.map((version) => readPlace(VERSIONS[version] ?? '')));
	const installed: InstalledN8n[] = [];
	for (const { folder } of places.sort((one, other) => one.nodeMajor - other.nodeMajor)) {
		installed.push(await installN8n(folder, folders));
	}
	const rank = ({ version }: InstalledN8n) => versions.indexOf(version);
	return installed.sort((one, other) => rank(one) - rank(other));
}

async function runVersion(installed: InstalledN8n, checks: readonly Check[]): Promise<Column> {
	const { version, nodeMajor } = installed;
	const startedAt = Date.now();
	console.log(`\nn8n ${version} on Node ${nodeMajor}`);
	const world = await startCompatWorld(installed);
	const verdicts: Verdict[] = [];
	for (const check of checks) {
		const error = await withProgress(check.title, () => errorOf(check, world));
		const verdict = judge(check, version, error);
		if (verdict.kind === 'excepted') console.log(`    not in this n8n: ${verdict.reason}`);
		if (verdict.kind === 'broken') console.log(`    DOES NOT HOLD: ${verdict.why}`);
		verdicts.push(verdict);
	}
	await world.stop();
	console.log(`n8n ${version}: ${Math.round((Date.now() - startedAt) / 1_000)} s`);
	return { version, nodeMajor, verdicts };
}

/** With what error a check ends, if any. */
async function errorOf(check: Check, world: CompatWorld): Promise<unknown> {
	const over = new AbortController();
	const limit = sleep(CHECK_LIMIT_MS, undefined, { signal: over.signal }).then(() => {
		throw new Error(`No end after ${CHECK_LIMIT_MS / 1_000} seconds.`);
	});
	try {
		await Promise.race([check.run(world), limit]);
		return undefined;
	} catch (error) {
		return error;
	} finally {
		over.abort();
		limit.catch(() => undefined);
	}
}

// Everything on a leash (n8n, its data) ends with this process, so ending is all there is to do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => process.exit(1));
}
main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
