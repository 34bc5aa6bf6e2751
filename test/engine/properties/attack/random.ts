/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
	/** A whole number from 0 up to, but not including, `below`. */
	next(below: number): number;
	/** True once in so many times. */
	oneIn(times: number): boolean;
	pick<T>(among: readonly T[]): T;
}

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	// mulberry32
	const unit = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const random: Random = {
		next: (below) => Math.floor(unit() * below),
		oneIn: (times) => random.next(times) === 0,
		pick: <T>(among: readonly T[]) => among[random.next(among.length)] as T,
	};
	return random;
}

/** A seed of its own for whatever a text names. */
export function seedOf(seed: number, text: string): number {
	let hash = seed >>> 0;
	for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return hash >>> 0;
}
