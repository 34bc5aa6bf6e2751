/** Tells an outage from single requests that failed. */
export interface Outage {
	/** Notes a good answer, at a time in milliseconds. */
	answered(now: number): void;
	/** Notes a fault. Tells whether nothing more is to start until the server has recovered. */
	failed(fault: Fault, now: number): boolean;
}

export interface Fault {
	/** Whether the server asks to wait. */
	asks: boolean;
	/** Whether a connection was made. */
	reached: boolean;
}

/** So many faults in a row, with no good answer in between, are no coincidence. */
const IN_A_ROW = 3;
/** Of those in which the server itself says that it is unavailable. */
const IN_A_ROW_WHEN_ASKED = 2;
/** Without a good answer for that long, nothing succeeds. */
const RECENT_MS = 1_000;
/** The weight of a single fault fades with each good answer, and that much is usual for the server. */
const FADING = 0.99;
const MANY_SINGLE_FAULTS = 2;

/**
 * A single fault is that of its request. Several in a row are an outage, and so is a server that asks
 * to wait while nothing succeeds. Where single faults come all the time, two in a row are chance.
 */
export function createOutage(): Outage {
	let inARow = 0;
	let singleFaults = 0;
	let answeredAt = -Infinity;
	return {
		answered(now) {
			singleFaults = singleFaults * FADING + (inARow === 1 ? 1 : 0);
			inARow = 0;
			answeredAt = now;
		},
		failed({ asks, reached }, now) {
			inARow += 1;
			if (asks) {
				if (now - answeredAt > RECENT_MS) return true;
				return inARow >= (singleFaults < MANY_SINGLE_FAULTS ? IN_A_ROW_WHEN_ASKED : IN_A_ROW);
			}
			// An address that never answered is more likely wrong: items need not wait to learn that.
			if (!reached && answeredAt === -Infinity) return false;
			return inARow >= IN_A_ROW;
		},
	};
}
