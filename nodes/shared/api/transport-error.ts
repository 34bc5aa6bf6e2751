import { networkFault, isBeforeSending, isHandshake } from './network';
import type { Silence } from './reply';

/** Stands for a network code when the user stopped the execution. */
export const CANCELED = 'CANCELED';

/** How Node words a failed system call: `connect ECONNREFUSED 127.0.0.1:443`. */
const SYSTEM_CALL = /(?:^|: )([a-z]+) (E[A-Z_]+)\b/;

/** Beginning of the names of the errors with which n8n refuses to call an internal address. */
const BLOCKED_BY_N8N = 'SsrfBlocked';

const STATUS = /^\d{3}$/;

/** The parts of n8n's, axios' and Node's errors that are looked at. */
export interface TransportError {
	name?: string;
	message?: string;
	code?: unknown;
	status?: unknown;
	syscall?: string;
	cause?: unknown;
	body?: unknown;
	/** Code or status of the cause. Before n8n 2.34 this and the messages are all that is left of it. */
	httpCode?: unknown;
	/** The messages that n8n replaced by its own. */
	messages?: unknown;
}

/** What an error of n8n's request helper says about a request that may have left. */
export function silenceOf(error: unknown): Silence {
	const chain = causesOf(error);
	const code = codeOf(chain);
	return { kind: 'silence', code, undelivered: isUndelivered(chain, code) };
}

/** The error and what caused it, outermost first: n8n wraps axios' errors, sometimes twice. */
export function causesOf(error: unknown): TransportError[] {
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

/** What is looked for in a message stands at its beginning. */
const READ_OF_MESSAGE = 10_000;

/** The messages of an error, those that n8n replaced first, as far as they are read. */
export function textsOf({ messages, message }: TransportError): string[] {
	const replaced: unknown[] = Array.isArray(messages) ? messages : [];
	const texts = [...replaced, message].filter((text) => typeof text === 'string');
	return texts.map((text) => text.slice(0, READ_OF_MESSAGE));
}

/** The innermost code is the precise one; axios' own codes stand for broken answers. */
export function codeOf(chain: readonly TransportError[]): string {
	const codes = chain.flatMap((link) => [link.httpCode, link.code]);
	const words = codes.filter((code) => typeof code === 'string' && !STATUS.test(code));
	const inText = chain.flatMap(textsOf).map((text) => SYSTEM_CALL.exec(text)?.[2]);
	return String(words.at(-1) ?? inText.find(Boolean) ?? 'UNKNOWN');
}

/** Whether nothing of the request can have reached the server. */
function isUndelivered(chain: readonly TransportError[], code: string): boolean {
	if (chain.some((link) => link.name?.startsWith(BLOCKED_BY_N8N))) return true;
	const texts = chain.flatMap(textsOf);
	if (isHandshake(code, texts)) return true;
	const inTexts = texts.map((text) => SYSTEM_CALL.exec(text)?.[1]);
	const calls = [...chain.map((link) => link.syscall), ...inTexts];
	const known = calls.filter((call) => call !== undefined);
	return known.length === 0 ? networkFault(code).beforeConnection : isBeforeSending(known);
}
