/**
 * Spreads the starts of requests over the time that a request takes. Requests that start together are
 * answered together, and the next ones then wait for each other's preparation: with 50 in flight that
 * takes longer than the server does. Servers like bursts no better.
 */
export interface Pace {
	/** Time in milliseconds until the next request may start; 0 or less when it may now. */
	waitMs(): number;
	/** Notes a start, and how many requests may be in flight. */
	started(limit: number): void;
	/** Notes the time in milliseconds that a request took until its answer. */
	answered(tookMs: number): void;
}

/**
 * The share of a request's time over which as many starts as may be in flight are spread. Less than
 * all of it, so that what was delayed is made up for.
 */
const SPREAD = 0.9;
/** A request takes about 1 ms of this process, so longer gaps would only delay. */
const LONGEST_GAP_MS = 5;

/** Creates the pace for one server, whoever calls it. Until the first answer nothing is held back. */
export function createPace(): Pace {
	// That of the fastest request: what the first one spent on a token must not slow down the others.
	let requestMs = 0;
	let nextAt = 0;
	return {
		// Timers know whole milliseconds: what is due within one starts at once.
		waitMs: () => Math.floor(nextAt - performance.now()),
		started(limit) {
			const gapMs = Math.min(LONGEST_GAP_MS, (SPREAD * requestMs) / limit);
			nextAt = Math.max(nextAt, performance.now()) + gapMs;
		},
		answered(tookMs) {
			requestMs = requestMs === 0 ? tookMs : Math.min(requestMs, tookMs);
		},
	};
}
