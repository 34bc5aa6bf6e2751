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
const OAUTH2: Connection = { ...CONNECTION, credentialType: 'cloudCockpitOAuth2Api' };
const OUTGOING: Outgoing = {
	method: 'GET',
	path: '/v1/Customers',
	correlationId: '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b',
	timeoutMs: 1_500,
};
/** What n8n's helper gets. */
interface Options {
	headers: Record<string, string>;
	body?: unknown;
	abortSignal: AbortSignal;
}

/** Lets n8n's request helper do what the engine's does: sign, then answer, or fail. */
async function meet(
	helper: (options: Options) => unknown,
	connection = CONNECTION,
	outgoing: Partial<Outgoing> = {},
	signal?: AbortSignal,
) {
	const given: unknown[][] = [];
	const httpRequestWithAuthentication = async (...call: [string, Options, unknown]) => {
		given.push(call);
		return await helper(call[1]);
	};
	const context = {
		helpers: { httpRequestWithAuthentication },
		getExecutionCancelSignal: () => signal,
	} as unknown as CallContext;
	const reply = await exchange(context, connection, { ...OUTGOING, ...outgoing });
	return { reply, given: given[0] ?? [], options: given[0]?.[1] as Options };
}
const errorWith = (properties: object, message = 'Failed') =>
	Object.assign(new Error(message), properties);
const fail = (properties: object, message?: string) => () => {
	throw errorWith(properties, message);
};
const answered = () => ({ statusCode: 200, headers: {}, body: {} });
/** n8n writes the token into the headers that it was given. */
const sign = ({ headers }: Options) => void (headers.Authorization = 'Bearer fetched-token');

describe('what is handed to n8n', () => {
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
				abortSignal: expect.any(AbortSignal),
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
			{ credentialsDecrypted: CONNECTION.credential, oauth2: { tokenType: 'Bearer' } },
		]);
	});

	test('a request with both; no status of an answer becomes an error, with OAuth2 neither', async () => {
		const { given } = await meet(answered, OAUTH2, { query: { pageNumber: 1 }, body: { a: 1 } });
		expect(given[0]).toBe('cloudCockpitOAuth2Api');
		expect(given[1]).toMatchObject({
			qs: { pageNumber: 1 },
			body: { a: 1 },
			ignoreHttpStatusErrors: true,
		});
		expect(given[1]).not.toHaveProperty('arrayFormat');
	});

	test('a list in the query, once for each entry', async () => {
		const { given } = await meet(answered, CONNECTION, { query: { id: ['a', 'b'] } });
		expect(given[1]).toMatchObject({ qs: { id: ['a', 'b'] }, arrayFormat: 'repeat' });
	});

	test.each<[unknown, unknown, boolean]>([
		[undefined, undefined, false],
		[{ a: 1 }, { a: 1 }, false],
		[['a'], ['a'], false],
		[{}, '{}', true],
		[[], '[]', true],
		[null, 'null', true],
		['text', '"text"', true],
		[0, '0', true],
		[false, 'false', true],
	])(
		'the body %j is sent as %j, whatever n8n does with such a value',
		async (body, sent, isText) => {
			const { options } = await meet(answered, CONNECTION, { body });
			expect(options.body).toEqual(sent);
			expect(options.headers['Content-Type']).toBe(isText ? 'application/json' : undefined);
		},
	);
});

test('an answer is told whatever its status', async () => {
	const { reply } = await meet(() => ({ statusCode: 418, headers: { a: 'b' }, body: 'tea' }));
	expect(reply).toEqual({ kind: 'answer', status: 418, headers: { a: 'b' }, body: 'tea' });
});

test('a switch of protocols is no answer', async () => {
	const { reply } = await meet(() => ({ statusCode: 101, headers: {}, body: '' }));
	expect(reply).toEqual({ kind: 'silence', code: 'HTTP_101', undelivered: false });
});

describe('an error', () => {
	test('of a request with a pasted token is silence: it may have left', async () => {
		const { reply } = await meet(fail({ code: 'ECONNRESET' }));
		expect(reply).toEqual({ kind: 'silence', code: 'ECONNRESET', undelivered: false });
	});

	test('before the token of OAuth2 was there is about the sign-in', async () => {
		const { reply } = await meet(fail({ code: 'ECONNRESET' }, 'read ECONNRESET'), OAUTH2);
		expect(reply).toMatchObject({ kind: 'signInRefused', code: 'ECONNRESET', passing: true });
	});

	test('after it was there is silence', async () => {
		const signedAndLost = (options: Options) => {
			sign(options);
			return fail({ code: 'ECONNREFUSED' })();
		};
		const { reply } = await meet(signedAndLost, OAUTH2);
		expect(reply).toEqual({ kind: 'silence', code: 'ECONNREFUSED', undelivered: true });
	});
});

test('a token that n8n has fetched is a secret from then on', async () => {
	const connection = { ...OAUTH2, secrets: [] };
	await meet((options) => {
		sign(options);
		return answered();
	}, connection);
	expect(connection.secrets).toEqual(['fetched-token']);
});

describe('a request that takes too long', () => {
	const hang = async (options: Options) =>
		await new Promise((_, reject) =>
			options.abortSignal.addEventListener('abort', () => reject(new Error('canceled'))),
		);
	const signAndHang = async (options: Options) => {
		sign(options);
		return await hang(options);
	};
	const soon = { timeoutMs: 5 };

	test.each<[string, (options: Options) => unknown, Connection, object]>([
		[
			'with a pasted token may have arrived',
			hang,
			CONNECTION,
			{ kind: 'silence', code: 'ECONNABORTED', undelivered: false },
		],
		[
			'with a token of OAuth2 as well',
			signAndHang,
			OAUTH2,
			{ kind: 'silence', code: 'ECONNABORTED', undelivered: false },
		],
		[
			'while n8n fetches the token, has not left',
			hang,
			OAUTH2,
			{ kind: 'signInRefused', code: 'ECONNABORTED', detail: '', passing: true },
		],
	])('%s', async (_, helper, connection, told) => {
		expect((await meet(helper, connection, soon)).reply).toEqual(told);
	});

	test('and is stopped by the user, ends at once', async () => {
		for (const [helper, connection, undelivered] of [
			[hang, CONNECTION, false],
			[signAndHang, OAUTH2, false],
			[hang, OAUTH2, true],
		] as const) {
			const stop = new AbortController();
			setImmediate(() => stop.abort());
			const { reply } = await meet(helper, connection, {}, stop.signal);
			expect(reply).toEqual({ kind: 'silence', code: 'CANCELED', undelivered });
		}
	});
});
