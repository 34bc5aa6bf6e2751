import { replyOf, signInRefusalOf } from '../../../nodes/shared/api/transport-error';

const errorWith = (properties: object, message = 'Failed') =>
	Object.assign(new Error(message), properties);

/**
 * Errors as n8n 2.8.4 and 1.123.81 throw them (n8n-core 2.8.1 and 1.122.48, printed from a run):
 * the cause is wiped, its code or status is in `httpCode`, its message in `messages`.
 */
const wiped = (httpCode: string | null, original: string, message = original, more = {}) =>
	errorWith(
		{ name: 'NodeApiError', httpCode, messages: [original], cause: undefined, ...more },
		message,
	);

const REFUSED = 'The service refused the connection - perhaps it is offline';
const CLOSED = 'The connection to the server was closed unexpectedly, perhaps it is offline.';

describe('an error whose cause n8n has wiped', () => {
	test.each<[string, Error, object]>([
		[
			'connection refused',
			wiped('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9', REFUSED),
			{ code: 'ECONNREFUSED', undelivered: true },
		],
		[
			'unknown host',
			wiped(
				'ENOTFOUND',
				'getaddrinfo ENOTFOUND no-such.invalid',
				'An incorrect host (domain) value',
			),
			{ code: 'ENOTFOUND', undelivered: true },
		],
		[
			'a connection that was never made in time',
			wiped('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', 'The connection timed out'),
			{ code: 'ETIMEDOUT', undelivered: true },
		],
		[
			'a certificate of another host',
			wiped('ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames: "),
			{ code: 'ERR_TLS_CERT_ALTNAME_INVALID', undelivered: true },
		],
		[
			'a connection that broke',
			wiped('ECONNRESET', 'read ECONNRESET', CLOSED),
			{ code: 'ECONNRESET', undelivered: false },
		],
		[
			'a code of connecting that came from a standing connection',
			wiped('ECONNREFUSED', 'read ECONNREFUSED', REFUSED),
			{ code: 'ECONNREFUSED', undelivered: false },
		],
		[
			'the same while writing',
			wiped('EHOSTUNREACH', 'write EHOSTUNREACH', 'The host is unreachable'),
			{ code: 'EHOSTUNREACH', undelivered: false },
		],
		[
			'a timeout',
			wiped('ECONNABORTED', 'timeout of 1000ms exceeded', 'The connection was aborted'),
			{ code: 'ECONNABORTED', undelivered: false },
		],
		[
			'an answer that was cut off, where the status is all that is left',
			wiped('200', 'stream has been aborted'),
			{ code: 'UNKNOWN', undelivered: false },
		],
		['nothing at all', wiped(null, ''), { code: 'UNKNOWN', undelivered: false }],
		[
			'messages that are none',
			errorWith({ httpCode: 'ECONNRESET', messages: 'none' }),
			{ code: 'ECONNRESET', undelivered: false },
		],
	])('%s', (_, error, told) => {
		expect(replyOf(error)).toEqual({ kind: 'silence', ...told });
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
			{ status: 500, detail: 'Request failed with status code 500' },
		],
		[
			'a refusal without a reason',
			wiped('400', 'HTTP status 400', 'Bad request - please check your parameters'),
			{ status: 400, detail: 'HTTP status 400' },
		],
		[
			'a web page in the place of a token',
			wiped('200', 'Unsupported content type: text/html'),
			{ status: 200, detail: 'Unsupported content type: text/html' },
		],
		[
			'no connection to the sign-in service, in the words of later versions',
			wiped(null, 'Failed to acquire OAuth2 access token: connect ECONNREFUSED 127.0.0.1:9'),
			{ status: undefined, code: 'ECONNREFUSED' },
		],
	])('%s is about the sign-in', (_, error, told) => {
		expect(replyOf(error)).toMatchObject({ kind: 'signInRefused', ...told });
	});

	// From 2.9 on n8n renews the token itself and throws the 401 that this did not cure.
	test.each([
		[
			'with what the API said',
			{ context: { data: { description: 'No.' } } },
			{ description: 'No.' },
		],
		['without', { context: {} }, undefined],
	])('a 401 is an answer, %s', (_, more, body) => {
		const message = 'Authorization failed - please check your credentials';
		const error = wiped('401', 'Request failed with status code 401', message, more);
		expect(replyOf(error)).toEqual({ kind: 'answer', status: 401, headers: {}, body });
	});
});

describe('a system call that is known decides, not the code', () => {
	test.each<[object, boolean]>([
		[{ code: 'ECONNREFUSED', syscall: 'read' }, false],
		[{ code: 'EHOSTUNREACH', syscall: 'write' }, false],
		[{ code: 'ENETUNREACH', cause: errorWith({ syscall: 'read' }) }, false],
		[{ code: 'ECONNREFUSED', syscall: 'connect', cause: errorWith({ syscall: 'read' }) }, false],
		[{ code: 'ECONNREFUSED', syscall: 'connect' }, true],
		[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
		[{ code: 'ECONNREFUSED' }, true],
	])('%j: undelivered %s', (properties, undelivered) => {
		expect(replyOf(errorWith(properties))).toMatchObject({ kind: 'silence', undelivered });
	});
});

test('a renewal that fails is about the sign-in, whatever failed', () => {
	const refused = errorWith({ code: 'ECONNREFUSED', syscall: 'connect' }, 'connect ECONNREFUSED');
	expect(signInRefusalOf(refused)).toEqual({
		kind: 'signInRefused',
		status: undefined,
		code: 'ECONNREFUSED',
		detail: 'connect ECONNREFUSED',
	});
});
