import { setTimeout as wait } from 'node:timers/promises';

import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, useScene } from '../support';
import { useJitter } from '../support/jitter';

const scene = useScene({ customers: 120 });

useJitter(0);

const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
};
const itemsUpTo = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: generatedCustomerId(index) }));
const applied = () =>
	scene.sandbox.audit.filter(({ succeeded }) => succeeded).map(({ customerId }) => customerId);

describe('a 429 with Retry-After of one second', () => {
	const PAUSE_MS = 1_000;

	test('pauses all items at once, and one hint tells number and seconds', async () => {
		const items = itemsUpTo(20);
		scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
		scene.sandbox.inject({
			kind: 'rateLimit',
			retryAfter: PAUSE_MS / 1000,
			match: { path: generatedCustomerId(5) },
		});
		const run = await scene.run(UPDATE, { items });

		const refusedAt = scene.requests().find(({ status }) => status === 429)?.at ?? 0;
		const tookMs = Date.now() - refusedAt;
		// What was under way when the refusal arrived may still come, on a busy machine late.
		const arrivals = scene.requests().map(({ at }) => at - refusedAt);
		expect(arrivals.filter((at) => at > PAUSE_MS / 2 && at < PAUSE_MS)).toEqual([]);
		expect(arrivals.filter((at) => at >= PAUSE_MS).length).toBeGreaterThan(5);
		expect(tookMs).toBeGreaterThanOrEqual(PAUSE_MS);
		expect(tookMs).toBeLessThan(2 * PAUSE_MS);
		expect(applied().sort()).toEqual(items.map(({ id }) => id).sort());
		expect(run.hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/1 request had .* paused for 1\.0 seconds/),
			}),
		]);
	});

	test('is waited out once however many requests were refused', async () => {
		// Long enough that all ten have started when the first refusal arrives.
		scene.sandbox.inject({ kind: 'delay', delayMs: 200, times: 'always' });
		const match = { path: /-00000000000[3-9]\// };
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.3, times: 7, match });
		const run = await scene.run(UPDATE, { items: itemsUpTo(12) });

		expect(applied()).toHaveLength(12);
		expect(run.hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/7 requests had .* 0\.[3-9] seconds/),
			}),
		]);
	});
});

test('a server that admits 20 at a time gets 100 items, none lost and none twice', async () => {
	const items = itemsUpTo(100);
	scene.sandbox.limitConcurrency(20);
	scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
	const options = { maxConcurrency: 50, maxRetries: 10 };
	const run = await scene.run({ ...UPDATE, options }, { items });

	expect(run.error).toBeUndefined();
	expect(run.output.map(({ json }) => json.customerId)).toEqual(items.map(({ id }) => id));
	expect(applied().sort()).toEqual(items.map(({ id }) => id));
});

test('a server that allows so many a second gets all items, none twice', async () => {
	const items = itemsUpTo(50);
	scene.sandbox.limitRate({ requests: 30, perSeconds: 0.5 });
	const run = await scene.run(UPDATE, { items });

	expect(run.error).toBeUndefined();
	expect(applied().sort()).toEqual(items.map(({ id }) => id));
});

describe('a Retry-After of an hour', () => {
	const HOUR_S = 3_600;
	beforeEach(() => {
		scene.sandbox.inject({
			kind: 'rateLimit',
			retryAfter: HOUR_S,
			times: 'always',
			match: { path: generatedCustomerId(1) },
		});
	});

	test('ends the run at once, and says which items were applied', async () => {
		const startedAt = Date.now();
		const run = await scene.run(
			{ ...UPDATE, options: { maxConcurrency: 1 } },
			{ items: itemsUpTo(5) },
		);

		// It waits neither the hour nor as long as a run may wait.
		expect(Date.now() - startedAt).toBeLessThan(5_000);
		expect(run.error).toMatchObject({
			message: 'CloudCockpit asks to wait 3600 seconds, longer than this run may still wait',
			context: { itemIndex: 1, data: { outcome: 'rejected', attempts: 1 } },
		});
		expect(run.error?.description).toContain('Already applied: item 0.');
		expect(run.error?.description).toContain('Not sent: items 2-4.');
		await wait(50);
		expect(scene.requests()).toHaveLength(2);
	});

	test('leaves every other item unsent, and says so of each', async () => {
		const run = await scene.run(
			{ ...UPDATE, options: { maxConcurrency: 1 } },
			{ items: itemsUpTo(5), onError: 'continueErrorOutput' },
		);

		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(
			run.errorOutput.map(({ json }) => json.error as { outcome: string; attempts: number }),
		).toEqual([
			expect.objectContaining({ outcome: 'rejected', attempts: 1 }),
			...[2, 3, 4].map(() => expect.objectContaining({ outcome: 'notSent', attempts: 0 })),
		]);
		expect(scene.requests()).toHaveLength(2);
	});
});
