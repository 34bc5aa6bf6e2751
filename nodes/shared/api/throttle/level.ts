/** How many requests a server takes at once, as far as its answers tell. Pure: no clock, no chance. */
export interface Level {
	/** How many may be in flight when at most `wanted` are wanted. */
	limit(wanted: number): number;
	/** Notes a start. What it returns goes back with the answer. */
	started(inFlight: number): Mark;
	/** Notes that the server was able to answer. */
	answered(mark: Mark): void;
	/** Notes that the server refused because there were too many. */
	refused(mark: Mark): void;
	/** Notes that the server is out of order: one at a time, until it answers again. */
	broke(): void;
	/** Whether more than one at a time may be in flight, because the first was answered. */
	isOpen(): boolean;
	/** Lets others start although the first has not been answered. */
	open(): void;
}

/** What the level was when a request started. */
export interface Mark {
	inFlight: number;
	/** Counts the refusals, a burst of them as one. */
	epoch: number;
	/** Counts the outages. */
	outages: number;
}

/** Successes at the remembered level, as a multiple of it, before one more is tried. */
const PROBE_ROUNDS = 50;
/** A probe that is refused costs everybody a pause: the next one comes that much later. */
const PROBE_BACKOFF = 4;
/** A level at which that many times as many were answered is not what was refused. */
const PROVEN_ROUNDS = 3;

/**
 * Starts with one, so that a cold OAuth2 token is fetched once and a wrong credential or address costs
 * one request, then opens to what is wanted. A refusal halves it and remembers the level that was too
 * high; from there it adds one for each answer, up to just below that level, and now and then one more.
 * A refusal at a level that has just served many is one of so many a minute, and changes no level.
 */
export function createLevel(): Level {
	/** Until the first answer: one at a time. */
	let isOpen = false;
	let current = Infinity;
	let ceiling = Infinity;
	let successesAtCeiling = 0;
	let probeRounds = PROBE_ROUNDS;
	let isProbing = false;
	let epoch = 0;
	let wasTooHigh = true;
	/** How many were answered since the last refusal, by how many were in flight when they started. */
	let served: number[] = [];
	let outages = 0;
	let wantedNow = 1;
	/** How many were in flight when the latest one started. */
	let latest = 0;
	/** Of the latest burst of refusals: the ceiling before it, and what it tells of the new one. */
	let burst = { ceiling, lowest: Infinity, admitted: 0 };

	const allowed = () => (isOpen ? Math.min(wantedNow, current) : 1);

	const hasServed = (inFlight: number) => {
		const atLeast = served.reduce((sum, count, at) => (at >= inFlight ? sum + count : sum), 0);
		return atLeast >= PROVEN_ROUNDS * inFlight;
	};

	const lower = (before: number) => {
		isOpen = true;
		// A refused probe leaves the level where it was.
		if (isProbing) probeRounds *= PROBE_BACKOFF;
		else current = Math.floor(before / 2);
		isProbing = false;
		successesAtCeiling = 0;
	};

	return {
		limit(wanted) {
			wantedNow = wanted;
			return allowed();
		},
		started(inFlight) {
			latest = inFlight;
			return { inFlight, epoch, outages };
		},
		answered({ inFlight, ...mark }) {
			if (!isOpen) {
				isOpen = true;
				return;
			}
			// What was on its way before an outage tells nothing about its end.
			if (mark.outages !== outages) return;
			if (mark.epoch === epoch) served[inFlight] = (served[inFlight] ?? 0) + 1;
			// The server has taken what the probe tried: that is the level now.
			if (isProbing && inFlight >= ceiling) isProbing = false;
			if (current < Math.min(ceiling, wantedNow)) {
				current += 1;
			} else if (ceiling < wantedNow && ++successesAtCeiling >= probeRounds * ceiling) {
				isProbing = true;
				successesAtCeiling = 0;
				ceiling += 1;
			}
		},
		refused({ inFlight, ...mark }) {
			const before = allowed();
			const isFirst = mark.epoch === epoch;
			if (isFirst) {
				epoch += 1;
				wasTooHigh = !hasServed(inFlight);
				served = [];
				burst = { ceiling, lowest: Infinity, admitted: latest };
			}
			if (!wasTooHigh) return;
			burst.admitted -= 1;
			// Others may have overtaken it on the way. The server takes at least those that were in
			// flight and were not refused. One alone was not too many for what it takes from us.
			if (inFlight > 1) {
				burst.lowest = Math.min(burst.lowest, inFlight - 1);
				ceiling = Math.min(burst.ceiling, wantedNow, Math.max(burst.lowest, burst.admitted));
			}
			current = before;
			if (isFirst) lower(before);
			current = Math.max(1, Math.min(current, ceiling));
		},
		broke() {
			outages += 1;
			current = 1;
		},
		isOpen: () => isOpen,
		open() {
			isOpen = true;
		},
	};
}
