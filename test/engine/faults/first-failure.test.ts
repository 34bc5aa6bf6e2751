import { setTimeout as wait } from 'node:timers/promises';

import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, useScene } from '../support';
import { useJitter } from '../support/jitter';

/** Stop on error, n8n's default: from the first failure on, nothing is written that was not under way. */
const ITEM_COUNT = 8;

const scene = useScene({ customers: 10 + ITEM_COUNT });

// Back-offs are as long as they get: whoever waits, waits when the failure comes.
useJitter(1);

const items = Array.from({ length: ITEM_COUNT }, (_, index) => ({
	id: generatedCustomerId(index),
}));
const update = (options = {}) => ({
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
	options,
});
const asked = (index: number) => ({ path: generatedCustomerId(index) });
const sentFor = () =>
	scene.requests().map(({ path }) => items.findIndex(({ id }) => path.includes(id)));

/** Runs all items, and waits for what must not come. */
async function runAll(options = {}) {
	const run = await scene.run(update(options), { items });
	await wait(300);
	return run;
}

test('items that wait for the first one to be answered are not sent when it is refused', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 300, match: asked(0) });
	scene.sandbox.inject({ kind: 'status', status: 400, match: asked(0) });
	const run = await runAll();

	expect(sentFor()).toEqual([0]);
	expect(scene.sandbox.audit).toEqual([]);
	expect(run.error).toMatchObject({
		context: { itemIndex: 0, data: { outcome: 'rejected' } },
		description: expect.stringContaining('Not sent: items 1-7.'),
	});
});

test('items that wait for a place are not sent, those under way are awaited', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 200, match: asked(1) });
	scene.sandbox.inject({ kind: 'status', status: 400, match: asked(2) });
	const run = await runAll({ maxConcurrency: 2 });

	expect(sentFor()).toEqual([0, 1, 2]);
	expect(run.error).toMatchObject({
		context: { itemIndex: 2 },
		description: expect.stringMatching(/Already applied: items 0-1\. Not sent: items 3-7\./),
	});
});

test('an item in a pause is not written after another one has failed', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.2, match: asked(1) });
	scene.sandbox.inject({ kind: 'delay', delayMs: 100, match: asked(2) });
	scene.sandbox.inject({ kind: 'status', status: 400, match: asked(2) });
	const run = await runAll({ maxConcurrency: 3 });

	expect(sentFor().filter((item) => item === 1)).toHaveLength(1);
	expect(run.error).toMatchObject({ context: { itemIndex: 2, data: { httpCode: '400' } } });
});

test('an item that waits for its retry is not written after another one has failed', async () => {
	scene.sandbox.inject({ kind: 'resetBefore', match: asked(1) });
	scene.sandbox.inject({ kind: 'delay', delayMs: 100, match: asked(2) });
	scene.sandbox.inject({ kind: 'status', status: 400, match: asked(2) });
	const run = await runAll({ maxConcurrency: 3, retryUnknownOutcome: true });

	expect(sentFor().filter((item) => item === 1)).toHaveLength(1);
	expect(run.error).toMatchObject({
		context: { itemIndex: 2 },
		description: expect.stringContaining('Outcome unknown: item 1.'),
	});
});

test('with Continue all items are sent', async () => {
	scene.sandbox.inject({ kind: 'status', status: 400, match: asked(0) });
	const run = await scene.run(update(), { items, onError: 'continueErrorOutput' });

	expect(sentFor().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	expect(run.output).toHaveLength(ITEM_COUNT - 1);
});
