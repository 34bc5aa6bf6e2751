import { sleep } from 'n8n-workflow';

import { createPace } from './pace';

/**
 * How many requests of a run are in flight and when the next may start.
 *
 * It starts with one, so that a cold OAuth2 token is fetched once and a wrong credential or address
 * costs one request, then opens to the maximum. A 429 halves it and remembers the level that was too
 * high; from there it adds one for each answer, up to that level. Starts are spread, never in a
 * burst. A pause that the server asks for holds everybody.
 */
export interface Throttle {
	/**
	 * Waits for a place.
	 * @throws ThrottleClosed when the run was cancelled or may not wait any longer.
	 */
	enter(): Promise<Place>;
	/**
	 * Waits before one request is repeated, without a place.
	 * @throws ThrottleClosed like `enter`.
	 */
	rest(waitMs: number): Promise<void>;
	/** What rate limits cost the run so far. */
	readonly slowdown: Readonly<Slowdown>;
}

/** A place in flight, to be given back once. */
export interface Place {
	/**
	 * `healthy`: whether the server was able to answer. `failed`: whether its item is given up.
	 * `pauseMs`: how long the server wants everybody to wait.
	 */
	leave(end: { healthy: boolean; rateLimited: boolean; failed?: boolean; pauseMs?: number }): void;
}

export interface Slowdown {
	/** Requests that were refused with 429. */
	refused: number;
	/** Time in milliseconds in which nothing could start. */
	pausedMs: number;
}

export interface ThrottleSettings {
	maxConcurrency: number;
	/** Total waiting time in milliseconds that the run may spend. */
	waitBudgetMs: number;
	/** Fires when the user stops the execution. */
	signal?: AbortSignal;
	/** Whether the first item that fails ends the run. */
	endsWithFailure?: boolean;
}

/** Nothing may start any more. */
export class ThrottleClosed extends Error {
	constructor(readonly reason: ClosedReason) {
		super(nameOf(reason));
		this.name = 'ThrottleClosed';
	}
}

function nameOf({ cancelled, stopped }: ClosedReason): string {
	if (cancelled) return 'cancelled';
	return stopped ? 'stopped' : 'wait budget used up';
}

export interface ClosedReason {
	cancelled: boolean;
	/** Whether another item has ended the run. */
	stopped?: boolean;
	/** The wait in milliseconds that did not fit into what was left. */
	waitMs: number;
}

/** Successes at the remembered level, as a multiple of it, before one more is tried. */
const PROBE_ROUNDS = 50;
/** A probe that is refused costs everybody a pause: the next one comes that much later. */
const PROBE_BACKOFF = 4;

interface Waiter {
	admit: (place: Place) => void;
	refuse: (closed: ThrottleClosed) => void;
}

