import type { OnError } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, useScene } from '../support';
import { useJitter } from '../support/jitter';
import { operationCase } from '../support/operations';

/**
 * Faults that take a second each, as the shortest timeout and HTTP dates do. One operation stands
 * for all with the same effect, and all runs of a test are under way at once, each with a customer
 * of its own.
 */
const OPERATIONS = ['mca.get', 'mca.refresh', 'qualification.update'].map(operationCase);
const MODES: ReadonlyArray<OnError | undefined> = [
	undefined,
	'continueRegularOutput',
	'continueErrorOutput',
];
const SCENARIOS = OPERATIONS.flatMap((operation) =>
	MODES.map((onError) => ({ operation, onError })),
).map((scenario, index) => ({ ...scenario, customerId: generatedCustomerId(index) }));

const scene = useScene({ customers: 10 + SCENARIOS.length });

useJitter(0);

test('no answer ends a request at the timeout, and only what does no harm is sent again', async () => {
	const met = await meetAll({ kind: 'hang', times: 'always' }, { timeout: 1, maxRetries: 1 });

	expect(met).toEqual(
		SCENARIOS.map(({ operation: { effect }, onError }) => {
			const attempts = effect === 'update' ? 1 : 2;
			return {
				sent: attempts,
				applied: 0,
				correlationIds: 1,
				branch: onError ?? 'stopped',
				failure: expect.objectContaining({
					message: 'CloudCockpit did not answer within 1 second',
					outcome: 'unknown',
					attempts,
				}),
			};
		}),
	);
});

test.each([
	['429', { kind: 'rateLimit', retryAfter: 'date' }],
	['503', { kind: 'status', status: 503, retryAfter: 'date' }],
] as const)('a %s with a date in Retry-After is waited out, not before it', async (_, fault) => {
	const startedAt = Date.now();
	const met = await meetAll(fault, {});

	expect(met).toEqual(
		SCENARIOS.map(() => ({
			sent: 2,
			applied: 1,
			correlationIds: 1,
			branch: 'success',
			failure: undefined,
		})),
	);
	expect(Date.now() - startedAt).toBeGreaterThan(900);
	expect(Date.now() - startedAt).toBeLessThan(4_000);
});

/** Lets each scenario meet the fault, all at once; tells what came of each. */
async function meetAll(fault: Fault, options: { timeout?: number; maxRetries?: number }) {
	return await Promise.all(
		SCENARIOS.map(async ({ operation, onError, customerId }) => {
			const match = { operationId: operation.operationId, path: customerId };
			scene.sandbox.inject({ ...fault, match });
			const run = await scene.run(
				{
					...operation.node,
					customerId: byId(customerId),
					providerInstanceId: byId(INSTANCE.id),
					options: { ...options },
				},
				// A token of its own: those with one token wait for each other.
				{ onError, authentication: 'accessToken' },
			);
			const requests = scene
				.requests()
				.filter(
					({ operationId, path }) =>
						operationId === operation.operationId && path.includes(customerId),
				);
			const failed = [...run.output, ...run.errorOutput].find(({ json }) => 'error' in json);
			const failure = run.error ? run.error.context?.data : failed?.json.error;
			const branch = run.error ? 'stopped' : run.errorOutput[0] ? 'continueErrorOutput' : onError;
			return {
				sent: requests.length,
				applied: requests.filter(({ applied }) => applied).length,
				correlationIds: new Set(requests.map(({ headers }) => headers['x-correlation-id'])).size,
				branch: failure ? branch : 'success',
				failure,
			};
		}),
	);
}
