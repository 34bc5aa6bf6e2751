import { errorBodyOf, fieldsOf, otherIdOf, textOf } from './error-body';
import { explain, explainEnding, type Sent } from './explain';
import { type Failure, type FailureOutcome, type Passing, quoteFailure } from './failure';
import type { Reply } from './reply';
import { retryAfterMs } from './retry-after';
import { mayPass, outcomeOf } from './rules';
import type { Ending } from './throttle/throttle';
import { CANCELED } from './transport-error';

const CHECK_STATE =
	"It may have been carried out. Look for the correlation ID in CloudCockpit's audit log before you send it again.";

/** Returns the failure of a request whose last reply was not accepted. */
export function describeReply(reply: Reply, lastOutcome: FailureOutcome, sent: Sent): Failure {
	const outcome = outcomeOver(lastOutcome, sent);
	const failure: Failure = {
		...explain(reply, sent),
		attempts: sent.attempts,
		outcome,
		correlationId: sent.outgoing.correlationId,
		passing: passingOf(reply, sent),
	};
	if (reply.kind === 'answer') {
		const body = errorBodyOf(reply);
		failure.httpCode = String(reply.status);
		failure.code = textOf(body.type);
		failure.fields = fieldsOf(body);
		failure.serverCorrelationId = otherIdOf(body, sent.outgoing.correlationId);
	} else if (reply.code !== CANCELED) {
		failure.code = reply.code;
	}
	if (outcome === 'unknown' && sent.outgoing.method !== 'GET') {
		failure.hint = [failure.hint, CHECK_STATE].filter(Boolean).join(' ');
	}
	return quoteFailure(failure, sent.connection.secrets);
}

/** What all attempts together say: what CloudCockpit has seen once is not unsent. */
function outcomeOver(last: FailureOutcome, { uncertain, refused }: Sent): FailureOutcome {
	if (uncertain) return 'unknown';
	return refused && last === 'notSent' ? 'rejected' : last;
}

/** The failure of a request that could not wait any longer, or whose run has ended. */
export function describeEnding(ending: Ending, last: Reply | undefined, sent: Sent): Failure {
	return {
		outcome: 'notSent',
		correlationId: sent.outgoing.correlationId,
		...(last && describeReply(last, outcomeOf(last, sent.effect), sent)),
		hint: undefined,
		...explainEnding(ending),
		attempts: sent.attempts,
		passing: ending.cause === 'waitTooLong' ? { retryAfterMs: ending.waitMs } : undefined,
	};
}

function passingOf(reply: Reply, { effect }: Sent): Passing | undefined {
	if (!mayPass(reply, effect)) return undefined;
	return { retryAfterMs: reply.kind === 'answer' ? retryAfterMs(reply) : undefined };
}
