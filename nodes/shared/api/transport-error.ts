import type { IDataObject } from 'n8n-workflow';

import { isBeforeSending } from './network';
import type { Reply, SignInRefused } from './reply';

/** How Node words a failed system call: `connect ECONNREFUSED 127.0.0.1:443`. */
const SYSTEM_CALL = /(?:^|: )([a-z]+) (E[A-Z_]+)\b/;

/** Beginning of the names of the errors with which n8n refuses to call an internal address. */
const BLOCKED_BY_N8N = 'SsrfBlocked';

/** How n8n begins to tell that it could not get a first token. */
const SIGN_IN_MESSAGE = 'Failed to acquire OAuth2 access token';
const SIGN_IN_CODES = new Set<unknown>(['EAUTH', 'ESTATUS']);
/**
 * The words of n8n's OAuth2 client about a token endpoint. A status of 500 and above is among them,
 * because no such status of the API is thrown: those come as answers.
 */
const SIGN_IN_TEXT = new RegExp(
	`^(?:${SIGN_IN_MESSAGE}|HTTP status \\d|Unsupported content type: ` +
		'|Expected JSON response from OAuth2|Request failed with status code 5)',
);
const THROWN_STATUS = /^Request failed with status code (\d{3})$/;
const STATUS = /^\d{3}$/;

/** The parts of n8n's, axios' and Node's errors that are looked at here. */
interface TransportError {
	name?: string;
	message?: string;
	code?: unknown;
	status?: unknown;
	syscall?: string;
	cause?: unknown;
	body?: unknown;
	response?: { status?: number; headers?: IDataObject; data?: unknown };
	/** Code or status of the cause. Before n8n 2.34 this and the next two are all that is left of it. */
	httpCode?: unknown;
	/** The messages that n8n replaced by its own. */
	messages?: unknown;
	context?: { data?: unknown };
}

/** What an error of n8n's request helper says about the request. */
export function replyOf(error: unknown): Reply {
	const chain = causesOf(error);
	const signIn = chain.findIndex(isAboutSignIn);
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
	const texts = chain.flatMap(textsOf);
	const status = texts.map((text) => THROWN_STATUS.exec(text)?.[1]).find(Boolean);
	if (status !== undefined) {
		const body = chain.map((link) => link.context?.data).find(Boolean);
		return { kind: 'answer', status: Number(status), headers: {}, body };
	}
	const code = codeOf(chain);
	return { kind: 'silence', code, undelivered: isUndelivered(chain, code) };
}

/** What an error of n8n's OAuth2 client says, whatever it is. */
export function signInRefusalOf(error: unknown): SignInRefused {
	return signInRefused(causesOf(error));
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

/** The messages of an error, those that n8n replaced first. */
function textsOf({ messages, message }: TransportError): string[] {
	const replaced: unknown[] = Array.isArray(messages) ? messages : [];
	return [...replaced, message].filter((text) => typeof text === 'string');
}

function isAboutSignIn(link: TransportError): boolean {
	return (
		SIGN_IN_CODES.has(link.code) ||
		SIGN_IN_CODES.has(link.httpCode) ||
		textsOf(link).some((text) => SIGN_IN_TEXT.test(text))
	);
}

/** Whether nothing of the request can have reached the server. */
function isUndelivered(chain: TransportError[], code: string): boolean {
	if (chain.some((link) => link.name?.startsWith(BLOCKED_BY_N8N))) return true;
	const named = chain.flatMap((link) => [
		link.syscall,
		...textsOf(link).map((text) => SYSTEM_CALL.exec(text)?.[1]),
	]);
	const calls = named.filter((call) => call !== undefined);
	return isBeforeSending(code, calls);
}

function signInRefused(chain: TransportError[]): SignInRefused {
	const body = chain.map((link) => link.body).find((found) => typeof found === 'object' && found);
	const { error_description: description, error } = (body ?? {}) as Record<string, unknown>;
	const texts = [description, error, ...chain.slice(-1).flatMap(textsOf)].filter(
		(text) => typeof text === 'string',
	);
	const status = chain.map(statusOf).find((found) => found !== undefined);
	return { kind: 'signInRefused', status, code: codeOf(chain), detail: texts[0] ?? '' };
}

function statusOf({ status, httpCode }: TransportError): number | undefined {
	if (typeof status === 'number') return status;
	return STATUS.test(String(httpCode)) ? Number(httpCode) : undefined;
}

/** The innermost code is the precise one; axios' own codes stand for broken answers. */
function codeOf(chain: TransportError[]): string {
	const codes = chain.flatMap((link) => [link.httpCode, link.code]);
	const words = codes.filter((code) => typeof code === 'string' && !STATUS.test(code));
	const inText = chain.flatMap(textsOf).map((text) => SYSTEM_CALL.exec(text)?.[2]);
	return String(words.at(-1) ?? inText.find(Boolean) ?? 'UNKNOWN');
}
