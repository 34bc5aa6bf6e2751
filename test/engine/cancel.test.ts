import { setTimeout as wait } from 'node:timers/promises';

import type { OnError } from 'n8n-workflow';

import { generatedCustomerId } from '../../sandbox/seed';
import { byId, INSTANCE, until, useScene } from './support';

const STOPS_WITHIN_MS = 100;

// The machine may be busy with something else for longer than that; a slow Stop is slow each time.
jest.retryTimes(3);

const scene = useScene({ customers: 60 });

const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
	options: { maxConcurrency: 2 },
};
const items = Array.from({ length: 20 }, (_, index) => ({ id: generatedCustomerId(index) }));

/** Stops the execution once `reached`; tells how long that took. */
async function stopWhen(reached: () => boolean, onError?: OnError) {
	const execution = await scene.engine.start({
		node: UPDATE,
		items,
		onError,
		credentials: scene.credentials(),
	});
	await until(reached);
	const stoppedAt = Date.now();
	execution.cancel();
	const run = await execution.finished;
	return { run, tookMs: Date.now() - stoppedAt };
}

// The first Stop of a process also pays for loading code; the time is measured on later ones.
beforeAll(async () => {
	scene.sandbox.inject({ kind: 'hang', times: 'always' });
	await stopWhen(() => scene.requests().length > 0);
});

describe.each<OnError | undefined>([undefined, 'continueRegularOutput', 'continueErrorOutput'])(
	'with onError %s, Stop ends a run',
	(onError) => {
		afterEach(async () => {
			const { length } = scene.requests();
			await wait(50);
			expect(scene.requests()).toHaveLength(length);
		});

		test('while a request is under way', async () => {
			scene.sandbox.inject({ kind: 'hang', times: 'always' });
			const { run, tookMs } = await stopWhen(() => scene.requests().length > 0, onError);

			expect(tookMs).toBeLessThan(STOPS_WITHIN_MS);
			expect(run.workflow.status).toBe('canceled');
			expect(scene.requests()).toHaveLength(1);
		});

		test('while all wait as Retry-After asked', async () => {
			scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 30, times: 'always' });
			const { run, tookMs } = await stopWhen(
				() => scene.requests().some(({ status }) => status === 429),
				onError,
			);

			expect(tookMs).toBeLessThan(STOPS_WITHIN_MS);
			expect(run.workflow.status).toBe('canceled');
		});

		test('after some items went through', async () => {
			// Customers 5 and up get no answer: both lanes end up waiting for one.
			const path = /-0000000000(0[5-9a-f]|1\d)\//;
			scene.sandbox.inject({ kind: 'hang', times: 'always', match: { path } });
			const waiting = () => scene.requests().filter(({ status }) => status === null);
			const { run, tookMs } = await stopWhen(() => waiting().length === 2, onError);

			expect(scene.requests()).toHaveLength(7);
			expect(tookMs).toBeLessThan(STOPS_WITHIN_MS);
			expect(run.workflow.status).toBe('canceled');
		});
	},
);

test('Stop is not taken for an error although an item failed before', async () => {
	scene.sandbox.inject({ kind: 'status', status: 400, match: { path: /000000000000/ } });
	scene.sandbox.inject({ kind: 'hang', times: 'always' });
	const { run } = await stopWhen(() => scene.requests().length > 1, 'continueErrorOutput');

	expect(run.workflow.status).toBe('canceled');
});
