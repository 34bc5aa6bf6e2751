import { signInRefusalOf } from '../../../nodes/shared/api/sign-in';

const errorWith = (properties: object, message = 'Failed') =>
	Object.assign(new Error(message), properties);
const caused = (cause: Error) => errorWith({ cause }, 'Failed to acquire OAuth2 access token: x');
/** As n8n before 2.34 throws it: the cause is wiped, its code or status is in `httpCode`. */
const wiped = (httpCode: string | null, original: string, message = original) =>
	errorWith({ name: 'NodeApiError', httpCode, messages: [original], cause: undefined }, message);
const refusedWith = (status: number, body: unknown, code = 'EAUTH') =>
	errorWith({ code, status, body }, `HTTP status ${status}`);

describe('what an error says about the sign-in', () => {
	test.each<[string, Error, object]>([
		[
			'with an answer at first',
			caused(refusedWith(401, { error: 'invalid_client', error_description: 'AADSTS7000215: no' })),
			{ status: 401, code: 'EAUTH', detail: 'AADSTS7000215: no', passing: false },
		],
		[
			'on renewal',
			refusedWith(400, { error: 'invalid_scope' }),
			{ status: 400, code: 'EAUTH', detail: 'invalid_scope', passing: false },
		],
		[
			'by status',
			refusedWith(503, '<html>', 'ESTATUS'),
			{ status: 503, code: 'ESTATUS', detail: 'HTTP status 503', passing: true },
		],
		[
			'without any answer',
			caused(errorWith({ code: 'ECONNREFUSED', syscall: 'connect' }, 'connect ECONNREFUSED')),
			{ code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED', passing: true },
		],
		[
			'wrapped by n8n',
			caused(errorWith({ code: 'EAUTH', status: 401, body: null }, 'Inner')),
			{ status: 401, code: 'EAUTH', detail: 'Inner', passing: false },
		],
		[
			'with a certificate that is out of date',
			caused(errorWith({ code: 'CERT_HAS_EXPIRED' }, 'certificate has expired')),
			{ code: 'CERT_HAS_EXPIRED', detail: 'certificate has expired', passing: false },
		],
	])('%s', (_, error, told) => {
		const reply = { kind: 'signInRefused', status: undefined, lacksToken: false, ...told };
		expect(signInRefusalOf(error)).toEqual(reply);
	});

	test.each<[string, Error, object]>([
		[
			'a wrong client secret',
			wiped('EAUTH', 'Client authentication failed (e.g., unknown client).'),
			{ code: 'EAUTH', detail: 'Client authentication failed (e.g., unknown client).' },
		],
		[
			'a token endpoint that is down',
			wiped('500', 'Request failed with status code 500', 'The service was not able to process'),
			{ status: 500, passing: true },
		],
		[
			'a refusal without a reason',
			wiped('400', 'HTTP status 400', 'Bad request - please check your parameters'),
			{ status: 400, passing: false },
		],
		[
			'a status that is in the text alone',
			wiped(null, 'Request failed with status code 502'),
			{ status: 502, passing: true },
		],
		[
			'a web page in the place of a token',
			wiped('200', 'Unsupported content type: text/html'),
			{ status: 200, detail: 'Unsupported content type: text/html', passing: true },
		],
		[
			'no connection, in the words of later versions',
			wiped(null, 'Failed to acquire OAuth2 access token: connect ECONNREFUSED 127.0.0.1:9'),
			{ status: undefined, code: 'ECONNREFUSED', passing: true },
		],
	])('of an n8n that wipes the cause: %s', (_, error, told) => {
		expect(signInRefusalOf(error)).toMatchObject({ kind: 'signInRefused', ...told });
	});

	test('an answer without a token in it may pass, and is told apart', () => {
		const error = errorWith({ code: 'X' }, 'Unable to sign without access token');
		expect(signInRefusalOf(error)).toMatchObject({ passing: true, lacksToken: true });
		expect(signInRefusalOf(caused(error))).toMatchObject({ lacksToken: true });
	});

	test.each([['text'], [undefined], [null], [7]])('a thrown %j says nothing', (thrown) => {
		expect(signInRefusalOf(thrown)).toMatchObject({ code: 'UNKNOWN', detail: '', passing: false });
	});
});

test.each<[number | undefined, string | undefined, string, boolean]>([
	[400, 'invalid_client', 'EAUTH', false],
	[400, 'access_denied', 'EAUTH', false],
	[400, 'invalid_grant', 'EAUTH', false],
	[400, 'invalid_resource', 'EAUTH', false],
	[400, 'unsupported_grant_type', 'EAUTH', false],
	[400, 'temporarily_unavailable', 'EAUTH', true],
	[400, 'slow_down', 'EAUTH', true],
	[429, 'invalid_client', 'EAUTH', true],
	[500, 'invalid_client', 'EAUTH', true],
	[408, undefined, 'ESTATUS', true],
	[429, undefined, 'ESTATUS', true],
	[500, undefined, 'ESTATUS', true],
	[599, undefined, 'ESTATUS', true],
	[499, undefined, 'ESTATUS', false],
	[400, undefined, 'ECONNRESET', false],
	[399, undefined, 'ESTATUS', true],
	[200, undefined, 'ESTATUS', true],
	[undefined, undefined, 'EAUTH', false],
	[undefined, undefined, 'ESTATUS', false],
	[undefined, undefined, 'EAUTHX', true],
	[undefined, undefined, 'ECONNRESET', true],
	[undefined, undefined, 'ENOTFOUND', true],
	[undefined, undefined, 'SELF_SIGNED_CERT_IN_CHAIN', false],
])('status %j, error %j and code %s may pass: %j', (status, error, code, passing) => {
	const body = error && { error };
	expect(signInRefusalOf(errorWith({ status, code, body }, 'No.')).passing).toBe(passing);
});
