import { sleep } from 'n8n-workflow';

/**
 * Calls back once when the signal fires, at once if it has. Returns a function that takes that back,
 * which must be called: n8n has one signal for a whole execution, in which a node may run in a loop.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
	if (signal.aborted) callback();
	else signal.addEventListener('abort', callback);
	return () => signal.removeEventListener('abort', callback);
}

/** Settles as the promise does, or resolves with undefined as soon as the signal fires. */
export async function unlessAborted<T>(
	promise: Promise<T>,
	signal: AbortSignal,
): Promise<T | undefined> {
	let forget = () => {};
	const aborted = new Promise<undefined>((resolve) => {
		forget = onAbort(signal, () => resolve(undefined));
	});
	return await Promise.race([promise, aborted]).finally(forget);
}

/**
 * Sleeps, and returns at once when the signal fires. n8n's own `sleep` listens to the signal only
 * since version 2.34, where it throws.
 */
export async function sleepUnlessAborted(waitMs: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await unlessAborted(
		sleep(waitMs, signal).catch(() => {}),
		signal,
	);
}
