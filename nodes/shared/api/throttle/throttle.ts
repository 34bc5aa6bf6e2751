import { createBudget } from './budget';
import { createLevel } from './level';
import { createPace } from './pace';
import { createPause, sleepUnlessAborted } from './pause';
import { createQueue } from './queue';

/**
 * How many requests of a run are in flight and when the next may start: not more than the server
 * takes (level), none while it asks to wait (pause), spread and never in a burst (pace).
 */
export interface Throttle {
	/**
	 * Waits for a place.
	 * @throws ThrottleClosed when the run has ended or may not wait any longer.
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
	leave(end: PlaceEnd): void;
}

/** What came of the request that had the place. */
export interface PlaceEnd {
	/** Whether the server was able to answer. */
	healthy: boolean;
	/** Whether it refused because there were too many. */
	rateLimited: boolean;
	/** How long it wants everybody to wait, in milliseconds. */
	pauseMs?: number;
	/** Whether the item of the request is given up. */
	failed?: boolean;
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

/** Why nothing starts any more. */
export type Ending =
	/** The user stopped the execution. */
	| { cause: 'canceled' }
	/** Another item has failed. */
	| { cause: 'stopped' }
	/** A wait of so many milliseconds does not fit into what is left of the budget. */
	| { cause: 'waitTooLong'; waitMs: number };

/** Nothing may start any more. */
export class ThrottleClosed extends Error {
	constructor(readonly ending: Ending) {
		super(ending.cause);
		this.name = 'ThrottleClosed';
	}
}

interface Waiter {
	admit: (place: Place) => void;
	refuse: (closed: ThrottleClosed) => void;
}

/** Creates the throttle of one run. */
export function createThrottle(settings: ThrottleSettings): Throttle {
	const { maxConcurrency, signal } = settings;
	const slowdown: Slowdown = { refused: 0, pausedMs: 0 };
	const spend = createBudget(settings.waitBudgetMs);
	const level = createLevel();
	const pace = createPace();
	const pause = createPause();
	const queue = createQueue<Waiter>();
	/** Wakes those who sleep when the run ends. */
	const ended = new AbortController();
	let closed: ThrottleClosed | undefined;
	let inFlight = 0;
	let isWaking = false;

	const close = (ending: Ending) => {
		closed ??= new ThrottleClosed(ending);
		for (const waiter of queue.clear()) waiter.refuse(closed);
		ended.abort();
	};

	const waitMs = () => Math.max(pause.leftMs(), pace.waitMs());

	const admit = () => {
		for (let limit = level.limit(maxConcurrency); inFlight < limit && queue.length > 0; ) {
			if (waitMs() > 0) {
				void admitLater();
				return;
			}
			pace.started(limit);
			inFlight += 1;
			queue.next()?.admit(createPlace());
		}
	};

	const admitLater = async () => {
		if (isWaking) return;
		isWaking = true;
		for (let left = waitMs(); left > 0; left = waitMs()) {
			await sleepUnlessAborted(left, ended.signal);
			if (closed) return;
		}
		isWaking = false;
		admit();
	};

	const pauseAll = (pauseMs: number) => {
		if (pauseMs <= pause.leftMs()) return;
		if (spend(pauseMs)) slowdown.pausedMs += pause.extend(pauseMs);
		else close({ cause: 'waitTooLong', waitMs: pauseMs });
	};

	const createPlace = (): Place => {
		const mark = level.started(inFlight);
		const startedAt = performance.now();
		return {
			leave({ healthy, rateLimited, pauseMs, failed }) {
				inFlight -= 1;
				if (failed && settings.endsWithFailure) close({ cause: 'stopped' });
				if (rateLimited) {
					slowdown.refused += 1;
					level.refused(mark);
				} else if (healthy) {
					pace.answered(performance.now() - startedAt);
					if (pauseMs === undefined) level.answered(mark);
				}
				if (pauseMs !== undefined) pauseAll(pauseMs);
				admit();
			},
		};
	};

	signal?.addEventListener('abort', () => close({ cause: 'canceled' }), { once: true });
	if (signal?.aborted) close({ cause: 'canceled' });

	return {
		slowdown,
		async enter() {
			if (closed) throw closed;
			return await new Promise<Place>((resolve, reject) => {
				queue.add({ admit: resolve, refuse: reject });
				admit();
			});
		},
		async rest(restMs) {
			if (closed) throw closed;
			if (!spend(restMs)) throw new ThrottleClosed({ cause: 'waitTooLong', waitMs: restMs });
			await sleepUnlessAborted(restMs, ended.signal);
			if (closed) throw closed;
		},
	};
}
