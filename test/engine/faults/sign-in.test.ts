import type { Fault } from '../../../sandbox';
import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, until, useScene } from '../support';
import { useJitter } from '../support/jitter';
import { operationCase } from '../support/operations';

const scene = useScene({ customers: 60 });
const UPDATE = operationCase('qualification.update').node;
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const match = { operationId: 'getToken' } as const;

useJitter(0);

const oauthError = (status: number, error: string): Fault => ({
	kind: 'status',
	status,
	body: { error, error_description: 'As the sandbox was told.' },
	match,
});

const PASSING: ReadonlyArray<[string, Fault]> = [
	['500', { kind: 'html', status: 500, match }],
	['502', { kind: 'html', status: 502, match }],
	['504', { kind: 'status', status: 504, match }],
	['429', { kind: 'rateLimit', match }],
	['429 in the words of OAuth', oauthError(429, 'too_many_requests')],
	['temporarily_unavailable', oauthError(400, 'temporarily_unavailable')],
	['slow_down', oauthError(400, 'slow_down')],
	['server_error', oauthError(400, 'server_error')],
	['a reset', { kind: 'resetBefore', match }],
	['no token in its answer', { kind: 'status', status: 200, body: {}, match }],
	['half a token', { kind: 'status', status: 200, body: { token_type: 'Bearer' }, match }],
	['a page', { kind: 'html', status: 200, match }],
];

/** An OAuth2 credential with a token that CloudCockpit does not accept any more. */
async function expired() {
	const { cloudCockpitOAuth2Api = {} } = scene.credentials();
	const saved = await scene.engine.saveCredential('cloudCockpitOAuth2Api', cloudCockpitOAuth2Api);
	const credentials = { cloudCockpitOAuth2Api: saved };
	await scene.run(operationCase('mca.get').node, { credentials });
	scene.sandbox.expireTokens();
	return credentials;
}

describe.each(PASSING)('a sign-in that meets %s', (_, fault) => {
	test.each(['cold', 'expired'])('with a token that is %s, is told as such', async (token) => {
		const credentials = token === 'cold' ? scene.credentials() : await expired();
		scene.sandbox.inject({ ...fault, times: 'always' });
		const run = await scene.run(
			{ ...UPDATE, options: { maxRetries: 1 } },
			{ credentials, ...CONTINUE },
		);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining('sign-in service'),
			outcome: 'notSent',
			attempts: 2,
		});
		expect(scene.sandbox.audit).toEqual([]);
	});

	test.each(['cold', 'expired'])('with a token that is %s, is tried again', async (token) => {
		const credentials = token === 'cold' ? scene.credentials() : await expired();
		scene.sandbox.inject(fault);
		const run = await scene.run(UPDATE, { credentials });

		expect(run.error).toBeUndefined();
		expect(run.output).toHaveLength(1);
		expect(scene.sandbox.audit).toHaveLength(1);
	});
});

test('a token that dies in the middle while the sign-in is down loses no word about it', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 5, times: 60 });
	const execution = await scene.engine.start({
		node: {
			authentication: 'oAuth2',
			...UPDATE,
			customerId: byId('={{ $json.id }}'),
			providerInstanceId: byId(INSTANCE.id),
			options: { maxRetries: 1 },
		},
		items: Array.from({ length: 40 }, (_, index) => ({ id: generatedCustomerId(index) })),
		credentials: scene.credentials(),
		...CONTINUE,
	});
	await until(() => scene.sandbox.audit.length >= 5);
	scene.sandbox.inject({ kind: 'html', status: 500, times: 'always', match });
	scene.sandbox.expireTokens();
	const run = await execution.finished;

	const written = scene.sandbox.audit.length;
	expect(run.output).toHaveLength(written);
	expect(run.errorOutput).toHaveLength(40 - written);
	for (const { json } of run.errorOutput) {
		expect(json.error).toMatchObject({
			message: expect.stringContaining('sign-in service'),
			outcome: 'notSent',
		});
	}
});

test('what CloudCockpit has refused once is not unsent, though the sign-in fails later', async () => {
	const credentials = await expired();
	scene.sandbox.inject({ kind: 'status', status: 503, retryAfter: 0.01 });
	scene.sandbox.inject({ kind: 'html', status: 500, times: 'always', match });
	const run = await scene.run(
		{ ...UPDATE, options: { maxRetries: 1 } },
		{ credentials, ...CONTINUE },
	);

	expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'rejected', attempts: 2 });
});

test('executions that meet the same dead token have it renewed once', async () => {
	const credentials = await expired();
	const runs = await Promise.all(
		Array.from({ length: 20 }, async () => await scene.run(UPDATE, { credentials })),
	);

	expect(runs.every(({ error }) => error === undefined)).toBe(true);
	expect(scene.tokenRequests()).toHaveLength(2);
});
