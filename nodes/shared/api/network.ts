/** What a code of Node or axios says of a request that got no answer. */
export interface NetworkFault {
	/** What it means to a person. */
	kind: 'timedOut' | 'hostNotFound' | 'unreachable' | 'connectionBroke';
	/** Whether it may pass by itself, so that the same request can go through later. */
	passing: boolean;
	/** Whether it comes before a connection stands, so that nothing can have been carried out. */
	beforeConnection: boolean;
}

const refusedConnection = { kind: 'unreachable', passing: true, beforeConnection: true } as const;
const unknownHost = { kind: 'hostNotFound', passing: true, beforeConnection: true } as const;
const badCertificate = { kind: 'unreachable', passing: false, beforeConnection: true } as const;
const timeout = { kind: 'timedOut', passing: true, beforeConnection: false } as const;

/** Every network code that means something of its own. */
const FAULTS: Readonly<Record<string, NetworkFault>> = {
	ECONNREFUSED: refusedConnection,
	EHOSTUNREACH: refusedConnection,
	ENETUNREACH: refusedConnection,
	ENOTFOUND: unknownHost,
	EAI_AGAIN: unknownHost,
	CERT_HAS_EXPIRED: badCertificate,
	DEPTH_ZERO_SELF_SIGNED_CERT: badCertificate,
	ERR_TLS_CERT_ALTNAME_INVALID: badCertificate,
	SELF_SIGNED_CERT_IN_CHAIN: badCertificate,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: badCertificate,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: badCertificate,
	/** axios' word for our own timeout, in contrast to ETIMEDOUT, where the system gave up. */
	ECONNABORTED: timeout,
};

/** System calls that happen before anything of the request is sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set(['connect', 'getaddrinfo']);

/** System errors, in contrast to the codes of certificates, of axios and of the sign-in. */
const SYSTEM_CODE = /^E(?!RR_|AUTH$|STATUS$)[A-Z_]+$/;

/** The meaning of a code; one that is not in the table is a connection that broke. */
export function networkFault(code: string): NetworkFault {
	const known = Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined;
	return (
		known ?? {
			kind: 'connectionBroke',
			passing: SYSTEM_CODE.test(code),
			beforeConnection: false,
		}
	);
}

/** Whether nothing was sent before a fault, by the system calls that failed; there is at least one. */
export function isBeforeSending(systemCalls: readonly string[]): boolean {
	// One on a standing connection may have come after the request, whatever its code is.
	return systemCalls.every((call) => BEFORE_SENDING.has(call));
}

/** How OpenSSL words a handshake that failed. Alerts that also come later are not among them. */
const HANDSHAKE =
	/wrong.version.number|unsupported.protocol|unknown.protocol|handshake.failure|alert.protocol.version|no.protocols.available|unrecognized.name|packet.length.too.long|http.request/i;

/**
 * Whether TLS did not come about, before which no request is sent. Node reports that as a failed
 * write, as a request on a standing connection would.
 */
export function isHandshake(code: string, texts: readonly string[]): boolean {
	if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_')) return false;
	return [code, ...texts].some((text) => HANDSHAKE.test(text));
}
