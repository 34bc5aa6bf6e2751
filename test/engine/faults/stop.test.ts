import { setTimeout as wait } from 'node:timers/promises';

import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, until, useScene } from '../support';
import { useJitter } from '../support/jitter';

const STOPS_WITHIN_MS = 100;

// The machine may be busy with something else for longer than that; a slow Stop is slow each time.
jest.retryTimes(3);

const scene = useScene({ customers: 60 });

// The first back-off is half a second.
useJitter(1);

const items = Array.from({ length: 50 }, (_, index) => ({ id: generatedCustomerId(index) }));
const node = {
	resource: 'mca',
	operation: 'refresh',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	options: { maxRetries: 10 },
};

/** Starts a run, stops it once `reached`, and waits long enough for a request that must not come. */
async function stopWhen(reached: () => boolean) {
	const credentials = scene.credentials();
	const execution = await scene.engine.start({ node, items, credentials });
	await until(reached);
	const stoppedAt = Date.now();
	const { length } = scene.sandbox.requests;
	execution.cancel();
	const run = await execution.finished;
	const tookMs = Date.now() - stoppedAt;
	await wait(700);
	return { run, tookMs, later: scene.sandbox.requests.slice(length) };
}

test('Stop while requests wait for their next try ends the run, and they are not tried', async () => {
	scene.sandbox.inject({ kind: 'status', status: 500, times: 'always' });
	const { run, tookMs, later } = await stopWhen(() =>
		scene.requests().some(({ status }) => status === 500),
	);

	expect(tookMs).toBeLessThan(STOPS_WITHIN_MS);
	expect(run.workflow.status).toBe('canceled');
	// What was on its way to the server when Stop was pressed may still arrive.
	expect(later.length).toBeLessThanOrEqual(1);
});

test('Stop during a pause ends it, and nobody comes back after the pause', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.5, times: 'always' });
	const { run, tookMs, later } = await stopWhen(() =>
		scene.requests().some(({ status }) => status === 429),
	);

	expect(tookMs).toBeLessThan(STOPS_WITHIN_MS);
	expect(run.workflow.status).toBe('canceled');
	expect(later).toEqual([]);
});

test('Stop while the token is being fetched sends no request at all', async () => {
	const match = { operationId: 'getToken' } as const;
	scene.sandbox.inject({ kind: 'delay', delayMs: 200, match });
	const { run } = await stopWhen(() => scene.tokenRequests().length > 0);

	// n8n itself waits for the token: only what comes after it is ours to stop.
	expect(run.workflow.status).toBe('canceled');
	expect(scene.requests()).toEqual([]);
});
