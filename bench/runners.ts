import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Contender } from './contenders';
import type { Report, SeriesOrder } from './measurement';
import { runPool } from './pool';
import { createItems, pathOf, WRITE_BODY, type ShapeId, type WorkId } from './work';

/** Does the work for so many items. */
export type Runner = (items: number) => Promise<Report>;

/** Any text: the server of the benchmark does not look at it. */
const ACCESS_TOKEN = 'benchmark';
const TENANT = 'portal.example.com';
/** Executions that come in between, and as many that have no company. */
const WEBHOOKS = 10;
const WEBHOOK_INTERVAL_MS = 100;

/** Prepares a contender. What takes long (starting the engine) happens here, outside of the measurement. */
export async function createRunner(contender: Contender, order: SeriesOrder): Promise<Runner> {
	const { work, baseUrl } = order;
	return contender.kind === 'axios'
		? await createAxiosRunner(contender.concurrency, work, baseUrl)
		: await createNodeRunner(contender, order);
}

/** A workflow of a trigger and the contender's node, in n8n's own engine. */
async function createNodeRunner(
	contender: Extract<Contender, { kind: 'node' }>,
	{ work, shape, baseUrl }: SeriesOrder,
): Promise<Runner> {
	// Loaded here, so that it does not count as memory of the axios pool.
	const { createEngine } = await import('../test/engine/support/engine');
	const { singleNodeWorkflow, NODE } = await import('../test/engine/support/workflows');
	const { benchNodes } = await import('./nodes');
	const engine = await createEngine({ from: 'dist', nodes: benchNodes });
	process.on('exit', engine.close);
	let measurements = 0;

	/** A token of its own for each measurement: none knows what the one before has learned. */
	const prepare = async (): Promise<Execute> => {
		measurements += 1;
		const credential = await engine.saveCredential('cloudCockpitApi', {
			baseUrl,
			tenant: TENANT,
			accessToken: `${ACCESS_TOKEN}-${measurements}`,
		});
		const workflow = singleNodeWorkflow({
			onError: 'continueRegularOutput',
			...contender.node(work, baseUrl),
			...contender.settings,
			credentials: { cloudCockpitApi: credential },
		});
		return async (items) => {
			const input = items.map((json) => ({ json }));
			const run = await engine.runWorkflow(workflow, { items: input });
			const output = run.items(NODE).map(({ json }) => json);
			const failed = output.filter((json) => 'error' in json);
			return {
				done: output.length - failed.length,
				unknown: failed.filter(({ error }) => Object(error).outcome === 'unknown').length,
			};
		};
	};
	return async (items) => await SHAPES[shape](await prepare(), createItems(items));
}

/** Runs one execution with these items. */
type Execute = (items: IDataObject[]) => Promise<Report>;

const SHAPES: Record<ShapeId, (execute: Execute, items: IDataObject[]) => Promise<Report>> = {
	run: async (execute, items) => await execute(items),
	burst: async (execute, items) =>
		total(await Promise.all(items.map(async (item) => await execute([item])))),
	webhooks: async (execute, items) => {
		const webhooks = items.splice(0, 2 * WEBHOOKS);
		const alone = await timeEach(execute, webhooks.splice(0, WEBHOOKS));
		let isOver = false;
		const long = execute(items).finally(() => (isOver = true));
		await sleep(WEBHOOK_INTERVAL_MS);
		const among = await timeEach(execute, webhooks, () => isOver);
		return {
			...total([await long, ...alone.reports, ...among.reports]),
			webhooks: { amongMs: among.timesMs, aloneMs: alone.timesMs },
		};
	},
};

/** Runs an execution for each item, one after the other, some time apart, and takes their times. */
async function timeEach(
	execute: Execute,
	items: IDataObject[],
	isOver = () => false,
): Promise<{ reports: Report[]; timesMs: number[] }> {
	const reports: Report[] = [];
	const timesMs: number[] = [];
	for (const item of items) {
		const hasCompany = !isOver();
		const startedAt = performance.now();
		reports.push(await execute([item]));
		if (hasCompany) timesMs.push(performance.now() - startedAt);
		await sleep(WEBHOOK_INTERVAL_MS);
	}
	return { reports, timesMs };
}

function total(reports: Report[]): Report {
	const sum = (of: (report: Report) => number) => reports.reduce((all, one) => all + of(one), 0);
	return { done: sum(({ done }) => done), unknown: sum(({ unknown }) => unknown) };
}

async function createAxiosRunner(
	concurrency: number,
	work: WorkId,
	baseUrl: string,
): Promise<Runner> {
	const { default: axios } = await import('axios');
	const headers = { Authorization: `Bearer ${ACCESS_TOKEN}`, 'X-Tenant': TENANT };
	const client = axios.create({ baseURL: baseUrl, headers });
	return async (items) => {
		const input = createItems(items);
		let done = 0;
		await runPool(items, concurrency, async (index) => {
			const { customerId = '', customerUserId = '' } = input[index] ?? {};
			const path = pathOf(work, String(customerId), String(customerUserId));
			const sent = work === 'write' ? client.patch(path, WRITE_BODY) : client.get(path);
			await sent.then(
				() => (done += 1),
				() => undefined,
			);
		});
		return { done, unknown: 0 };
	};
}
