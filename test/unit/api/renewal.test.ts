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

/** An n8n before 2.9, where a 401 comes back as an answer, and an API that accepts the last token. */
function olderN8n({ accepted = 'token 1' } = {}) {
	const connection: Connection = {
		credentialType: 'cloudCockpitOAuth2Api',
		baseUrl: 'https://api.example.com',
		tenant: 'portal.example.com',
		secrets: [],
		credential: { id: '', name: '', type: 'cloudCockpitOAuth2Api', data: {} },
	};
	let tokens = 0;
	const answer = (statusCode: number) => ({ statusCode, headers: {}, body: {} });
	const httpRequestWithAuthentication = jest.fn(async (_type: string, options: object) => {
		const token = `token ${tokens}`;
		Object.assign(options, { signedWith: token });
		await Promise.resolve();
		return answer(token === accepted ? 204 : 401);
	});
	const refreshOAuth2Token = jest.fn(async () => {
		await Promise.resolve();
		tokens += 1;
	});
	const helpers = { httpRequestWithAuthentication, refreshOAuth2Token };
	const context = { helpers } as unknown as CallContext;
	const send = async () => await exchange(context, connection, OUTGOING);
	return { ...helpers, connection, send };
}

test('a 401 has the token renewed and the request sent once more, as it was', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = olderN8n();

	expect(await send()).toMatchObject({ kind: 'answer', status: 204 });
	expect(refreshOAuth2Token.mock.calls).toEqual([
		['cloudCockpitOAuth2Api', { tokenType: 'Bearer' }],
	]);
	const [first, second] = httpRequestWithAuthentication.mock.calls.map(([, options]) => options);
	expect(second).toEqual({ ...first, signedWith: 'token 1' });
	expect(second).not.toBe(first);
});

test('requests refused at the same time share one renewal', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = olderN8n();
	const replies = await Promise.all([send(), send(), send()]);

	expect(replies).toEqual(replies.map(() => expect.objectContaining({ status: 204 })));
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(1);
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(6);
});

test('a request refused for a token that was renewed since is only sent again', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = olderN8n();
	let answerLate = () => {};
	const answeredLate = new Promise<void>((resolve) => (answerLate = resolve));
	httpRequestWithAuthentication.mockImplementationOnce(async () => {
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
	const { send, refreshOAuth2Token } = olderN8n({ accepted: 'token 2' });

	expect(await send()).toMatchObject({ status: 401 });
	expect(await send()).toMatchObject({ status: 204 });
	expect(refreshOAuth2Token).toHaveBeenCalledTimes(2);
});

test('a renewal that fails is the reply of all who waited for it; the next request tries anew', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = olderN8n();
	refreshOAuth2Token.mockRejectedValueOnce(
		Object.assign(new Error('Client authentication failed'), { code: 'EAUTH' }),
	);
	const replies = await Promise.all([send(), send()]);

	const refused = { kind: 'signInRefused', code: 'EAUTH', detail: 'Client authentication failed' };
	expect(replies).toEqual([refused, refused]);
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(2);
	expect(await send()).toMatchObject({ status: 204 });
});

test('the second sending can fail like the first', async () => {
	const { send, httpRequestWithAuthentication } = olderN8n();
	httpRequestWithAuthentication
		.mockResolvedValueOnce({ statusCode: 401, headers: {}, body: {} })
		.mockRejectedValueOnce(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));

	expect(await send()).toEqual({ kind: 'silence', code: 'ECONNRESET', undelivered: false });
});

test('a 401 that n8n throws has had its renewal', async () => {
	const { send, httpRequestWithAuthentication, refreshOAuth2Token } = olderN8n();
	const response = { status: 401, headers: {}, data: {} };
	httpRequestWithAuthentication.mockRejectedValueOnce(Object.assign(new Error(), { response }));

	expect(await send()).toMatchObject({ kind: 'answer', status: 401 });
	expect(refreshOAuth2Token).not.toHaveBeenCalled();
	expect(httpRequestWithAuthentication).toHaveBeenCalledTimes(1);
});

test('a pasted token cannot be renewed', async () => {
	const { send, connection, refreshOAuth2Token } = olderN8n();
	connection.credentialType = 'cloudCockpitApi';

	expect(await send()).toMatchObject({ status: 401 });
	expect(refreshOAuth2Token).not.toHaveBeenCalled();
});
