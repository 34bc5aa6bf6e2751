import { randomBytes } from 'node:crypto';

import { type RunningCommand, startCommand, temporaryFolder } from '../../playground/command';
import type { InstalledN8n } from '../../playground/install';
import {
	environment,
	HOST,
	type N8nSettings,
	type RunningN8n,
	START_LIMIT_MS,
	startN8n,
	twoFreePorts,
	until,
} from '../../playground/n8n';
import { traitsOf } from '../../playground/n8n-version';
import { layOutPackage, type PackedPackage } from '../../playground/package';
import type { Programs } from './programs';
import { startServices } from './services';

export const WORKERS = 2;

/** n8n in queue mode: its main process, which takes the webhooks, and what workers need. */
export interface Cluster {
	n8n: RunningN8n;
	/** Starts new workers, which know nothing of what earlier ones have learned. */
	startWorkers(concurrency: number): Promise<RunningCommand[]>;
	stop(): Promise<void>;
}

export async function startCluster(
	programs: Programs,
	installed: InstalledN8n,
	packed: PackedPackage,
): Promise<Cluster> {
	const services = await startServices(programs);
	const settings = {
		...services.settings,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
	const n8n = await startN8n(installed, packed, settings);
	const folders = await Promise.all(Array.from({ length: WORKERS }, temporaryFolder));
	for (const { path } of folders) await layOutPackage(packed, path);
	return {
		n8n,
		startWorkers: async (concurrency) =>
			await Promise.all(
				folders.map(async ({ path }) => await startWorker(installed, path, concurrency, settings)),
			),
		async stop() {
			await n8n.stop();
			await services.stop();
			await Promise.all(folders.map(async (folder) => await folder.remove()));
		},
	};
}

async function startWorker(
	{ version, node, program }: InstalledN8n,
	userFolder: string,
	concurrency: number,
	settings: N8nSettings,
): Promise<RunningCommand> {
	const [port, brokerPort] = await twoFreePorts();
	const url = `http://${HOST}:${port}`;
	const env = {
		...environment(userFolder, { port, brokerPort, url }, traitsOf(version)),
		...settings,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: HOST,
	};
	const worker = startCommand(node, [program, 'worker', `--concurrency=${concurrency}`], { env });
	const isReady = async () =>
		(await fetch(`${url}/healthz/readiness`).catch(() => undefined))?.ok === true;
	await until('a worker to start', START_LIMIT_MS, isReady, worker);
	return worker;
}
