import { generatedCustomerId } from '../../sandbox/seed';
import { byId, INSTANCE, useScene } from './support';

const ITEM_COUNT = 30;

const scene = useScene({ customers: 60 });

const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
};
const items = Array.from({ length: ITEM_COUNT }, (_, index) => ({
	id: generatedCustomerId(index),
}));

/** How often each customer was written to. */
const applied = () =>
	scene.sandbox.audit.filter(({ succeeded }) => succeeded).map(({ customerId }) => customerId);

test('never more requests are under way than Max Concurrency allows', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
	await scene.run({ ...UPDATE, options: { maxConcurrency: 4 } }, { items });

	expect(scene.sandbox.peakInFlight).toBeGreaterThan(1);
	expect(scene.sandbox.peakInFlight).toBeLessThanOrEqual(4);
});

test.each([
	['seconds', 1],
	['a date', 'date'],
] as const)(
	'a 429 with Retry-After as %s pauses all items, and each is written once',
	async (_, retryAfter) => {
		scene.sandbox.inject({
			kind: 'rateLimit',
			retryAfter: retryAfter === 'date' ? new Date(Date.now() + 2_000) : retryAfter,
		});
		const run = await scene.run(UPDATE, { items });

		expect(run.output.map(({ json }) => json.success)).toEqual(items.map(() => true));
		expect(applied().sort()).toEqual(items.map(({ id }) => id).sort());
		expect(run.hints).toEqual([
			expect.objectContaining({
				location: 'outputPane',
				message: expect.stringContaining('1 request'),
			}),
		]);
	},
);

test('a run that nothing slowed down has no hint', async () => {
	const run = await scene.run(UPDATE, { items });

	expect(run.hints).toEqual([]);
});

test('a server that admits few at a time gets every item, once', async () => {
	scene.sandbox.limitConcurrency(3, 0);
	const run = await scene.run({ ...UPDATE, options: { maxRetries: 10 } }, { items });

	expect(run.error).toBeUndefined();
	expect(applied().sort()).toEqual(items.map(({ id }) => id).sort());
});

test('an update whose outcome is unknown is reported and not repeated', async () => {
	scene.sandbox.inject({ kind: 'resetAfter' });
	const run = await scene.run(UPDATE, { items: items.slice(0, 1), onError: 'continueErrorOutput' });

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		outcome: 'unknown',
		attempts: 1,
		correlationId: scene.sandbox.audit[0]?.correlationId,
	});
	expect(applied()).toHaveLength(1);
});

test('it is repeated when the user asks for that', async () => {
	scene.sandbox.inject({ kind: 'resetAfter' });
	const run = await scene.run(
		{ ...UPDATE, options: { retryUnknownOutcome: true } },
		{ items: items.slice(0, 1) },
	);

	expect(run.output[0]?.json).toMatchObject({ success: true });
	expect(applied()).toHaveLength(2);
	expect(new Set(scene.sandbox.audit.map(({ correlationId }) => correlationId)).size).toBe(1);
});