/** Creates the throttle of one run. */
export function createThrottle(settings: ThrottleSettings): Throttle {
	const { maxConcurrency, signal } = settings;
	const slowdown: Slowdown = { refused: 0, pausedMs: 0 };
	const spend = createBudget(settings.waitBudgetMs);
	const pace = createPace();
	let waiters: Waiter[] = [];
	let closed: ThrottleClosed | undefined;
	let inFlight = 0;
	let limit = 1;
	let ceiling = maxConcurrency;
	let successesAtCeiling = 0;
	let probeRounds = PROBE_ROUNDS;
	let probing = false;
	let started = false;
	/** Counts the halvings, so that a burst of refusals is one. */
	let epoch = 0;
	let pausedUntil = 0;
	let waking = false;

	/** Wakes those who rest when the run ends. */
	const ended = new AbortController();

	const close = (reason: ClosedReason) => {
		closed ??= new ThrottleClosed(reason);
		for (const waiter of waiters) waiter.refuse(closed);
		waiters = [];
		ended.abort();
	};

	const stop = () => close({ cancelled: false, stopped: true, waitMs: 0 });

	const admit = () => {
		while (inFlight < limit && waiters.length > 0) {
			if (waitMs() > 0) {
				void admitLater();
				return;
			}
			inFlight += 1;
			pace.started(limit);
			waiters.shift()?.admit(createPlace());
		}
	};

	const waitMs = () => Math.max(pausedUntil - Date.now(), pace.waitMs());

	const admitLater = async () => {
		if (waking) return;
		waking = true;
		for (let left = waitMs(); left > 0; left = waitMs()) {
			await sleepUnlessAborted(left, ended.signal);
			if (closed) return;
		}
		waking = false;
		admit();
	};

	const pause = (pauseMs: number) => {
		const now = Date.now();
		const until = now + pauseMs;
		if (until <= pausedUntil) return;
		if (!spend(pauseMs)) {
			close({ cancelled: false, waitMs: pauseMs });
			return;
		}
		slowdown.pausedMs += until - Math.max(pausedUntil, now);
		pausedUntil = until;
	};

	const grow = () => {
		if (!started) {
			started = true;
			limit = maxConcurrency;
		} else if (limit < ceiling) {
			limit += 1;
		} else if (ceiling < maxConcurrency && ++successesAtCeiling >= probeRounds * ceiling) {
			probing = true;
			successesAtCeiling = 0;
			ceiling += 1;
		}
	};

	const shrink = (levelAtStart: number, epochAtStart: number) => {
		slowdown.refused += 1;
		started = true;
		ceiling = Math.max(1, Math.min(ceiling, levelAtStart - 1));
		if (epochAtStart === epoch) {
			epoch += 1;
			// A refused probe leaves the level where it was.
			if (probing) probeRounds *= PROBE_BACKOFF;
			else limit = Math.floor(limit / 2);
			probing = false;
			successesAtCeiling = 0;
		}
		limit = Math.max(1, Math.min(limit, ceiling));
	};

	const createPlace = (): Place => {
		const levelAtStart = inFlight;
		const epochAtStart = epoch;
		const startedAt = performance.now();
		return {
			leave({ healthy, rateLimited, failed, pauseMs }) {
				inFlight -= 1;
				if (failed && settings.endsWithFailure) stop();
				if (rateLimited) shrink(levelAtStart, epochAtStart);
				else if (healthy) {
					pace.answered(performance.now() - startedAt);
					if (pauseMs === undefined) grow();
				}
				if (pauseMs !== undefined) pause(pauseMs);
				admit();
			},
		};
	};

	signal?.addEventListener('abort', () => close({ cancelled: true, waitMs: 0 }), { once: true });
	if (signal?.aborted) close({ cancelled: true, waitMs: 0 });

	return {
		slowdown,
		async enter() {
			if (closed) throw closed;
			return await new Promise<Place>((resolve, reject) => {
				waiters.push({ admit: resolve, refuse: reject });
				admit();
			});
		},
		async rest(waitMs) {
			if (closed) throw closed;
			if (!spend(waitMs)) throw new ThrottleClosed({ cancelled: false, waitMs });
			await sleepUnlessAborted(waitMs, ended.signal);
			if (closed) throw closed;
		},
	};
}

/**
 * Counts waiting time against a total. Waits that overlap count once, as they would on a clock.
 * The returned function tells whether a wait that starts now still fits.
 */
function createBudget(totalMs: number): (waitMs: number) => boolean {
	let spentMs = 0;
	let coveredUntil = 0;
	return (waitMs) => {
		const end = Date.now() + waitMs;
		const extraMs = Math.max(0, end - Math.max(Date.now(), coveredUntil));
		if (spentMs + extraMs > totalMs) return false;
		spentMs += extraMs;
		coveredUntil = Math.max(coveredUntil, end);
		return true;
	};
}

/**
 * Sleeps, and returns at once when the signal fires. n8n's own `sleep` listens to the signal only
 * since version 2.34, where it throws.
 */
async function sleepUnlessAborted(waitMs: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(waitMs, signal).catch(() => {}), aborted]);
	signal.removeEventListener('abort', stop);
}
