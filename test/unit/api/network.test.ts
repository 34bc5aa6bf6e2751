import { isBeforeSending, isHandshake, networkFault } from '../../../nodes/shared/api/network';

describe('a network code', () => {
	test.each([
		[['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'], 'unreachable', true, true],
		[['ENOTFOUND', 'EAI_AGAIN'], 'hostNotFound', true, true],
		[
			[
				'CERT_HAS_EXPIRED',
				'DEPTH_ZERO_SELF_SIGNED_CERT',
				'ERR_TLS_CERT_ALTNAME_INVALID',
				'SELF_SIGNED_CERT_IN_CHAIN',
				'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
				'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			],
			'unreachable',
			false,
			true,
		],
		[['ECONNABORTED'], 'timedOut', true, false],
		[['ETIMEDOUT', 'ECONNRESET', 'EPIPE', 'ESERVFAIL', 'EAUTHX'], 'connectionBroke', true, false],
		[
			[
				'EAUTH',
				'ESTATUS',
				'ERR_BAD_RESPONSE',
				'UNKNOWN',
				'econnreset',
				'XECONNRESET',
				'constructor',
				'',
			],
			'connectionBroke',
			false,
			false,
		],
	])(
		'of %j: %s, passing: %s, before a connection: %s',
		(codes, kind, passing, beforeConnection) => {
			for (const code of codes) {
				expect([code, networkFault(code)]).toEqual([code, { kind, passing, beforeConnection }]);
			}
		},
	);

	test.each<[string[], boolean]>([
		[['connect'], true],
		[['getaddrinfo', 'connect'], true],
		[['read'], false],
		[['connect', 'write'], false],
	])('with the system calls %j came before anything was sent: %s', (calls, before) => {
		expect(isBeforeSending(calls)).toBe(before);
	});
});

test.each<[string, string[], boolean]>([
	['ERR_SSL_WRONG_VERSION_NUMBER', [], true],
	['EPROTO', ['write EPROTO 00:error:1408F10B:SSL routines:wrong version number'], true],
	['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', [], true],
	['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', [], true],
	['EPROTO', ['x', 'tlsv1 unrecognized name'], true],
	// Alerts that a server may also send later.
	['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', [], false],
	['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', [], false],
	['EPROTO', [], false],
	['ECONNRESET', ['wrong version number'], false],
])('%s %j is a handshake that failed: %s', (code, texts, expected) => {
	expect(isHandshake(code, texts)).toBe(expected);
});
