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
}

/** What the level was when a request started. */
export interface Mark {
	inFlight: number;
	/** Counts the halvings, so that a burst of refusals is one. */
	epoch: number;
}

/** Successes at the remembered level, as a multiple of it, before one more is tried. */
const PROBE_ROUNDS = 50;
/** A probe that is refused costs everybody a pause: the next one comes that much later. */
const PROBE_BACKOFF = 4;

/**
 * Starts with one, so that a cold OAuth2 token is fetched once and a wrong credential or address costs
 * one request, then opens to what is wanted. A refusal halves it and remembers the level that was too
 * high; from there it adds one for each answer, up to just below that level, and now and then one more.
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
	let wantedNow = 1;

	const allowed = () => (isOpen ? Math.min(wantedNow, current) : 1);

	return {
		limit(wanted) {
			wantedNow = wanted;
			return allowed();
		},
		started: (inFlight) => ({ inFlight, epoch }),
		answered({ inFlight }) {
			if (!isOpen) {
				isOpen = true;
				return;
			}
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
		refused({ inFlight, epoch: epochAtStart }) {
			const before = allowed();
			isOpen = true;
			ceiling = Math.max(1, Math.min(ceiling, wantedNow, inFlight - 1));
			current = before;
			if (epochAtStart === epoch) {
				epoch += 1;
				// A refused probe leaves the level where it was.
				if (isProbing) probeRounds *= PROBE_BACKOFF;
				else current = Math.floor(before / 2);
				isProbing = false;
				successesAtCeiling = 0;
			}
			current = Math.max(1, Math.min(current, ceiling));
		},
	};
}
