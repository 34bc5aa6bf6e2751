import {
	AT_CUSTOMER,
	AUTHENTICATIONS,
	CUSTOMER,
	useScene,
	UUID_V4,
	type Authentication,
} from './support';
import { InMemoryCredentialsHelper } from './support/credentials-helper';
import { startRawServer } from './support/raw-server';

const scene = useScene();

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};

test('reads a pasted token once for a whole run, not for each request', async () => {
	const read = jest.spyOn(InMemoryCredentialsHelper.prototype, 'getDecrypted');
	await scene.run(GET, {
		authentication: 'accessToken',
		items: Array.from({ length: 20 }, () => ({})),
	});

	expect(scene.requests()).toHaveLength(20);
	expect(read).toHaveBeenCalledTimes(1);
	read.mockRestore();
});

describe.each(AUTHENTICATIONS)('signed in by %s', (authentication) => {
	test.each([GET, UPDATE])('sends token, tenant and correlation id', async (node) => {
		const run = await scene.run(node, { authentication });

		expect(run.error).toBeUndefined();
		expect(scene.requests()[0]?.headers).toMatchObject({
			authorization: expect.stringMatching(/^Bearer [\w-]+\.[\w-]+\.[\w-]*$/),
			'x-tenant': scene.sandbox.tenant,
			'x-correlation-id': expect.stringMatching(UUID_V4),
		});
	});

	test('gives every item a correlation id of its own', async () => {
		await scene.run(GET, { authentication, items: [{}, {}, {}] });

		const ids = scene.requests().map(({ headers }) => headers['x-correlation-id']);
		expect(new Set(ids).size).toBe(3);
	});

	test('sends the correlation id of the options', async () => {
		const correlationId = '6e1b9a54-c0d7-4f38-8a2e-93b7d5f1406c';
		await scene.run({ ...GET, options: { correlationId } }, { authentication });

		expect(scene.requests()[0]?.headers['x-correlation-id']).toBe(correlationId);
	});

	test('cleans what was pasted as tenant, and a slash after the address', async () => {
		const run = await scene.run(GET, {
			authentication,
			credentials: scene.credentials(authentication, {
				tenant: `\u200b https://${scene.sandbox.tenant.toUpperCase()}\u200b/ `,
				baseUrl: `${scene.sandbox.url}/\ufeff`,
			}),
		});

		expect(run.error).toBeUndefined();
		expect(scene.requests()[0]).toMatchObject({
			path: expect.stringMatching(/^\/v1\//),
			headers: { 'x-tenant': scene.sandbox.tenant },
		});
	});

	test.each(['', 'not a host', 'portal', 'portal.example.com\r\nX-Other: 1'])(
		'does not send anything with the tenant %j',
		async (tenant) => {
			const credentials = scene.credentials(authentication, { tenant });
			const run = await scene.run(GET, { authentication, credentials });

			expect(run.error?.message).toMatch(/tenant/i);
			expect(scene.sandbox.requests).toEqual([]);
		},
	);

	test('resolves an expression in a field of the credential', async () => {
		const tenant = `={{ "${scene.sandbox.tenant.split('').reverse().join('')}".split("").reverse().join("") }}`;
		const credentials = scene.credentials(authentication, { tenant });
		const run = await scene.run(GET, { authentication, credentials });

		expect(run.error).toBeUndefined();
		expect(scene.requests()[0]?.headers['x-tenant']).toBe(scene.sandbox.tenant);
	});

	test('passes its test in the credential form', async () => {
		expect(await press(authentication)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	test('fails its test for a wrong tenant, saying where to look', async () => {
		const result = await press(authentication, { tenant: 'other.example.com' });

		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/tenant/i) });
	});

	test('fails its test at an address that redirects, and sends the token nowhere else', async () => {
		const other = await startRawServer((_request, response) => response.end('{"items":[]}'));
		const server = await startRawServer((_request, response) => {
			response.writeHead(302, { location: other.url.replace('127.0.0.1', 'localhost') }).end();
		});
		const result = await press(authentication, { baseUrl: server.url });
		await Promise.all([server.close(), other.close()]);

		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/Base URL/) });
		expect(other.seen).toEqual([]);
	});

	test('fails its test at an address where every path is a web page', async () => {
		const page = '<!DOCTYPE html><html><div id="root"></div></html>';
		const server = await startRawServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end(page);
		});
		const result = await press(authentication, { baseUrl: server.url });
		await server.close();

		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/Base URL/) });
	});
});

test('a wrong client secret fails the test of the form, saying so', async () => {
	const result = await press('oAuth2', { clientSecret: 'wrong~secret' });

	expect(result.status).toBe('Error');
	expect(result.message).toMatch(/client|secret/i);
	expect(result.message).not.toContain('wrong~secret');
});

describe('pasted token', () => {
	test.each([
		['with the word Bearer', (token: string) => `Bearer ${token}`],
		['with a line break', (token: string) => `${token}\n`],
		['with what cannot be seen', (token: string) => `\u200b${token}\u200b`],
	])('is taken %s', async (_, paste) => {
		const accessToken = paste(scene.sandbox.issueToken());
		const credentials = scene.credentials('accessToken', { accessToken });
		const run = await scene.run(GET, { authentication: 'accessToken', credentials });

		expect(run.error).toBeUndefined();
		expect(scene.requests()[0]?.headers.authorization).toMatch(/^Bearer [\w.-]+$/);
	});

	test('that expired is named as such, with the time', async () => {
		const accessToken = scene.sandbox.issueToken({ expiresInSeconds: -60 });
		const credentials = scene.credentials('accessToken', { accessToken });
		const run = await scene.run(GET, { authentication: 'accessToken', credentials });

		const year = String(new Date().getUTCFullYear());
		expect(run.error?.message).toMatch(/expired/);
		expect(run.error?.message).toContain(year);
		expect(JSON.stringify(run.workflow.stored.data.resultData)).not.toContain(accessToken);
	});

	test('that expired fails the test of the form, saying so', async () => {
		const accessToken = scene.sandbox.issueToken({ expiresInSeconds: -60 });
		const result = await press('accessToken', { accessToken });

		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/token.*expire/i) });
	});
});

test('no token and no secret is in what n8n stores of an execution', async () => {
	for (const authentication of AUTHENTICATIONS) {
		scene.sandbox.inject({ kind: 'status', status: 403 });
		const run = await scene.run(GET, {
			authentication,
			items: [{}, {}],
			onError: 'continueErrorOutput',
		});

		const stored = JSON.stringify(run.workflow.stored);
		expect(stored).toContain(CUSTOMER.id);
		for (const { headers } of scene.requests()) {
			expect(stored).not.toContain(String(headers.authorization).slice('Bearer '.length));
		}
		expect(stored).not.toContain(scene.sandbox.clientSecret);
	}
});

/** Presses Test in the form of a credential. */
async function press(authentication: Authentication, changes = {}) {
	const [credential] = Object.entries(scene.credentials(authentication, changes));
	const [type = '', data = {}] = credential ?? [];
	return await scene.engine.testCredential(type, data);
}
