import { silenceOf } from '../../../nodes/shared/api/transport-error';

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
		expect(silenceOf(error)).toEqual({ kind: 'silence', ...told });
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
		expect(silenceOf(errorWith(properties))).toMatchObject({ kind: 'silence', undelivered });
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
	[{ code: 'EPROTO', syscall: 'write' }, 'EPROTO', false],
	[
		{ code: 'ERR_SSL_WRONG_VERSION_NUMBER', syscall: 'write' },
		'ERR_SSL_WRONG_VERSION_NUMBER',
		true,
	],
])('%j is silence with %s, undelivered: %s', (properties, code, undelivered) => {
	expect(silenceOf(errorWith(properties))).toEqual({ kind: 'silence', code, undelivered });
});

test.each([['text'], [undefined], [null], [7]])('a thrown %j is silence', (thrown) => {
	expect(silenceOf(thrown)).toEqual({ kind: 'silence', code: 'UNKNOWN', undelivered: false });
});

test('a chain of causes that never ends is left after a few links', () => {
	const error = errorWith({ code: 'ECONNRESET' });
	Object.assign(error, { cause: error });
	expect(silenceOf(error)).toMatchObject({ kind: 'silence', code: 'ECONNRESET' });
});
