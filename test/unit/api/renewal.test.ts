import type { CallContext, Connection } from '../../../nodes/shared/api/connection';
import { exchange } from '../../../nodes/shared/api/exchange';
import type { Outgoing } from '../../../nodes/shared/api/reply';

const OUTGOING: Outgoing = {
	method: 'PATCH',
	path: '/v1/Customers',
	body: { a: 1 },
	correlationId: '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b',
	timeoutMs: 1_500,
};
/** Tokens of one test are those of no other. */
let tests = 0;
beforeEach(() => void (tests += 1));

/** An n8n that signs with the token that it has stored, and an API that accepts one of them. */
function createN8n({ accepted = 1, clientId = 'client' } = {}) {
	const tokenOf = (number: number) => `token-${tests}-${number}`;
	const connection: Connection = {
		credentialType: 'cloudCockpitOAuth2Api',
		baseUrl: `https://api-${tests}.example.com`,
		tenant: 'portal.example.com',
		secrets: [],
		credential: { id: '', name: '', type: 'cloudCockpitOAuth2Api', data: { clientId } },
	};
	let stored: number | undefined = 0;
	const answer = (statusCode: number) => ({ statusCode, headers: {}, body: {} });
	const httpRequestWithAuthentication = jest.fn(
		async (_type: string, options: { headers: Record<string, string> }) => {
			const signed = stored;
			if (signed === undefined) throw new Error('Unable to sign without access token');
			options.headers.Authorization = `Bearer ${tokenOf(signed)}`;
			await Promise.resolve();
			return answer(signed === accepted ? 204 : 401);
		},
	);
	const refreshOAuth2Token = jest.fn(async () => {
		await Promise.resolve();
		stored = (stored ?? 0) + 1;
	});
	const getCredentials = jest.fn(async () => {
		const token = stored === undefined ? {} : { access_token: tokenOf(stored) };
		return { oauthTokenData: token };
	});
	const helpers = { httpRequestWithAuthentication, refreshOAuth2Token };
	const context = { helpers, getCredentials } as unknown as CallContext;
	const send = async () => await exchange(context, connection, OUTGOING);
	const forget = () => void (stored = undefined);
	return { ...helpers, connection, send, tokenOf, forget };
}

test('a 401 has the token renewed and the request sent once more, as it was', async () => {
	const { send, connection, httpRequestWithAuthentication, refreshOAuth2Token, tokenOf } =
		createN8n();

	expect(await send()).toMatchObject({ kind: 'answer', status: 204 });
	expect(refreshOAuth2Token.mock.calls).toEqual([
		['cloudCockpitOAuth2Api', { tokenType: 'Bearer' }],
	]);
	const [first, second] = httpRequestWithAuthentication.mock.calls.map(([, options]) => options);
	const Authorization = `Bearer ${tokenOf(1)}`;
	expect(second).toEqual({ ...first, headers: { ...first?.headers, Authorization } });
	expect(second).not.toBe(first);
	expect(connection.secrets).toEqual([tokenOf(0), tokenOf(1)]);
});

test('requests refused at the same time share one renewal', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = createN8n();
	const replies = await Promise.all([send(), send(), send()]);

	expect(replies).toEqual(replies.map(() => expect.objectContaining({ status: 204 })));
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(1);
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(6);
});

test('a request refused for a token that was renewed since is only sent again', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token, tokenOf } = createN8n();
	let answerLate = () => {};
	const answeredLate = new Promise<void>((resolve) => (answerLate = resolve));
	httpRequestWithAuthentication.mockImplementationOnce(async (_, { headers }) => {
		headers.Authorization = `Bearer ${tokenOf(0)}`;
		await answeredLate;
		return { statusCode: 401, headers: {}, body: {} };
	});
	const late = send();
	await send();
	answerLate();

	expect(await late).toMatchObject({ status: 204 });
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(1);
});

test('a token that expires later in the run is renewed again', async () => {
	const { send, refreshOAuth2Token } = createN8n({ accepted: 2 });

	expect(await send()).toMatchObject({ status: 401 });
	expect(await send()).toMatchObject({ status: 204 });
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(2);
});

test('a renewal that fails is the reply of all who waited for it; the next request tries anew', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = createN8n();
	refreshOAuth2Token.mockRejectedValueOnce(
		Object.assign(new Error('Client authentication failed'), { code: 'EAUTH' }),
	);
	const replies = await Promise.all([send(), send()]);

	const detail = 'Client authentication failed';
	const refused = { kind: 'signInRefused', code: 'EAUTH', detail, passing: false };
	expect(replies).toMatchObject([refused, refused]);
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(2);
	expect(await send()).toMatchObject({ status: 204 });
});

test('a renewal after which the old token is still there is a sign-in that may pass', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = createN8n();
	refreshOAuth2Token.mockResolvedValueOnce(undefined);

	expect(await send()).toMatchObject({ kind: 'signInRefused', passing: true });
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(1);
});

test('where n8n has stored no token, one is fetched', async () => {
	const { send, forget, httpRequestWithAuthentication, refreshOAuth2Token } = createN8n();
	forget();

	expect(await send()).toMatchObject({ status: 204 });
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(1);
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(2);
});

test('two clients of one tenant without a token fetch one each, and one is not refused for the other', async () => {
	const [wrong, right] = [createN8n({ clientId: 'wrong' }), createN8n({ clientId: 'right' })];
	for (const { forget } of [wrong, right]) forget();
	wrong.refreshOAuth2Token.mockRejectedValueOnce(
		Object.assign(new Error('Client authentication failed'), { code: 'EAUTH' }),
	);
	const replies = await Promise.all([wrong.send(), right.send()]);

	expect(replies).toMatchObject([{ kind: 'signInRefused' }, { kind: 'answer', status: 204 }]);
	expect(right.refreshOAuth2Token).toHaveBeenCalledTimes(1);
});

test('the second sending can fail like the first', async () => {
	const { send, httpRequestWithAuthentication, tokenOf } = createN8n();
	httpRequestWithAuthentication
		.mockResolvedValueOnce({ statusCode: 401, headers: {}, body: {} })
		.mockImplementationOnce(async (_, { headers }) => {
			headers.Authorization = `Bearer ${tokenOf(0)}`;
			throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
		});

	expect(await send()).toEqual({ kind: 'silence', code: 'ECONNRESET', undelivered: false });
});

test('a pasted token cannot be renewed', async () => {
	const { send, connection, refreshOAuth2Token } = createN8n();
	connection.credentialType = 'cloudCockpitApi';

	expect(await send()).toMatchObject({ status: 401 });
	expect(refreshOAuth2Token).not.toHaveBeenCalled();
});
