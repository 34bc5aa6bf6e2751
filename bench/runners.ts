import type { Contender } from './contenders';
import type { Report } from './measurement';
import { runPool } from './pool';
import { createItems, pathOf, WRITE_BODY, type WorkId } from './work';

/** Does the work for so many items. */
export type Runner = (items: number) => Promise<Report>;

/** Any text: the server of the benchmark does not look at it. */
const ACCESS_TOKEN = 'benchmark';
const TENANT = 'portal.example.com';

/** Prepares a contender. What takes long (starting the engine) happens here, outside of the measurement. */
export async function createRunner(
	contender: Contender,
	work: WorkId,
	baseUrl: string,
): Promise<Runner> {
	return contender.kind === 'axios'
		? await createAxiosRunner(contender.concurrency, work, baseUrl)
		: await createNodeRunner(contender, work, baseUrl);
}

/** A workflow of a trigger and the contender's node, in n8n's own engine. */
async function createNodeRunner(
	contender: Extract<Contender, { kind: 'node' }>,
	work: WorkId,
	baseUrl: string,
): Promise<Runner> {
	// Loaded here, so that it does not count as memory of the axios pool.
	const { createEngine } = await import('../test/engine/support/engine');
	const { singleNodeWorkflow, NODE } = await import('../test/engine/support/workflows');
	const { benchNodes } = await import('./nodes');
	const engine = await createEngine({ from: 'dist', nodes: benchNodes });
	process.on('exit', engine.close);
	const credential = await engine.saveCredential('cloudCockpitApi', {
		baseUrl,
		tenant: TENANT,
		accessToken: ACCESS_TOKEN,
	});
	const workflow = singleNodeWorkflow({
		onError: 'continueRegularOutput',
		...contender.node(work, baseUrl),
		...contender.settings,
		credentials: { cloudCockpitApi: credential },
	});
	return async (items) => {
		const input = createItems(items).map((json) => ({ json }));
		const run = await engine.runWorkflow(workflow, { items: input });
		const output = run.items(NODE).map(({ json }) => json);
		const failed = output.filter((json) => 'error' in json);
		return {
			done: output.length - failed.length,
			unknown: failed.filter(({ error }) => Object(error).outcome === 'unknown').length,
		};
	};
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
