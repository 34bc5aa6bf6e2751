import axios from 'axios';
import { mcaPath, useSandbox } from './support';
import { CUSTOMERS } from '../../sandbox/seed';

const scene = useSandbox({ tokenLifetimeSeconds: 2 });

const grant = () => ({
	grant_type: 'client_credentials',
	client_id: scene.sandbox.clientId,
	client_secret: scene.sandbox.clientSecret,
	scope: scene.sandbox.scope,
});
const ask = (form: Record<string, string>) =>
	axios.post(scene.sandbox.tokenUrl, new URLSearchParams(form), { validateStatus: () => true });
const read = (token: string) =>
	scene.http.get(mcaPath(CUSTOMERS.adventureWorks.id), {
		headers: { Authorization: `Bearer ${token}` },
	});

test('client credentials in the body give a token that works until it expires', async () => {
	const { status, data, headers } = await ask(grant());
	expect(status).toBe(200);
	expect(headers['cache-control']).toBe('no-store');
	expect(data).toEqual({
		token_type: 'Bearer',
		expires_in: 2,
		ext_expires_in: 2,
		access_token: expect.any(String),
	});
	const claims = JSON.parse(
		Buffer.from(data.access_token.split('.')[1], 'base64url').toString(),
	) as { exp: number };
	expect(claims.exp * 1000).toBeGreaterThan(Date.now());
	expect((await read(data.access_token)).status).toBe(200);

	const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3000);
	expect((await read(data.access_token)).status).toBe(401);
	now.mockRestore();
});

test.each([
	[401, 'invalid_client', 'AADSTS7000215', { client_secret: 'wrong' }],
	[401, 'invalid_client', 'AADSTS7000218', { client_secret: '' }],
	[400, 'unauthorized_client', 'AADSTS700016', { client_id: 'wrong' }],
	[400, 'invalid_request', 'AADSTS900144', { client_id: '' }],
	[400, 'invalid_scope', 'AADSTS1002012', { scope: 'User.Read' }],
	[400, 'invalid_scope', 'AADSTS70011', { scope: 'https://graph.microsoft.com/.default' }],
	[400, 'unsupported_grant_type', 'AADSTS70003', { grant_type: 'password' }],
	[400, 'invalid_request', 'AADSTS900144', { grant_type: '' }],
])('%i %s (%s) for %o', async (status, error, code, change) => {
	const answer = await ask({ ...grant(), ...change });
	expect(answer.status).toBe(status);
	expect(answer.data).toMatchObject({
		error,
		error_description: expect.stringContaining(code),
	});
});

test('credentials as JSON are no token request', async () => {
	const answer = await axios.post(scene.sandbox.tokenUrl, grant(), { validateStatus: () => true });
	expect([answer.status, answer.data.error]).toEqual([400, 'invalid_request']);
});

test('token requests are logged, and faults without a match leave them alone', async () => {
	scene.sandbox.inject({ kind: 'status', status: 503 });
	expect((await ask(grant())).status).toBe(200);
	expect(scene.sandbox.requests).toEqual([
		expect.objectContaining({ operationId: 'getToken', status: 200, body: grant() }),
	]);
	scene.sandbox.inject({ kind: 'status', status: 502, match: { operationId: 'getToken' } });
	expect((await ask(grant())).status).toBe(502);
});
