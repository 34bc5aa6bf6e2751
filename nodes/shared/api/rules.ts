import type { FailureOutcome } from './failure';
import { jitter } from './jitter';
import { networkFault } from './network';
import type { Answer, Reply } from './reply';
import { retryAfterMs, SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS } from './retry-after';
import type { Health } from './throttle/throttle';

/**
 * What a request does at CloudCockpit, which decides whether it may be sent again:
 * - `read` changes nothing, and is answered as the OpenAPI file says;
 * - `get` changes nothing either, but may be answered with any JSON, or with nothing;
 * - `refresh` fetches the state from Microsoft, a second time does no harm;
 * - `update` writes, so it is only repeated where it provably was not carried out.
 */
export type Effect = 'read' | 'get' | 'refresh' | 'update';

/** What follows from a reply. The first rule that fits decides. */
interface Rule {
	/** Why, in plain words. */
	reason: string;
	fits: (reply: Reply, effect: Effect) => boolean;
	/** Whether the request was carried out; `done` is the only good answer. */
	outcome: FailureOutcome | 'done';
	/** Which requests are sent again: reads and refreshes (`harmless`), or updates too (`any`). */
	repeat?: 'any' | 'harmless';
	/** Whether the server was able to answer. */
	healthy?: boolean;
	/** Whether it tells nothing about the server, neither good nor bad. */
	tellsNothing?: boolean;
}

/** A rule that only looks at HTTP answers. */
const answers =
	(fits: (answer: Answer, effect: Effect) => boolean): Rule['fits'] =>
	(reply, effect) =>
		reply.kind === 'answer' && fits(reply, effect);

/** The whole of it: what is success, what is repeated, and what a failed item says. */
const RULES: readonly Rule[] = [
	{
		reason: 'The API says that it is done.',
		fits: answers(isDone),
		outcome: 'done',
		healthy: true,
	},
	{
		reason: 'The sign-in failed for a passing reason: without a token nothing was sent.',
		fits: (reply) => reply.kind === 'signInRefused' && reply.passing,
		outcome: 'notSent',
		repeat: 'any',
	},
	{
		reason: 'The sign-in was refused: without a token nothing was sent, and none will come.',
		fits: (reply) => reply.kind === 'signInRefused',
		outcome: 'notSent',
		tellsNothing: true,
	},
	{
		reason: 'No connection stood yet, and that passes.',
		fits: (reply) =>
			reply.kind === 'silence' && reply.undelivered && networkFault(reply.code).passing,
		outcome: 'notSent',
		repeat: 'any',
	},
	{
		reason: 'No connection is possible: a certificate, or a block by n8n.',
		fits: (reply) => reply.kind === 'silence' && reply.undelivered,
		outcome: 'notSent',
		tellsNothing: true,
	},
	{
		reason: 'The request may have arrived, no answer came back.',
		fits: (reply) => reply.kind === 'silence',
		outcome: 'unknown',
		repeat: 'harmless',
	},
	{
		reason: 'Too many requests: this one was turned away.',
		fits: answers(({ status }) => status === TOO_MANY_REQUESTS),
		outcome: 'rejected',
		repeat: 'any',
	},
	{
		reason: 'The server says when to come back: this one was turned away.',
		fits: answers((answer) => saysWhenToReturn(answer)),
		outcome: 'rejected',
		repeat: 'any',
	},
	{
		reason: 'Of a read that failed nothing can be half done.',
		fits: answers(
			({ status }, effect) =>
				(effect === 'read' || effect === 'get') && (status === 500 || status === 503),
		),
		outcome: 'rejected',
		repeat: 'harmless',
	},
	{
		reason:
			'Something between us and the API gave up, or the API failed, maybe after it had written.',
		fits: answers(({ status }) => isOpen(status)),
		outcome: 'unknown',
		repeat: 'harmless',
	},
	{
		reason:
			'A success that is none (a page, text, an error in it) says nothing about what was done.',
		fits: answers(({ status }) => isSuccess(status)),
		outcome: 'unknown',
		repeat: 'harmless',
		healthy: true,
	},
	{
		reason: 'The server does not do such requests at all.',
		fits: answers(({ status }) => status >= 500),
		outcome: 'rejected',
	},
	{
		reason: 'The API refused the request as it is.',
		fits: () => true,
		outcome: 'rejected',
		healthy: true,
	},
];

export interface Attempt {
	/** How often the request was sent, this time included, without the times it met a 429 before. */
	count: number;
	effect: Effect;
	/** How often a request is sent again at most. A 429 does not count, but 0 means never. */
	maxRetries: number;
	/** Whether updates are also repeated when they may have been carried out. */
	retryUnknownOutcome: boolean;
}

