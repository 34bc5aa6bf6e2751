import { onAbort } from './abort';
import { type CallContext, withCancelSignal } from './connection';

/** What ended a task before it was done: the user's Stop, or the time that it was given. */
export type End = 'canceled' | 'timedOut';

/**
 * Does something over n8n's helpers that ends at once when the execution is canceled or its time (in
 * milliseconds) is over. The request under way is aborted, and n8n sends none after that, although it
 * may still be fetching a token, which nothing can abort.
 */
export async function bounded<T>(
	context: CallContext,
	timeoutMs: number,
	task: (context: CallContext, signal: AbortSignal) => Promise<T>,
): Promise<{ value: T } | { ended: End }> {
	const canceled = context.getExecutionCancelSignal?.();
	if (canceled?.aborted) return { ended: 'canceled' };
	// Its timer does not keep the process alive.
	const timeout = AbortSignal.timeout(timeoutMs);
	const request = new AbortController();
	const forgets: Array<() => void> = [];
	const ended = new Promise<{ ended: End }>((resolve) => {
		const endWith = (why: End) => () => {
			resolve({ ended: why });
			request.abort();
		};
		if (canceled) forgets.push(onAbort(canceled, endWith('canceled')));
		forgets.push(onAbort(timeout, endWith('timedOut')));
	});
	try {
		const own = withCancelSignal(context, request.signal);
		const done = task(own, request.signal).then((value) => ({ value }));
		// What becomes of a task that was left is nobody's concern.
		done.catch(() => {});
		return await Promise.race([ended, done]);
	} finally {
		for (const forget of forgets) forget();
	}
}
