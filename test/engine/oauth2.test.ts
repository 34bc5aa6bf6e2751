import { AT_CUSTOMER, until, useScene } from './support';

const scene = useScene();

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };

test('asks for the token with the credentials in the body', async () => {
	await scene.run(GET);

	const [request] = scene.tokenRequests();
	expect(request).toMatchObject({
		method: 'POST',
		body: {
			grant_type: 'client_credentials',
			client_id: scene.sandbox.clientId,
			client_secret: scene.sandbox.clientSecret,
			scope: scene.sandbox.scope,
		},
	});
	expect(request?.headers.authorization).toBeUndefined();
});

test('fetches one token for 50 items that find none', async () => {
	const run = await scene.run(GET, { items: Array.from({ length: 50 }, () => ({})) });

	expect(run.output).toHaveLength(50);
	expect(scene.requests()).toHaveLength(50);
	expect(scene.tokenRequests()).toHaveLength(1);
});

test('keeps the token for the next run', async () => {
	const credentials = await scene.savedCredentials();
	await scene.run(GET, { credentials });
	await scene.run(GET, { credentials });

	expect(scene.requests()).toHaveLength(2);
	expect(scene.tokenRequests()).toHaveLength(1);
	const stored = await scene.engine.readCredential(
		'cloudCockpitOAuth2Api',
		credentials.cloudCockpitOAuth2Api,
	);
	expect(stored.oauthTokenData).toMatchObject({ access_token: expect.any(String) });
});

test('renews a token that died between two runs', async () => {
	const credentials = await scene.savedCredentials();
	await scene.run(GET, { credentials });
	scene.sandbox.expireTokens();
	const run = await scene.run(GET, { credentials });

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(1);
	expect(scene.tokenRequests()).toHaveLength(2);
});

test('renews a token once that dies in the middle of a run, and every item goes through', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 5, times: 60 });
	const execution = await scene.engine.start({
		node: GET,
		items: Array.from({ length: 50 }, () => ({})),
		credentials: scene.credentials(),
	});
	await until(() => scene.requests().length >= 10);
	scene.sandbox.expireTokens();
	const run = await execution.finished;

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(50);
	expect(scene.requests().filter(({ status }) => status === 401)).not.toEqual([]);
	expect(scene.tokenRequests()).toHaveLength(2);
});

test('tells that the client secret is wrong, not that a request failed', async () => {
	const credentials = scene.credentials('oAuth2', { clientSecret: 'wrong~secret' });
	const run = await scene.run(GET, { credentials });

	expect(run.error?.message).toMatch(/client secret/i);
	expect(JSON.stringify(run.workflow.stored.data.resultData)).not.toContain('wrong~secret');
	expect(scene.requests()).toEqual([]);
});

test.each(['User.Read', 'https://graph.microsoft.com/.default'])(
	'tells that the scope is wrong, not the client: %s',
	async (scope) => {
		const run = await scene.run(GET, { credentials: scene.credentials('oAuth2', { scope }) });

		expect(run.error?.message).toBe('The sign-in service refused the scope');
		expect(run.error?.description).toMatch(/Scope .* The service said: AADSTS/);
		expect(scene.requests()).toEqual([]);
	},
);
