import { useScene } from '../support';
import { appliedTo, createExecutions, itemsFrom, refusedWith, UPDATE } from './support';

/** Webhooks: one execution a customer, all at once. */
const EXECUTIONS = 150;
const ADMITTED = 20;

const scene = useScene({ customers: 10 + EXECUTIONS });

const webhooks = itemsFrom(0, EXECUTIONS).map((item) => [item]);
const customers = itemsFrom(0, EXECUTIONS).map(({ id }) => id);

beforeEach(() => scene.sandbox.inject({ kind: 'delay', delayMs: 20, times: 'always' }));

test('a burst fetches one token, and has no more under way than one execution may', async () => {
	scene.sandbox.limitConcurrency(ADMITTED, 1);
	const runs = await (await createExecutions(scene)).runAll(webhooks);

	expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
	expect(appliedTo(scene)).toEqual(customers);
	expect(refusedWith(scene, 429)).toBe(0);
	expect(scene.sandbox.peakInFlight).toBeLessThanOrEqual(10);
	expect(scene.tokenRequests()).toHaveLength(1);
});

test('a burst that wants more than the server takes loses nothing, and finds the level together', async () => {
	scene.sandbox.limitConcurrency(ADMITTED, 1);
	const node = { ...UPDATE, options: { maxConcurrency: 50, maxRetries: 1 } };
	const runs = await (await createExecutions(scene)).runAll(webhooks, { node });

	expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
	expect(appliedTo(scene)).toEqual(customers);
	expect(refusedWith(scene, 429)).toBeGreaterThan(0);
	expect(refusedWith(scene, 429)).toBeLessThanOrEqual(60);
});

test('the largest Max Concurrency of those present counts, and each keeps to its own', async () => {
	const executions = await createExecutions(scene);
	const options = (maxConcurrency: number) => ({
		node: { ...UPDATE, options: { maxConcurrency } },
	});
	await Promise.all([
		executions.runAll([itemsFrom(0, 40)], options(2)),
		executions.runAll([itemsFrom(40, 40)], options(6)),
	]);

	expect(appliedTo(scene)).toEqual(customers.slice(0, 80));
	expect(scene.sandbox.peakInFlight).toBeGreaterThan(2);
	expect(scene.sandbox.peakInFlight).toBeLessThanOrEqual(6);
});

test('a webhook in the middle of a long run has its turn among the next', async () => {
	const executions = await createExecutions(scene);
	const long = await executions.start(itemsFrom(0, 140));
	while (scene.requests().length < 30) await new Promise((resolve) => setImmediate(resolve));
	const before = scene.requests().length;
	const webhook = await executions.start(itemsFrom(149, 1));
	await webhook.finished;
	const position = scene.requests().findIndex(({ path }) => path.includes(String(customers[149])));
	await long.finished;

	// Starting an execution takes its time, in which the run goes on.
	expect(position - before).toBeLessThan(40);
	expect(appliedTo(scene)).toHaveLength(141);
});

test('other credentials have nothing to do with it', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 60 });
	const limited = await (await createExecutions(scene)).start(itemsFrom(0, 1));
	while (refusedWith(scene, 429) === 0) await new Promise((resolve) => setImmediate(resolve));
	const other = await scene.run(
		{ ...UPDATE, authentication: 'accessToken' },
		{
			items: itemsFrom(1, 1),
			credentials: scene.credentials('accessToken'),
		},
	);
	limited.cancel();

	expect(other.error).toBeUndefined();
	expect(appliedTo(scene)).toEqual([customers[1]]);
});
