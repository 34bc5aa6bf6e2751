import type { CallContext, Connection } from '../../../nodes/shared/api/connection';
import { exchange } from '../../../nodes/shared/api/exchange';
import type { Outgoing } from '../../../nodes/shared/api/reply';

const CONNECTION: Connection = {
	credentialType: 'cloudCockpitApi',
	baseUrl: 'https://api.example.com',
	tenant: 'portal.example.com',
	accessToken: 'token',
	secrets: [],
	credential: { id: '', name: '', type: 'cloudCockpitApi', data: { accessToken: 'token' } },
};
const OUTGOING: Outgoing = {
	method: 'GET',
	path: '/v1/Customers',
	correlationId: '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b',
	timeoutMs: 1_500,
};

/** Lets n8n's request helper do what the engine's does: answer, or fail with nested errors. */
async function meet(helper: () => unknown, connection = CONNECTION, outgoing = OUTGOING) {
	const httpRequestWithAuthentication = jest.fn(async () => helper());
	const context = { helpers: { httpRequestWithAuthentication } } as unknown as CallContext;
	const reply = await exchange(context, connection, outgoing);
	return { reply, given: httpRequestWithAuthentication.mock.calls[0] as unknown[] };
}
const failWith = async (error: unknown) =>
	(
		await meet(() => {
			throw error;
		})
	).reply;
const errorWith = (properties: object, message = 'Failed') =>
	Object.assign(new Error(message), properties);

