import { jitter } from '../jitter';

/** A time in which nothing starts, because the server asked for it or is out of order. */
export interface Pause {
	/** Milliseconds that are left of it; 0 or less when it is over. */
	leftMs(): number;
	/** Whether the server has asked for it. */
	isAsked(): boolean;
	/** Makes it last as long as a request that was turned away, or failed, tells. */
	extend(turnedAway: TurnedAway): void;
	/** Notes a good answer. */
	answered(): void;
}

export interface TurnedAway {
	/** When the request had started. */
	startedAt: number;
	/** How long the server asks to wait, in milliseconds, if it does. */
	askedMs?: number;
	/** Whether there were too many requests; else the server is out of order. */
	isLimited: boolean;
}

const BASE_MS = 500;
const LONGEST_MS = 30_000;
/** In an outage, whose end should be noticed soon. */
const LONGEST_IN_OUTAGE_MS = 5_000;
/** However small chance makes it: one of too many does not come back at once. */
const LEAST_SHARE = 0.1;
/** A server that asks for too little that many times in a row gets more. */
const TIMES_AS_ASKED = 5;
/** On top of what the server asks for, so that several processes do not come back at the same instant. */
const SPREAD = 0.02;
const LONGEST_SPREAD_MS = 1_000;

/**
 * Of requests that were under way at the same time each counts with what the server asked it to wait,
 * but chance once. Without such a word pauses double as long as nothing succeeds in between.
 */
export function createPause(): Pause {
	let beganAt = -Infinity;
	let until = -Infinity;
	/** Pauses since the last good answer. */
	let inARow = 0;
	let chance = 0;
	let isAsked = false;

	const backoffMs = (time: number, isLimited: boolean) => {
		const capMs = isLimited ? LONGEST_MS : LONGEST_IN_OUTAGE_MS;
		const mostMs = time < 1 ? 0 : Math.min(capMs, BASE_MS * 2 ** (time - 1));
		return mostMs * (isLimited ? Math.max(LEAST_SHARE, chance) : chance);
	};

	return {
		leftMs: () => until - performance.now(),
		isAsked: () => isAsked,
		extend({ startedAt, askedMs, isLimited }) {
			const now = performance.now();
			if (startedAt >= beganAt) {
				inARow += 1;
				beganAt = now;
				isAsked = false;
				chance = jitter();
			}
			isAsked ||= isLimited || askedMs !== undefined;
			const pauseMs =
				askedMs === undefined
					? backoffMs(inARow, isLimited)
					: Math.max(
							askedMs + chance * Math.min(LONGEST_SPREAD_MS, askedMs * SPREAD),
							backoffMs(inARow - TIMES_AS_ASKED, isLimited),
						);
			until = Math.max(until, now + pauseMs);
		},
		answered() {
			inARow = 0;
		},
	};
}
