import { isBeforeSending, networkFault } from '../../../nodes/shared/api/network';

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
		[['ECONNABORTED', 'ETIMEDOUT'], 'timedOut', true, false],
		[['ECONNRESET', 'EPIPE', 'ESERVFAIL', 'EAUTHX'], 'connectionBroke', true, false],
		[
			['EAUTH', 'ESTATUS', 'ERR_BAD_RESPONSE', 'UNKNOWN', 'econnreset', 'XECONNRESET', ''],
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

	test.each<[string, string[], boolean]>([
		['ECONNREFUSED', [], true],
		['ECONNRESET', [], false],
		['ECONNRESET', ['connect'], true],
		['ETIMEDOUT', ['getaddrinfo', 'connect'], true],
		['ECONNREFUSED', ['read'], false],
		['ECONNREFUSED', ['connect', 'write'], false],
	])('%s with the system calls %j came before anything was sent: %s', (code, calls, before) => {
		expect(isBeforeSending(code, calls)).toBe(before);
	});
});
