import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { CallContext, Connection } from './connection';

/** One request as it goes out. */
export interface Outgoing {
	method: IHttpRequestMethods;
	/** Path with its parameters filled in, starting with a slash. */
	path: string;
	query?: IDataObject;
	body?: unknown;
	correlationId: string;
	timeoutMs: number;
}

/** What came of one request. */
export type Reply = Answer | Silence | SignInRefused;

/** An HTTP answer, of whatever status. */
export interface Answer {
	kind: 'answer';
	status: number;
	/** Names in lower case. */
	headers: IDataObject;
	/** Parsed JSON, or text where it was none. */
	body: unknown;
}

/** No answer: the connection was refused, broke, or took too long. */
export interface Silence {
	kind: 'silence';
	code: string;
	/** True when the request provably never reached the server. */
	undelivered: boolean;
}

/** n8n could not get an OAuth2 token, so the request was not sent. */
export interface SignInRefused {
	kind: 'signInRefused';
	/** Status of the token endpoint, or undefined when it could not be reached. */
	status?: number;
	code: string;
	detail: string;
}

/** Failures before a connection stands: nothing can have been carried out. */
const UNDELIVERED_CODES = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const UNDELIVERED_SYSTEM_CALLS = new Set(['connect', 'getaddrinfo']);

/** Beginning of the names of the errors with which n8n refuses to call an internal address. */
const BLOCKED_BY_N8N = 'SsrfBlocked';

/** How n8n reports a token that it could not get: by message the first time, by code on renewal. */
const SIGN_IN_MESSAGE = 'Failed to acquire OAuth2 access token';
const SIGN_IN_CODES = new Set<unknown>(['EAUTH', 'ESTATUS']);

/** The parts of axios' and Node's errors that are looked at here. */
interface TransportError {
	name?: string;
	message?: string;
	code?: unknown;
	status?: unknown;
	syscall?: string;
	cause?: unknown;
	body?: unknown;
	response?: { status?: number; headers?: IDataObject; data?: unknown };
}

/**
 * Sends one request through n8n's own helper, which brings proxy settings, OAuth2 renewal and
 * cancellation, and tells what came back. Never throws for what the network or the API does.
 */
export async function exchange(
	context: CallContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method: outgoing.method,
		url: `${connection.baseUrl}${outgoing.path}`,
		headers: {
			Accept: 'application/json',
			'X-Tenant': connection.tenant,
			'X-Correlation-Id': outgoing.correlationId,
		},
		timeout: outgoing.timeoutMs,
		// A redirect would carry the token to an address that nobody entered.
		disableFollowRedirect: true,
		returnFullResponse: true,
		// With OAuth2, n8n must see a 401 to renew the token. A pasted token cannot be renewed.
		ignoreHttpStatusErrors:
			connection.credentialType === 'cloudCockpitOAuth2Api'
				? { ignore: true, except: [401] }
				: true,
	};
	if (outgoing.query) options.qs = outgoing.query;
	if (outgoing.body !== undefined) options.body = outgoing.body as IDataObject;
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as never,
			connection.credentialType,
			options,
			{ credentialsDecrypted: connection.credential, oauth2: { tokenType: 'Bearer' } },
		)) as { statusCode: number; headers: IDataObject; body: unknown };
		return {
			kind: 'answer',
			status: response.statusCode,
			headers: response.headers,
			body: response.body,
		};
	} catch (error) {
		return replyOf(causesOf(error));
	}
}

/** The error and what caused it, outermost first: n8n wraps axios' errors, sometimes twice. */
function causesOf(error: unknown): TransportError[] {
	const chain: TransportError[] = [];
	for (
		let link = error;
		typeof link === 'object' && link !== null && chain.length < 5;
		link = (link as TransportError).cause
	) {
		chain.push(link);
	}
	return chain;
}

function replyOf(chain: TransportError[]): Reply {
	const signIn = chain.findIndex(
		(link) => link.message?.startsWith(SIGN_IN_MESSAGE) || SIGN_IN_CODES.has(link.code),
	);
	if (signIn >= 0) return signInRefused(chain.slice(signIn));
	const response = chain.find((link) => link.response?.status !== undefined)?.response;
	if (response?.status !== undefined) {
		return {
			kind: 'answer',
			status: response.status,
			headers: { ...response.headers },
			body: response.data,
		};
	}
	const code = codeOf(chain);
	const undelivered =
		UNDELIVERED_CODES.has(code) ||
		chain.some((link) => UNDELIVERED_SYSTEM_CALLS.has(link.syscall ?? '')) ||
		chain.some((link) => link.name?.startsWith(BLOCKED_BY_N8N));
	return { kind: 'silence', code, undelivered };
}

function signInRefused(chain: TransportError[]): SignInRefused {
	const body = chain.map((link) => link.body).find((found) => typeof found === 'object' && found);
	const { error_description: description, error } = (body ?? {}) as Record<string, unknown>;
	const texts = [description, error, chain.at(-1)?.message].filter(
		(text) => typeof text === 'string',
	);
	const status = chain.map((link) => link.status).find((found) => typeof found === 'number');
	return { kind: 'signInRefused', status, code: codeOf(chain), detail: texts[0] ?? '' };
}

/** The innermost code is the precise one; axios' own codes stand for broken answers. */
function codeOf(chain: TransportError[]): string {
	const codes = chain.map((link) => link.code).filter((code) => typeof code === 'string');
	return codes.at(-1) ?? 'UNKNOWN';
}
