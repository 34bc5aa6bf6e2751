import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	lastLines,
	type RunningCommand,
	startCommand,
	startRestartable,
	temporaryFolder,
} from './command';
import type { InstalledN8n } from './install';
import { n8nApi, type N8nApi, type Owner, type WorkflowFile } from './n8n-api';
import { type N8nTraits, traitsOf } from './n8n-version';
import { layOutPackage, type PackedPackage } from './package';

export const HOST = '127.0.0.1';
export const START_LIMIT_MS = 120_000;
const PUBLISH_LIMIT_MS = 30_000;
const POLL_MS = 200;
const CALLED_TRIGGERS = ['n8n-nodes-base.errorTrigger', 'n8n-nodes-base.executeWorkflowTrigger'];

/** The login of the playground's n8n, which lives only as long as the playground runs. */
export const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Playground1',
	firstName: 'Olivia',
	lastName: 'Owner',
};

export interface RunningN8n {
	version: string;
	/** Address of the editor, without trailing slash. */
	url: string;
	api: N8nApi;
	/** Where the package lies that n8n has loaded. */
	packageFolder: string;
	/** Imports and publishes a workflow; its webhooks answer when this is done. Gives its id. */
	publish(workflow: WorkflowFile): Promise<string>;
	/** Settles when n8n has ended, by itself or through `stop`; a restart is no end. */
	ended: Promise<number>;
	/** What n8n has logged of late. */
	log(): string;
	/**
	 * Ends n8n at once, as a power cut would, does something while it is down, and starts it again on
	 * the same data.
	 */
	restart(whileDown?: () => void): Promise<void>;
	/** Ends n8n and removes its data. */
	stop(): Promise<void>;
}

type SettingName = `${'N8N' | 'DB' | 'EXECUTIONS' | 'QUEUE'}_${string}`;

/** Settings of n8n, as environment variables, beside those of the playground. */
export type N8nSettings = Readonly<Record<SettingName, string>>;

/**
 * Starts n8n with one community package on a free loopback port, on an empty data folder of its own,
 * and logs in as the owner.
 * @throws Error with n8n's last log lines when it does not get ready.
 */
export async function startN8n(
	{ version, node, program }: InstalledN8n,
	packed: PackedPackage,
	settings: N8nSettings = {},
): Promise<RunningN8n> {
	const folder = await temporaryFolder();
	const packageFolder = await layOutPackage(packed, folder.path);
	const [port, brokerPort] = await twoFreePorts();
	const url = `http://${HOST}:${port}`;
	const traits = traitsOf(version);
	const env = { ...environment(folder.path, { port, brokerPort, url }, traits), ...settings };
	const server = startRestartable(() => startCommand(node, [program, 'start'], { env }));
	const stop = async () => {
		await server.stop();
		await folder.remove();
	};
	const untilReady = async () =>
		await until('n8n to start', START_LIMIT_MS, () => isReady(url), server);
	const restart = async (whileDown?: () => void) => {
		await server.restart(whileDown);
		await untilReady();
	};
	try {
		await untilReady();
		const api = n8nApi(url);
		await api.setUpOwner(OWNER);
		const publish = async (workflow: WorkflowFile) => {
			if (!traits.publishesCalled && !startsByItself(workflow)) {
				return (await api.saveWorkflow(workflow)).id;
			}
			const id = await api.publishWorkflow(workflow);
			if (!traits.publishesInBackground) return id;
			const isPublished = async () => (await api.publicationStatus(id)) === 'published';
			await until(`"${workflow.name}" to be published`, PUBLISH_LIMIT_MS, isPublished, server);
			return id;
		};
		const { ended, output: log } = server;
		return { version, url, api, packageFolder, publish, ended, log, restart, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Whether a workflow has a trigger or a webhook, beside those for other workflows. */
function startsByItself({ nodes }: WorkflowFile): boolean {
	return nodes.some(
		({ type }) => /(?:Trigger|\.webhook)$/.test(type) && !CALLED_TRIGGERS.includes(type),
	);
}

/**
 * All that n8n sees of the environment. Settings of the user's own n8n (a database above all) must
 * not reach the playground's, nor does it need to reach anything outside this machine.
 */
export function environment(
	userFolder: string,
	{ port, brokerPort, url }: { port: number; brokerPort: number; url: string },
	{ webhookUrlVariable, disabledModules }: N8nTraits,
): NodeJS.ProcessEnv {
	return {
		PATH: process.env.PATH,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_LISTEN_ADDRESS: HOST,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_EDITOR_BASE_URL: url,
		[webhookUrlVariable]: url,
		// n8n's own default is New York's, where the day changes hours after the sandbox's.
		GENERIC_TIMEZONE: 'UTC',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: disabledModules,
	};
}

/** n8n's health check answers before its database is ready, its settings only after. */
async function isReady(url: string): Promise<boolean> {
	try {
		for (const path of ['/healthz/readiness', '/rest/settings']) {
			if (!(await fetch(`${url}${path}`)).ok) return false;
		}
		return true;
	} catch {
		return false; // nothing listens there yet
	}
}

/**
 * Waits until something is so, while n8n runs.
 * @throws Error with n8n's last log lines when it ends before, or when it takes too long.
 */
export async function until(
	what: string,
	limitMs: number,
	isSo: () => Promise<boolean>,
	server: RunningCommand,
): Promise<void> {
	let hasEnded = false;
	void server.ended.then(() => (hasEnded = true));
	const giveUpAt = Date.now() + limitMs;
	while (!(await isSo())) {
		if (hasEnded || Date.now() > giveUpAt) {
			const why = hasEnded ? 'n8n has ended' : `nothing after ${limitMs / 1_000} seconds`;
			throw new Error(`Waiting for ${what}: ${why}.\n${lastLines(server.output())}`);
		}
		await sleep(POLL_MS);
	}
}

/** Programs that want to be told their ports: these can only be looked up, not held for them. */
export async function twoFreePorts(): Promise<[number, number]> {
	const first = createServer().listen(0, HOST);
	const second = createServer().listen(0, HOST);
	await Promise.all([once(first, 'listening'), once(second, 'listening')]);
	const ports: [number, number] = [portOf(first), portOf(second)];
	first.close();
	second.close();
	return ports;
}

function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}
