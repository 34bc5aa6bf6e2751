import type { Fault, FaultKind } from '../../../sandbox';
import type { Effect } from '../support/operations';

/** What a failed item says about its request. */
export type Outcome = 'notSent' | 'rejected' | 'unknown';

export interface Rule {
	/** What happens to the request. */
	when: string;
	fault: Fault;
	/** Which calls are sent again after it. */
	repeat: readonly Effect[];
	/** Which calls take it for a success. */
	accept: readonly Effect[];
	/** What an item reports that fails with it. */
	outcome: Outcome;
	/** The same for an update or refresh, where it differs. */
	outcomeOfWrite?: Outcome;
	httpCode?: string;
}

const ALL: readonly Effect[] = ['read', 'refresh', 'update'];
/** Calls that do no harm when they are carried out twice. */
const HARMLESS: readonly Effect[] = ['read', 'refresh'];
const READS: readonly Effect[] = ['read'];
const WRITES: readonly Effect[] = ['refresh', 'update'];
const NONE: readonly Effect[] = [];

const PAUSE_S = 0.02;

const rule = (
	when: string,
	fault: Fault,
	outcome: Outcome,
	repeat: readonly Effect[],
	accept: readonly Effect[] = NONE,
): Rule => {
	const httpCode =
		fault.kind === 'status'
			? String(fault.status)
			: { rateLimit: '429', html: '502', truncated: '200', empty: '200' }[fault.kind as string];
	return { when, fault, outcome, repeat, accept, httpCode };
};

const status = (code: number, retryAfter?: number): Fault => ({
	kind: 'status',
	status: code,
	retryAfter,
});

/**
 * The promise in one table, written from what the node says it does and not from its code: nothing
 * is sent twice that may have been carried out, everything else is tried again where that can help.
 */
export const RULES: readonly Rule[] = [
	rule('429 with Retry-After', { kind: 'rateLimit', retryAfter: PAUSE_S }, 'rejected', ALL),
	rule('429 without Retry-After', { kind: 'rateLimit' }, 'rejected', ALL),
	rule('429 with nonsense in Retry-After', limited('soon'), 'rejected', ALL),
	rule('429 with a Retry-After in the past', limited(new Date(0)), 'rejected', ALL),
	rule('400', status(400), 'rejected', NONE),
	rule('403', status(403), 'rejected', NONE),
	rule('404', status(404), 'rejected', NONE),
	rule('408', status(408), 'unknown', HARMLESS),
	rule('409', status(409), 'rejected', NONE),
	rule('a redirect', status(302), 'rejected', NONE),
	rule('499', status(499), 'unknown', HARMLESS),
	uncertain(rule('500', status(500), 'rejected', HARMLESS)),
	uncertain(
		rule('500 after it was carried out', { ...status(500), applied: true }, 'rejected', HARMLESS),
	),
	rule('501', status(501), 'rejected', NONE),
	rule('502 with a web page', { kind: 'html' }, 'unknown', HARMLESS),
	rule('503 with Retry-After', status(503, PAUSE_S), 'rejected', ALL),
	rule('503 with Retry-After of zero', status(503, 0), 'rejected', ALL),
	uncertain(rule('503 without Retry-After', status(503), 'rejected', HARMLESS)),
	rule('504', status(504), 'unknown', HARMLESS),
	rule('505', status(505), 'rejected', NONE),
	rule('520', status(520), 'unknown', HARMLESS),
	rule('a reset before it was carried out', { kind: 'resetBefore' }, 'unknown', HARMLESS),
	rule('a reset after it was carried out', { kind: 'resetAfter' }, 'unknown', HARMLESS),
	rule('200 with cut JSON', { kind: 'truncated' }, 'unknown', READS, WRITES),
	rule('200 without a body', { kind: 'empty' }, 'unknown', READS, WRITES),
	rule('200 with a web page', notDone('<!DOCTYPE html><html></html>'), 'unknown', HARMLESS),
	rule('200 with a page of a proxy', notDone('\n<!-- 7 --><div>Busy</div>'), 'unknown', HARMLESS),
	rule('200 with plain text', notDone('upstream is restarting'), 'unknown', HARMLESS),
	rule('200 with errors', notDone({ errors: [{ description: ['No.'] }] }), 'unknown', HARMLESS),
	rule('200 with a status of 500', notDone({ statusCode: 500 }), 'unknown', HARMLESS),
	rule('200 without success', notDone({ success: false }), 'unknown', HARMLESS),
	rule('a slow answer', { kind: 'delay', delayMs: 15 }, 'unknown', NONE, ALL),
];

function notDone(body: unknown): Fault {
	return { kind: 'status', status: 200, applied: false, body };
}

/** A write or refresh may have been carried out where a read has simply failed. */
function uncertain(same: Rule): Rule {
	return { ...same, outcomeOfWrite: 'unknown' };
}

function limited(retryAfter: string | Date): Fault {
	return { kind: 'rateLimit', retryAfter };
}

const CARRIED_OUT: ReadonlySet<FaultKind> = new Set(['resetAfter', 'truncated', 'empty', 'delay']);

/** Whether the server does what it was asked although the fault happens. */
export const carriesOut = ({ fault }: Rule): boolean =>
	fault.applied ?? CARRIED_OUT.has(fault.kind);
