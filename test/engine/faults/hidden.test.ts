import { AT_CUSTOMER, useScene } from '../support';
import { startRawServer } from '../support/raw-server';

const scene = useScene();
const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const CONTINUE = { onError: 'continueErrorOutput' } as const;

/** All that is in need of escaping somewhere. */
const SECRET = 'Zx9~p q/"+é\\&=%Kw3';

const FORMS: ReadonlyArray<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['as in a form', (secret) => new URLSearchParams({ s: secret }).toString().slice(2)],
	['as in a URL', encodeURIComponent],
	[
		'as in a URL, small',
		(secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	],
	['escaped in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
	['in Base64', (secret) => Buffer.from(secret).toString('base64')],
	...['', 'i', 'id', 'id:'].map((before): [string, (secret: string) => string] => [
		`in Base64 behind ${before.length} characters`,
		(secret) => Buffer.from(`${before}${secret}:more`).toString('base64'),
	]),
	['in Base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
];

/** What the server says about a request that carries a token, or was signed in with a secret. */
async function errorFor(text: (token: string) => string, changes = {}) {
	let token = '';
	const server = await startRawServer(({ headers }, response) => {
		token = String(headers.authorization).replace('Bearer ', '');
		response.writeHead(400, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ description: `It was ${text(token)}.` }));
	});
	const credentials = scene.credentials('oAuth2', { baseUrl: server.url, ...changes });
	const run = await scene.run(GET, { credentials, ...CONTINUE });
	await server.close();
	return {
		error: run.errorOutput[0]?.json.error as { message: string; correlationId: string },
		token,
	};
}

test.each(FORMS)('the OAuth2 token that n8n fetched is hidden %s', async (_, form) => {
	const { error, token } = await errorFor(form);

	expect(token).toMatch(/^eyJ/);
	expect(error.message).toContain('[hidden]');
	// What is left at the edges of Base64 is a character or two.
	expect(error.message.length).toBeLessThan(45);
	expect(error.message).not.toContain(form(token));
});

test.each(FORMS)('the client secret is hidden %s', async (_, form) => {
	scene.sandbox.inject({
		kind: 'status',
		status: 400,
		body: { error: 'invalid_scope', error_description: `It was ${form(SECRET)}.` },
		match: { operationId: 'getToken' },
	});
	const credentials = scene.credentials('oAuth2', { clientSecret: SECRET });
	const run = await scene.run(GET, { credentials, ...CONTINUE });

	const text = JSON.stringify(run.errorOutput);
	expect(text).toContain('[hidden]');
	expect(text).not.toContain(JSON.stringify(form(SECRET)).slice(1, -1));
});

test('a short secret does not cut up words and ids', async () => {
	scene.sandbox.inject({ kind: 'status', status: 400, body: { description: 'A plain refusal.' } });
	const run = await scene.run(GET, {
		authentication: 'accessToken',
		credentials: scene.credentials('accessToken', { accessToken: 'a' }),
		...CONTINUE,
	});

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: 'A plain refusal.',
		correlationId: scene.requests()[0]?.headers['x-correlation-id'],
	});
});

test('a word after Bearer is no token', async () => {
	const { error } = await errorFor(() => 'no Bearer token that is known');

	expect(error.message).toBe('It was no Bearer token that is known.');
});
