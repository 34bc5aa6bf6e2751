import type { Answer, Reply } from './exchange';
import type { FailureOutcome } from './failure';

/**
 * What a request does at CloudCockpit, which decides whether it may be sent again:
 * - `read` changes nothing;
 * - `refresh` fetches the state from Microsoft, a second time does no harm;
 * - `update` writes, so it is only repeated where it provably was not carried out.
 */
export type Effect = 'read' | 'refresh' | 'update';

/**
 * Statuses that leave open whether the request was carried out: something between us and the API gave
 * up (408, 499, 502, 504), or the API failed, which it may do after it has written.
 */
function isOpen(status: number): boolean {
	return status === 408 || status === 499 || (status >= 500 && !REFUSED_5XX.has(status));
}

/** The server says that it does not do such requests at all. */
const REFUSED_5XX: ReadonlySet<number> = new Set([501, 505]);

/** What a read or refresh meets with these is a refusal: nothing of it can have been half done. */
const REFUSED_WHEN_HARMLESS: ReadonlySet<number> = new Set([500, 503]);

/** `ECONNREFUSED`, `ENOTFOUND` and the like, not the codes of certificates or of sign-in. */
const NETWORK_CODE = /^E(?!RR_|AUTH$|STATUS$)[A-Z_]+$/;

const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;

export const BACKOFF_BASE_MS = 500;
export const BACKOFF_CAP_MS = 30_000;
/** A run waits this long in all, plus a share for each item, before it gives up. */
export const WAIT_BUDGET_MS = 5 * 60_000;
export const WAIT_BUDGET_PER_ITEM_MS = 1_000;

export interface RetrySettings {
	effect: Effect;
	/** How often a request is sent again at most. */
	maxRetries: number;
	/** Whether updates are also repeated when their outcome is unknown. */
	retryUnknownOutcome: boolean;
}

/** What to do after a reply. */
export type Verdict =
	| { act: 'accept' }
	| { act: 'repeat'; waitMs: number; pauseAll: boolean }
	| { act: 'fail'; outcome: FailureOutcome };

/**
 * Decides what follows from a reply to the `attempt`-th sending (counted from 1) of a request.
 * With `act: 'repeat'`, `waitMs` is the time until then, and `pauseAll` says that the server asked
 * everybody to wait, not only this request.
 */
export function judge(reply: Reply, attempt: number, settings: RetrySettings): Verdict {
	if (reply.kind === 'answer' && isAccepted(reply, settings.effect)) return { act: 'accept' };
	const outcome = outcomeOf(reply, settings.effect);
	if (attempt > settings.maxRetries || !mayRepeat(reply, outcome, settings)) {
		return { act: 'fail', outcome };
	}
	const askedMs = reply.kind === 'answer' ? retryAfterMs(reply) : undefined;
	const pauseAll = isRateLimited(reply) || askedMs !== undefined;
	// A server that says "now" gets the usual wait: it has just refused.
	const waitMs = askedMs ? askedMs + jitterMs(askedMs) : backoffMs(attempt);
	return { act: 'repeat', waitMs, pauseAll };
}

/** Whether the server refused the request because there were too many. */
export function isRateLimited(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status === TOO_MANY_REQUESTS;
}

/** Whether the server is there and able to answer, be it with a refusal. */
export function isHealthy(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status < 500;
}

/** A web page in the place of an API answer: a proxy or a wrong address answered. */
export function isWebPage(answer: Answer): boolean {
	return typeof answer.body === 'string' && /^\s*<(?:!doctype|html)/i.test(answer.body);
}

/**
 * Whether a successful answer is the API's own word that it is done: the JSON that a read needs; for
 * a write also nothing at all, or JSON that was cut off. A page or text comes from something else,
 * and JSON may carry an error that its status does not tell.
 */
function isAccepted({ status, headers, body }: Answer, effect: Effect): boolean {
	if (status < 200 || status >= 300) return false;
	if (typeof body === 'object' && body !== null) return !tellsFailure(body);
	if (effect === 'read') return false;
	if (typeof body !== 'string' || body === '') return true;
	return /^\s*[[{]/.test(body) && !/^\s*text\//i.test(String(headers['content-type'] ?? ''));
}

/** Whether JSON says by itself that something failed, whatever its HTTP status. */
function tellsFailure(body: object): boolean {
	const { errors, statusCode, success } = body as Record<string, unknown>;
	const hasErrors = typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0;
	return hasErrors || Number(statusCode) >= 400 || success === false;
}

/** What a reply that is no success says about whether the request was carried out. */
export function outcomeOf(reply: Reply, effect: Effect): FailureOutcome {
	if (reply.kind === 'signInRefused') return 'notSent';
	if (reply.kind === 'silence') return reply.undelivered ? 'notSent' : 'unknown';
	// A success that is not one (a web page, an error in it) says nothing about what was done.
	if (reply.status >= 200 && reply.status < 300) return 'unknown';
	const refused =
		effect === 'update' ? saysWhenToRetry(reply) : REFUSED_WHEN_HARMLESS.has(reply.status);
	return isOpen(reply.status) && !refused ? 'unknown' : 'rejected';
}

/** A 503 that says when to come back: the server turned the request away. */
function saysWhenToRetry(reply: Answer): boolean {
	return reply.status === SERVICE_UNAVAILABLE && retryAfterMs(reply) !== undefined;
}

function mayRepeat(reply: Reply, outcome: FailureOutcome, settings: RetrySettings): boolean {
	if (outcome === 'notSent') return isPassing(reply);
	if (isRateLimited(reply)) return true;
	if (reply.kind === 'answer' && saysWhenToRetry(reply)) return true;
	const harmless = settings.effect !== 'update' || settings.retryUnknownOutcome;
	return harmless && (outcome === 'unknown' || (reply.kind === 'answer' && isOpen(reply.status)));
}

/** Whether a request that was not sent could get through later: not with a refused secret. */
function isPassing(reply: Reply): boolean {
	if (reply.kind === 'silence') return NETWORK_CODE.test(reply.code);
	if (reply.kind === 'answer') return false;
	if (reply.status === undefined) return NETWORK_CODE.test(reply.code);
	return reply.status >= 500 || reply.status === TOO_MANY_REQUESTS;
}

/**
 * The time in milliseconds that the server asks to wait, from `Retry-After` in seconds or as an
 * HTTP date, which counts from the server's own clock if it told it. Zero when that is now or past,
 * undefined without a usable value.
 */
export function retryAfterMs(answer: Answer): number | undefined {
	if (answer.status !== TOO_MANY_REQUESTS && answer.status !== SERVICE_UNAVAILABLE) {
		return undefined;
	}
	const value = String(answer.headers['retry-after'] ?? '').trim();
	if (value === '') return undefined;
	const secondsMs = Number(value) * 1000;
	if (Number.isFinite(secondsMs)) return Math.max(0, secondsMs);
	const now = Date.parse(String(answer.headers.date ?? '')) || Date.now();
	const waitMs = Date.parse(value) - now;
	return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** Full jitter: anything between nothing and the doubled time of the last attempt, capped. */
function backoffMs(attempt: number): number {
	return Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
}

/** Up to a twentieth on top, so that several workflows do not come back at the same instant. */
function jitterMs(waitMs: number): number {
	return Math.random() * Math.min(1_000, waitMs / 20);
}
