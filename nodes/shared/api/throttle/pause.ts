import { sleep } from 'n8n-workflow';

/** A time in which nothing starts, because the server asked for it. */
export interface Pause {
	/** Milliseconds that are left of it; 0 or less when it is over. */
	leftMs(): number;
	/** Makes it last at least that long from now on; gives by how many milliseconds it got longer. */
	extend(pauseMs: number): number;
}

export function createPause(): Pause {
	let until = 0;
	return {
		leftMs: () => until - Date.now(),
		extend(pauseMs) {
			const now = Date.now();
			const longerMs = Math.max(0, now + pauseMs - Math.max(until, now));
			until = Math.max(until, now + pauseMs);
			return longerMs;
		},
	};
}

/**
 * Sleeps, and returns at once when the signal fires. n8n's own `sleep` listens to the signal only
 * since version 2.34, where it throws.
 */
export async function sleepUnlessAborted(waitMs: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(waitMs, signal).catch(() => {}), aborted]);
	signal.removeEventListener('abort', stop);
}
