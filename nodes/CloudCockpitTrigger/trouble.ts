/** Faults that pass, one poll after the other. */
export interface Trouble {
	/** When the first of them was met, in milliseconds since 1970. */
	since: number;
	/** How many polls in a row have met one. */
	polls: number;
}

/** So many polls in a row say nothing: what passes by itself is nobody's work. */
const QUIET_POLLS = 2;

/** The trouble after one more poll that failed. */
export function moreTrouble(before: Trouble | undefined, now: number): Trouble {
	return { since: before?.since ?? now, polls: (before?.polls ?? 0) + 1 };
}

/**
 * Whether it is time to tell the user: at the first poll that is not quiet any more, and after twice
 * as many each time, so that an outage over a night is told a few times and not every minute.
 */
export function mustTell({ polls }: Trouble): boolean {
	const first = QUIET_POLLS + 1;
	return polls >= first && Number.isInteger(Math.log2(polls / first));
}

const UNITS = [
	['day', 24 * 60 * 60_000],
	['hour', 60 * 60_000],
	['minute', 60_000],
	['second', 1_000],
] as const;

/** How long it has lasted, in the largest unit that is full: `3 hours`. */
export function durationOf({ since }: Trouble, now: number): string {
	const lastedMs = Math.max(1_000, now - since);
	const [unit, unitMs] = UNITS.find(([, ms]) => lastedMs >= ms) ?? UNITS[3];
	const count = Math.floor(lastedMs / unitMs);
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
