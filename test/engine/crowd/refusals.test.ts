import { setTimeout as wait } from 'node:timers/promises';

import type { Fault } from '../../../sandbox';
import { generatedCustomerId } from '../../../sandbox/seed';
import { until, useScene } from '../support';
import { appliedTo, createExecutions, itemsFrom, refusedWith, UPDATE } from './support';

const ITEMS = 60;

const scene = useScene({ customers: 10 + ITEMS });

const items = itemsFrom(0, ITEMS);
const customers = items.map(({ id }) => id);
const asked = (index: number) => ({ path: generatedCustomerId(index) });
const onError = 'continueErrorOutput';
const indexOf = (path: string) => customers.findIndex((id) => path.includes(String(id)));
/** How many other requests came between the first and the second one for an item. */
const between = (index: number) => {
	const own = scene.requests().flatMap(({ path }, at) => (indexOf(path) === index ? [at] : []));
	return (own[1] ?? Infinity) - (own[0] ?? 0) - 1;
};

describe('with Max Retries 0', () => {
	const node = { ...UPDATE, options: { maxRetries: 0 } };

	test('a 429 ends its item, and holds the others all the same', async () => {
		// A window of a second admits 20, and whoever comes too soon is lost.
		scene.sandbox.limitRate({ requests: 20, perSeconds: 1 });
		const run = await scene.run(node, { items, onError });

		const lost = run.errorOutput.map(({ json }) => json.error);
		// Two windows were full, and up to ten requests were under way each time.
		expect(lost.length).toBeLessThanOrEqual(2 * 10);
		expect(appliedTo(scene)).toHaveLength(ITEMS - lost.length);
		expect(lost).toEqual(lost.map(() => expect.objectContaining({ httpCode: '429', attempts: 1 })));
	});

	test('a 429 of one execution holds another one', async () => {
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.4, match: asked(0) });
		const executions = await createExecutions(scene);
		const first = await executions.start([...items.slice(0, 1)], { node, onError });
		await until(() => refusedWith(scene, 429) === 1);
		const [second] = await executions.runAll([items.slice(1, 2)], { node });
		await first.finished;

		const [refused, next] = scene.requests().map(({ at }) => at);
		expect((next ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(395);
		expect(second?.hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('the run paused for') }),
		]);
	});
});

test('a 429 without Retry-After is repeated for as long as the run may wait', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', times: 3 });
	const node = { ...UPDATE, options: { maxRetries: 1 } };
	const run = await scene.run(node, { items: items.slice(0, 1) });

	expect(run.output[0]?.json).toMatchObject({ success: true });
	expect(scene.requests()).toHaveLength(4);
});

describe('a 503 that says when to come back', () => {
	const unavailable = (index: number): Fault => ({
		kind: 'status',
		status: 503,
		retryAfter: 0.6,
		match: asked(index),
	});
	beforeEach(() => scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' }));

	test('holds its own item, when it is the only one', async () => {
		scene.sandbox.inject(unavailable(12));
		const run = await scene.run(UPDATE, { items });

		expect(run.output).toHaveLength(ITEMS);
		// The others were sent while it waited.
		expect(between(12)).toBeGreaterThan(10);
		expect(run.hints).toEqual([]);
	});

	test('holds its own item also where such answers come all the time', async () => {
		for (let index = 6; index < ITEMS; index += 9) scene.sandbox.inject(unavailable(index));
		const run = await scene.run(UPDATE, { items });

		expect(run.output).toHaveLength(ITEMS);
		// Held, it would be none; how many a busy machine sends in that time is not the point.
		expect(between(6)).toBeGreaterThan(10);
		expect(run.hints).toEqual([]);
	});

	test('holds nobody else, even with one request at a time', async () => {
		scene.sandbox.inject(unavailable(5));
		const run = await scene.run({ ...UPDATE, options: { maxConcurrency: 1 } }, { items });

		expect(run.output).toHaveLength(ITEMS);
		expect(between(5)).toBeGreaterThan(10);
		expect(scene.sandbox.peakInFlight).toBe(1);
	});

	test('holds everybody, when nothing has succeeded', async () => {
		scene.sandbox.inject(unavailable(0));
		const run = await scene.run(UPDATE, { items });

		expect(run.output).toHaveLength(ITEMS);
		const [refused, next] = scene.requests().map(({ at }) => at);
		expect((next ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(595);
		expect(run.hints).toHaveLength(1);
	});

	test('holds everybody, when a second one comes before anything succeeded', async () => {
		const executions = await createExecutions(scene);
		await executions.runAll([items.slice(0, 1)]);
		scene.sandbox.inject({ kind: 'status', status: 503, retryAfter: 0.6, times: 4 });
		const [run] = await executions.runAll([items.slice(1)]);

		expect(run?.output).toHaveLength(ITEMS - 1);
		const [, second] = scene.requests().filter(({ status }) => status === 503);
		const later = scene.requests().map(({ at }) => at - (second?.at ?? 0));
		// What was under way when the second one came may still arrive.
		expect(later.filter((at) => at > 300 && at < 595)).toEqual([]);
		expect(later.filter((at) => at >= 595).length).toBeGreaterThan(30);
		expect(run?.hints).toHaveLength(1);
	});
});

describe('an outage', () => {
	const OUTAGE_MS = 1_500;
	const READ = { ...UPDATE, resource: 'mca', operation: 'get' };

	/** Lets everything fail for a while in the middle of a run; tells what came meanwhile. */
	async function breakDown(fault: Fault, node: typeof UPDATE) {
		scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
		const execution = await (await createExecutions(scene)).start(items, { node, onError });
		await until(() => scene.requests().length >= 15);
		const before = scene.requests().length;
		scene.sandbox.inject({ ...fault, times: 'always' });
		await wait(OUTAGE_MS);
		const during = scene.requests().length - before;
		scene.sandbox.clearFaults();
		return { during, run: await execution.finished };
	}

	test.each<[string, Fault, typeof UPDATE]>([
		['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 0.5 }, UPDATE],
		['502 with a web page', { kind: 'html' }, READ],
		['connections that break', { kind: 'resetBefore' }, READ],
	])('with %s is felt for by one request at a time, and loses nothing', async (_, fault, node) => {
		const { during, run } = await breakDown(fault, node);

		expect(during).toBeLessThanOrEqual(30);
		expect(run.output).toHaveLength(ITEMS);
		expect(run.errorOutput).toEqual([]);
	});
});

test('Stop of one execution in a pause leaves the others their turn', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.5 });
	const executions = await createExecutions(scene);
	const stopped = await executions.start(items.slice(0, 20));
	await until(() => refusedWith(scene, 429) === 1);
	const goesOn = await executions.start(items.slice(20, 40));
	stopped.cancel();

	expect((await stopped.finished).workflow.status).toBe('canceled');
	expect((await goesOn.finished).output).toHaveLength(20);
	expect(appliedTo(scene)).toEqual(customers.slice(20, 40));
});