describe('what is handed to n8n', () => {
	const answered = () => ({ statusCode: 200, headers: {}, body: {} });

	test('a request without query and body', async () => {
		const { given } = await meet(answered);
		expect(given).toEqual([
			'cloudCockpitApi',
			{
				method: 'GET',
				url: 'https://api.example.com/v1/Customers',
				headers: {
					Accept: 'application/json',
					'X-Tenant': 'portal.example.com',
					'X-Correlation-Id': OUTGOING.correlationId,
				},
				timeout: 1_500,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
			{ credentialsDecrypted: CONNECTION.credential, oauth2: { tokenType: 'Bearer' } },
		]);
	});

	test('a request with both, where OAuth2 has to see a 401', async () => {
		const { given } = await meet(
			answered,
			{ ...CONNECTION, credentialType: 'cloudCockpitOAuth2Api' },
			{ ...OUTGOING, query: { pageNumber: 1 }, body: { a: 1 } },
		);
		expect(given[0]).toBe('cloudCockpitOAuth2Api');
		expect(given[1]).toMatchObject({
			qs: { pageNumber: 1 },
			body: { a: 1 },
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
	});
});

test('an answer is told whatever its status', async () => {
	const { reply } = await meet(() => ({ statusCode: 418, headers: { a: 'b' }, body: 'tea' }));
	expect(reply).toEqual({ kind: 'answer', status: 418, headers: { a: 'b' }, body: 'tea' });
});

test.each([
	['itself', (error: Error) => error],
	['wrapped once', (error: Error) => errorWith({ cause: error })],
	['wrapped twice', (error: Error) => errorWith({ cause: errorWith({ cause: error }) })],
])('an answer in an error, %s, is an answer', async (_, wrap) => {
	const response = { status: 401, headers: { a: 'b' }, data: { description: 'No.' } };
	expect(await failWith(wrap(errorWith({ code: 'ERR_BAD_REQUEST', response })))).toEqual({
		kind: 'answer',
		status: 401,
		headers: { a: 'b' },
		body: { description: 'No.' },
	});
});

test.each<[object, string, boolean]>([
	[{ code: 'ECONNREFUSED' }, 'ECONNREFUSED', true],
	[{ code: 'ENOTFOUND' }, 'ENOTFOUND', true],
	[{ code: 'EAI_AGAIN' }, 'EAI_AGAIN', true],
	[{ code: 'EHOSTUNREACH' }, 'EHOSTUNREACH', true],
	[{ code: 'ENETUNREACH' }, 'ENETUNREACH', true],
	[{ code: 'CERT_HAS_EXPIRED' }, 'CERT_HAS_EXPIRED', true],
	[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
	[{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'ERR_TLS_CERT_ALTNAME_INVALID', true],
	[{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'SELF_SIGNED_CERT_IN_CHAIN', true],
	[{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true],
	[{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'ETIMEDOUT', true],
	[{ code: 'ESERVFAIL', syscall: 'getaddrinfo' }, 'ESERVFAIL', true],
	[{ code: 'ETIMEDOUT', syscall: 'read' }, 'ETIMEDOUT', false],
	[{ code: 'ETIMEDOUT' }, 'ETIMEDOUT', false],
	[{ code: 'ECONNRESET' }, 'ECONNRESET', false],
	[{ code: 'ECONNABORTED' }, 'ECONNABORTED', false],
	[{ name: 'SsrfBlockedIpError' }, 'UNKNOWN', true],
	[{ code: 7 }, 'UNKNOWN', false],
	[{}, 'UNKNOWN', false],
	[{ code: 'OUTER', cause: errorWith({ code: 'INNER' }) }, 'INNER', false],
	[{ code: 'OUTER', cause: errorWith({ syscall: 'connect' }) }, 'OUTER', true],
	[{ code: 'OUTER', response: {} }, 'OUTER', false],
])('%j is silence with %s, undelivered: %s', async (properties, code, undelivered) => {
	expect(await failWith(errorWith(properties))).toEqual({ kind: 'silence', code, undelivered });
});

test.each([['text'], [undefined], [null], [7]])('a thrown %j is silence', async (thrown) => {
	expect(await failWith(thrown)).toEqual({ kind: 'silence', code: 'UNKNOWN', undelivered: false });
});

test('a chain of causes that never ends is left after a few links', async () => {
	const error = errorWith({ code: 'ECONNRESET' });
	Object.assign(error, { cause: error });
	expect(await failWith(error)).toMatchObject({ kind: 'silence', code: 'ECONNRESET' });
});

describe('a token that n8n could not get', () => {
	test.each<[string, Error, object]>([
		[
			'at first, with an answer',
			errorWith(
				{
					cause: errorWith({
						code: 'EAUTH',
						status: 401,
						body: { error: 'invalid_client', error_description: 'AADSTS7000215: no' },
					}),
				},
				'Failed to acquire OAuth2 access token: x',
			),
			{ status: 401, code: 'EAUTH', detail: 'AADSTS7000215: no' },
		],
		[
			'on renewal',
			errorWith({ code: 'EAUTH', status: 400, body: { error: 'invalid_scope' } }),
			{ status: 400, code: 'EAUTH', detail: 'invalid_scope' },
		],
		[
			'by status',
			errorWith({ code: 'ESTATUS', status: 503, body: '<html>' }, 'HTTP status 503'),
			{ status: 503, code: 'ESTATUS', detail: 'HTTP status 503' },
		],
		[
			'without any answer',
			errorWith(
				{ cause: errorWith({ code: 'ECONNREFUSED' }, 'connect ECONNREFUSED') },
				'Failed to acquire OAuth2 access token',
			),
			{ status: undefined, code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' },
		],
		[
			'wrapped by n8n',
			errorWith({ cause: errorWith({ code: 'EAUTH', status: 401, body: null }, 'Inner') }),
			{ status: 401, code: 'EAUTH', detail: 'Inner' },
		],
	])('%s', async (_, error, told) => {
		expect(await failWith(error)).toEqual({ kind: 'signInRefused', ...told });
	});

	test('is not taken for an answer of the API', async () => {
		const response = { status: 401, headers: {}, data: {} };
		const error = errorWith({ code: 'EAUTH', status: 401, body: { error: 'x' }, response });
		expect(await failWith(error)).toMatchObject({ kind: 'signInRefused' });
	});
});
