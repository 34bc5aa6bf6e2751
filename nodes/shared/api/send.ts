import type { Access } from './access';
import type { CallContext, Connection } from './connection';
import { exchange } from './exchange';
import { describeEnding, describeReply } from './describe';
import type { Sent } from './explain';
import { CallFailure } from './failure';
import type { Outgoing, Reply } from './reply';
import { type Effect, judge } from './rules';
import { type Throttle, ThrottleClosed } from './throttle/throttle';

/** What all items of a run share. */
export interface Session {
	context: CallContext;
	connection: Connection;
	throttle: Throttle;
	/** What earlier requests showed to be refused; without it each one is sent. */
	access?: Access;
	/** Tells the user something that is no failure; without it, it is one. */
	tell?: (message: string) => void;
}

/** How the requests of one item are sent. */
export interface CallSettings {
	correlationId: string;
	/** How often a request is sent again at most. */
	maxRetries: number;
	/** For one request, in milliseconds. */
	timeoutMs: number;
	/** Whether updates are repeated although they may have been carried out. */
	retryUnknownOutcome: boolean;
	/** Whether the run goes on without an answer, also one that ends with the first failure. */
	isOptional?: boolean;
}

/**
 * Sends a request when it is its turn, and again as often as the verdicts say. Resolves with the body
 * of the accepted answer.
 * @throws CallFailure when there is none, or when the run has ended.
 */
export async function send(
	{ connection, context, throttle, access }: Session,
	settings: CallSettings,
	effect: Effect,
	outgoing: Outgoing,
): Promise<unknown> {
	const sent: Sent = { outgoing, attempts: 0, connection, effect, uncertain: false };
	let turnedAway = 0;
	let last: Reply | undefined;
	for (;;) {
		const place = await orFail(throttle.enter(), last, sent);
		const refusal = sent.attempts === 0 ? access?.refusalOf(outgoing) : undefined;
		if (refusal) {
			place.leave({ health: 'unsaid' });
			throw new CallFailure(refusal);
		}
		last = await exchange(context, connection, outgoing);
		const verdict = judge(last, { ...settings, effect, count: sent.attempts + 1 - turnedAway });
		const failed = verdict.act === 'fail' && !settings.isOptional;
		// The place tells all runs what was learned, also when this item gives up.
		place.leave({ ...verdict, failed });
		if (verdict.act === 'accept') {
			access?.note(outgoing, undefined);
			return last.kind === 'answer' ? last.body : undefined;
		}
		sent.attempts += 1;
		if (verdict.act === 'fail') {
			const failure = describeReply(last, verdict.outcome, sent);
			access?.note(outgoing, failure);
			throw new CallFailure(failure);
		}
		sent.uncertain ||= outgoing.method !== 'GET' && verdict.outcome === 'unknown';
		sent.refused ||= verdict.outcome === 'rejected';
		if (verdict.health === 'limited') turnedAway += 1;
		if (verdict.waitMs > 0) await orFail(throttle.rest(verdict.waitMs), last, sent);
	}
}

/** Turns a closed throttle into the failure of the request that waited for it. */
async function orFail<T>(waiting: Promise<T>, last: Reply | undefined, sent: Sent): Promise<T> {
	return await waiting.catch((closed: unknown) => {
		if (!(closed instanceof ThrottleClosed)) throw closed;
		throw new CallFailure(describeEnding(closed.ending, last, sent));
	});
}
