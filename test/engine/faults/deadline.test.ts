import { AT_CUSTOMER, until, useScene } from '../support';
import { type RawServer, startRawServer } from '../support/raw-server';
import { operationCase } from '../support/operations';

const scene = useScene();
const UPDATE = operationCase('qualification.update').node;
const CONTINUE = { onError: 'continueErrorOutput' } as const;

/** What never comes to an end. n8n's own timeout ends some of these, but not all. */
const ENDLESS: ReadonlyArray<[string, Parameters<typeof startRawServer>[0]]> = [
	[
		'a body that drips',
		(_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const drip = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(drip));
		},
	],
	[
		'headers that drip',
		({ socket }) => {
			socket.write('HTTP/1.1 200 OK\r\n');
			const drip = setInterval(() => socket.write('X-Drip: 1\r\n'), 50);
			socket.on('close', () => clearInterval(drip));
		},
	],
	['a switch of protocols', ({ socket }) => void socket.write('HTTP/1.1 101 Other\r\n\r\n')],
	['silence', () => {}],
];

describe.each(ENDLESS)('Timeout bounds %s', (_, answer) => {
	let server: RawServer;
	beforeEach(async () => {
		server = await startRawServer(answer);
	});
	afterEach(async () => await server.close());

	test.each(['oAuth2', 'accessToken'] as const)('signed in by %s', async (authentication) => {
		const run = await scene.run(
			{ ...UPDATE, options: { timeout: 1, maxRetries: 2 } },
			{
				...CONTINUE,
				authentication,
				credentials: scene.credentials(authentication, { baseUrl: server.url }),
			},
		);

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'unknown', attempts: 1 });
		expect(server.seen).toHaveLength(1);
		await until(() => server.open.size === 0);
	});
});

test('Timeout bounds the sign-in too, and nothing arrives after a notSent', async () => {
	const match = { operationId: 'getToken' } as const;
	scene.sandbox.inject({ kind: 'delay', delayMs: 1_600, match, times: 'always' });
	const run = await scene.run({ ...UPDATE, options: { timeout: 1, maxRetries: 0 } }, CONTINUE);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('sign-in service'),
		outcome: 'notSent',
	});
	// The token comes only now; n8n would send the update with it.
	await until(() => scene.tokenRequests()[0]?.status === 200);
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(scene.requests()).toEqual([]);
});

test('Stop during the sign-in ends the run before the token comes, and nothing is sent', async () => {
	const match = { operationId: 'getToken' } as const;
	scene.sandbox.inject({ kind: 'delay', delayMs: 1_000, match });
	const execution = await scene.engine.start({
		node: { authentication: 'oAuth2', ...UPDATE },
		credentials: scene.credentials(),
	});
	await until(() => scene.tokenRequests().length > 0);
	execution.cancel();
	const run = await execution.finished;

	expect(scene.tokenRequests()[0]?.status).toBeNull();
	expect(run.workflow.status).toBe('canceled');
	expect(run.error?.context?.data).toMatchObject({
		items: [{ item: 0, correlationId: expect.any(String), outcome: 'notSent' }],
	});
	await until(() => scene.tokenRequests()[0]?.status === 200);
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(scene.requests()).toEqual([]);
});

test('a fault of the system is not told as the Timeout of the options', async () => {
	const server = await startRawServer(({ socket }) => socket.resetAndDestroy());
	const run = await scene.run(
		{ resource: 'mca', operation: 'get', ...AT_CUSTOMER, options: { maxRetries: 0 } },
		{ ...CONTINUE, credentials: scene.credentials('oAuth2', { baseUrl: server.url }) },
	);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.not.stringContaining('within'),
	});
	await server.close();
});
