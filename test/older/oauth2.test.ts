import { CUSTOMERS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, until, useScene } from '../engine/support';

const scene = useScene();

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
	options: { maxRetries: 0 },
};
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** Writes to the same customer run one after the other, those to several at a time. */
const IDS = [CUSTOMER, CUSTOMERS.northwind, CUSTOMERS.fabrikam].map(({ id }) => id);
const withStatus = (status: number) =>
	scene.requests().filter((request) => request.status === status);

describe('a token that has expired', () => {
	test('is renewed in the next run, and what is written is written once', async () => {
		const credentials = await scene.savedCredentials();
		await scene.run(GET, { credentials });
		scene.sandbox.expireTokens();
		const run = await scene.run(UPDATE, { credentials });

		expect(run.error).toBeUndefined();
		expect(run.output).toHaveLength(1);
		expect(scene.tokenRequests()).toHaveLength(2);
		expect(scene.requests().map(({ method, status }) => [method, status])).toEqual([
			['GET', 200],
			['PATCH', 401],
			['PATCH', 200],
		]);
	});

	test('is stored anew, so that the run after that has it', async () => {
		const credentials = await scene.savedCredentials();
		await scene.run(GET, { credentials });
		scene.sandbox.expireTokens();
		await scene.run(GET, { credentials });
		await scene.run(GET, { credentials });

		expect(scene.tokenRequests()).toHaveLength(2);
		expect(withStatus(401)).toHaveLength(1);
	});

	test('in the middle of a run is renewed once for all items under way', async () => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 20, times: 'always' });
		const execution = await scene.engine.start({
			node: { ...UPDATE, customerId: byId('={{ $json.id }}') },
			items: Array.from({ length: 30 }, (_, index) => ({ id: IDS[index % IDS.length] })),
			credentials: scene.credentials(),
		});
		await until(() => scene.requests().length >= 10);
		scene.sandbox.expireTokens();
		const run = await execution.finished;

		expect(run.error).toBeUndefined();
		expect(run.output).toHaveLength(30);
		expect(withStatus(401).length).toBeGreaterThan(1);
		expect(withStatus(200)).toHaveLength(30);
		expect(scene.tokenRequests()).toHaveLength(2);
	});

	test('is renewed for a drop-down of the form', async () => {
		const credentials = await scene.savedCredentials();
		await scene.run(GET, { credentials });
		scene.sandbox.expireTokens();
		const parameters = { authentication: 'oAuth2', ...GET };
		const found = await scene.engine.listSearch('searchCustomers', parameters, credentials);

		expect(found.results).not.toEqual([]);
	});
});

describe('a token that cannot be had or is not accepted', () => {
	test('is refused again after its renewal: the item says what to check', async () => {
		scene.sandbox.inject({ kind: 'status', status: 401, body: {}, times: 'always' });
		const run = await scene.run(UPDATE, CONTINUE);

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'CloudCockpit did not accept the access token',
			description: expect.stringContaining('Client ID, Scope and Tenant'),
			httpCode: '401',
			outcome: 'rejected',
		});
		expect(scene.requests()).toHaveLength(2);
		expect(scene.tokenRequests()).toHaveLength(2);
	});

	test('because the client secret is wrong: nothing is sent', async () => {
		const credentials = scene.credentials('oAuth2', { clientSecret: 'wrong~secret' });
		const run = await scene.run(UPDATE, { credentials, ...CONTINUE });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'The sign-in service refused the client ID or the client secret',
			outcome: 'notSent',
		});
		expect(scene.requests()).toEqual([]);
	});

	test('because the client secret was withdrawn since', async () => {
		const credentials = await scene.savedCredentials();
		await scene.run(GET, { credentials });
		scene.sandbox.expireTokens();
		const refusal = { error: 'invalid_client', error_description: 'AADSTS7000222: expired.' };
		scene.sandbox.inject({
			kind: 'status',
			status: 401,
			body: refusal,
			match: { operationId: 'getToken' },
			times: 'always',
		});
		const run = await scene.run(UPDATE, { credentials, ...CONTINUE });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'The sign-in service refused the client ID or the client secret',
			description: expect.stringContaining('AADSTS7000222'),
			outcome: 'notSent',
		});
	});

	test.each([
		[503, '503'],
		[404, '404'],
	])('because the sign-in service answers %i', async (status, told) => {
		scene.sandbox.inject({
			kind: 'status',
			status,
			body: {},
			match: { operationId: 'getToken' },
			times: 'always',
		});
		const run = await scene.run(UPDATE, CONTINUE);

		expect(run.output[0]?.json.error).toMatchObject({
			message: expect.stringMatching(
				/^The sign-in service (?:gave no|did not give an) access token/,
			),
			description: expect.stringContaining(told),
			outcome: 'notSent',
		});
	});
});

describe('a connection that fails', () => {
	test.each(['oAuth2', 'accessToken'] as const)('is refused, with %s', async (authentication) => {
		const credentials = scene.credentials(authentication, { baseUrl: 'http://127.0.0.1:9' });
		const run = await scene.run(UPDATE, { authentication, credentials, ...CONTINUE });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'No connection to 127.0.0.1:9 could be made',
			code: 'ECONNREFUSED',
			outcome: 'notSent',
		});
	});

	test.each(['oAuth2', 'accessToken'] as const)('has no host, with %s', async (authentication) => {
		const credentials = scene.credentials(authentication, { baseUrl: 'https://no-such.invalid' });
		const run = await scene.run(UPDATE, { authentication, credentials, ...CONTINUE });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'The address no-such.invalid was not found',
			outcome: 'notSent',
		});
	});

	test('breaks after the request: the outcome stays unknown', async () => {
		scene.sandbox.inject({ kind: 'resetAfter' });
		const run = await scene.run(UPDATE, CONTINUE);

		expect(run.output[0]?.json.error).toMatchObject({ code: 'ECONNRESET', outcome: 'unknown' });
		expect(scene.requests()).toHaveLength(1);
	});

	test('stays silent: the outcome is unknown, and the time is told', async () => {
		scene.sandbox.inject({ kind: 'hang' });
		const run = await scene.run({ ...UPDATE, options: { maxRetries: 0, timeout: 1 } }, CONTINUE);

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'CloudCockpit did not answer within 1 second',
			outcome: 'unknown',
		});
	});
});
