import type { IDataObject } from 'n8n-workflow';

import { AT_CUSTOMER, until, useScene } from '../support';
import { useJitter } from '../support/jitter';

const scene = useScene();

useJitter(0);

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};
const items = (count: number): IDataObject[] => Array.from({ length: count }, () => ({}));
const delay = (delayMs: number) =>
	scene.sandbox.inject({ kind: 'delay', delayMs, times: 'always' });

test('the first request goes alone, the others start when it has gone well', async () => {
	delay(100);
	const run = await scene.run(GET, { items: items(10) });

	expect(run.output).toHaveLength(10);
	const [first = 0, ...others] = scene.requests().map(({ at }) => at);
	expect(Math.min(...others) - first).toBeGreaterThanOrEqual(95);
	expect(scene.sandbox.peakInFlight).toBeGreaterThan(1);
});

test('50 items that find no token fetch one, also when sign-in fails at first', async () => {
	scene.sandbox.inject({ kind: 'status', status: 503, match: { operationId: 'getToken' } });
	const run = await scene.run(GET, { items: items(50) });

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(50);
	expect(scene.tokenRequests().map(({ status }) => status)).toEqual([503, 200]);
});

test('a server that fails at first is not asked by more items until it has answered', async () => {
	scene.sandbox.inject({ kind: 'status', status: 500, times: 3 });
	delay(20);
	await scene.run(GET, { items: items(10) });

	const at = scene.requests().map((request) => request.at);
	expect(scene.requests().map(({ status }) => status)).toEqual([
		...[500, 500, 500],
		...items(10).map(() => 200),
	]);
	// The first success is alone, then come the others.
	expect((at[4] ?? 0) - (at[3] ?? 0)).toBeGreaterThanOrEqual(18);
});

test('a token that dies with ten requests under way is renewed once, and no item is lost', async () => {
	const credentials = await scene.savedCredentials();
	await scene.run(GET, { credentials });
	scene.sandbox.reset();
	delay(200);
	const correlationIds = items(30).map(
		(_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
	);
	const execution = await scene.engine.start({
		node: { ...GET, options: { correlationId: '={{ $json.id }}' } },
		items: correlationIds.map((id) => ({ id })),
		credentials,
	});
	await until(() => scene.requests().filter(({ status }) => status === null).length === 10);
	scene.sandbox.expireTokens();
	const run = await execution.finished;

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(30);
	expect(scene.requests().filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(9);
	expect(scene.tokenRequests()).toHaveLength(1);
	const done = scene.requests().filter(({ applied }) => applied);
	expect(done.map(({ headers }) => headers['x-correlation-id']).sort()).toEqual(correlationIds);
});

test('a pasted token that dies in the middle of a run fails the rest with its reason', async () => {
	const execution = await scene.engine.start({
		node: { authentication: 'accessToken', ...UPDATE, options: { maxConcurrency: 1 } },
		items: items(6),
		credentials: scene.credentials('accessToken'),
		onError: 'continueErrorOutput',
	});
	await until(() => scene.requests().length === 3);
	scene.sandbox.expireTokens();
	const run = await execution.finished;

	expect(run.output.length + run.errorOutput.length).toBe(6);
	expect(run.errorOutput.length).toBeGreaterThanOrEqual(3);
	const [first, ...others] = run.errorOutput.map(({ json }) => json.error);
	expect(first).toMatchObject({ httpCode: '401', outcome: 'rejected', attempts: 1 });
	// What the first one learned is not asked for again.
	for (const error of others) {
		expect(error).toMatchObject({
			message: (first as { message: string }).message,
			outcome: 'notSent',
			attempts: 0,
		});
	}
	expect(scene.sandbox.audit).toHaveLength(run.output.length);
});