/** What to do after a reply: everything that follows from it. */
export type Verdict = Consequences &
	(
		| { act: 'accept' }
		| { act: 'fail'; outcome: FailureOutcome }
		/** `waitMs`: how long the request waits by itself, in milliseconds; 0 where everybody waits. */
		| { act: 'repeat'; outcome: FailureOutcome; waitMs: number }
	);

/** What a reply means for other requests. */
interface Consequences {
	/** Why, in plain words. */
	reason: string;
	/** What it tells about the server. */
	health: Health;
	/** How long the server asks to wait, in milliseconds, if it does. */
	askedMs?: number;
}

export const BACKOFF_BASE_MS = 500;
export const BACKOFF_CAP_MS = 30_000;

/** Decides what follows from a reply. */
export function judge(reply: Reply, attempt: Attempt): Verdict {
	const rule = ruleFor(reply, attempt.effect);
	const { outcome, reason, repeat } = rule;
	const all = { reason, health: healthOf(reply, rule), askedMs: askedMsOf(reply) };
	if (outcome === 'done') return { ...all, act: 'accept' };
	const mayRepeat =
		repeat === 'any' ||
		(repeat === 'harmless' && (attempt.effect !== 'update' || attempt.retryUnknownOutcome));
	const isLimited = all.health === 'limited';
	// How long a 429 is repeated is a question of the time that the run may wait.
	const isUsedUp = isLimited ? attempt.maxRetries === 0 : attempt.count > attempt.maxRetries;
	if (!mayRepeat || isUsedUp) return { ...all, act: 'fail', outcome };
	const ownMs = all.askedMs ? withJitter(all.askedMs) : backoffMs(attempt.count);
	return { ...all, act: 'repeat', outcome, waitMs: isLimited ? 0 : ownMs };
}

function healthOf(reply: Reply, { healthy, tellsNothing }: Rule): Health {
	if (reply.kind === 'answer' && reply.status === TOO_MANY_REQUESTS) return 'limited';
	if (healthy) return 'well';
	if (tellsNothing) return 'unsaid';
	return reply.kind === 'silence' && reply.undelivered ? 'unreached' : 'faulty';
}

/** A server that says "now" gets the usual wait: it has just refused. */
function askedMsOf(reply: Reply): number | undefined {
	return (reply.kind === 'answer' && retryAfterMs(reply)) || undefined;
}

/** Returns what the last reply to a request says about whether it was carried out. */
export function outcomeOf(reply: Reply, effect: Effect): FailureOutcome {
	const { outcome } = ruleFor(reply, effect);
	return outcome === 'done' ? 'unknown' : outcome;
}

/** Whether the same request may go through later, whoever sends it again. */
export function mayPass(reply: Reply, effect: Effect): boolean {
	return ruleFor(reply, effect).repeat !== undefined;
}

function ruleFor(reply: Reply, effect: Effect): Rule {
	return RULES.find(({ fits }) => fits(reply, effect)) as Rule;
}

/**
 * Whether an answer is the API's own word that it is done: the JSON that a read needs; otherwise also
 * a single value or nothing at all, and for a write even JSON that was cut off. A page or text comes
 * from something else, and JSON may carry an error that its status does not tell.
 */
function isDone({ status, headers, body }: Answer, effect: Effect): boolean {
	if (!isSuccess(status)) return false;
	if (typeof body === 'object' && body !== null) return !tellsFailure(body);
	if (effect === 'read') return false;
	if (typeof body !== 'string' || body === '') return true;
	const type = String(headers['content-type'] ?? '');
	if (/^\s*[[{]/.test(body)) return effect !== 'get' && !/^\s*text\//i.test(type);
	return /^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type) && !/^\s*</.test(body);
}

/** Whether JSON says by itself that something failed, whatever its HTTP status. */
function tellsFailure(body: object): boolean {
	const { errors, statusCode, success } = body as Record<string, unknown>;
	const hasErrors = typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0;
	return hasErrors || Number(statusCode) >= 400 || success === false;
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Returns whether a status leaves open that the request was carried out. 501 and 505 do not. */
function isOpen(status: number): boolean {
	return status === 408 || status === 499 || (status >= 500 && status !== 501 && status !== 505);
}

function saysWhenToReturn(answer: Answer): boolean {
	return answer.status === SERVICE_UNAVAILABLE && retryAfterMs(answer) !== undefined;
}

/** Full jitter: anything between nothing and the doubled time of the last attempt, capped. */
function backoffMs(attempt: number): number {
	return jitter() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
}

/** Returns the wait plus up to a twentieth, at most a second: not all shall come back at once. */
function withJitter(waitMs: number): number {
	return waitMs + jitter() * Math.min(1_000, waitMs / 20);
}
