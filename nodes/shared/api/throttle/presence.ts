/** Which runs are there, and how much the one that wants the most of them wants at once. */
export interface Presence<M> {
	readonly all: ReadonlySet<M>;
	/** The largest wish of those present, 1 without any. */
	readonly wanted: number;
	/** One more thing of the run is under way, or so many less. */
	change(member: M, by: number): void;
}

interface Wishing {
	readonly settings: { readonly maxConcurrency: number };
	/** Told when it comes and goes. */
	watch(isPresent: boolean): void;
}

/** A run is present as long as anything of it waits, rests or is in flight: nobody has to sign off. */
export function createPresence<M extends Wishing>(): Presence<M> {
	const underWay = new Map<M, number>();
	const all = new Set<M>();
	/** How many of those present have the wish: few different ones, however many runs. */
	const wishes = new Map<number, number>();
	let wanted = 1;

	const changeWish = ({ settings: { maxConcurrency } }: M, by: 1 | -1) => {
		const count = (wishes.get(maxConcurrency) ?? 0) + by;
		if (count === 0) wishes.delete(maxConcurrency);
		else wishes.set(maxConcurrency, count);
		wanted = Math.max(1, ...wishes.keys());
	};

	return {
		all,
		get wanted() {
			return wanted;
		},
		change(member, by) {
			const before = underWay.get(member) ?? 0;
			const after = before + by;
			underWay.set(member, after);
			if (before === 0 && after > 0) {
				all.add(member);
				changeWish(member, 1);
				member.watch(true);
			} else if (before > 0 && after === 0) {
				underWay.delete(member);
				all.delete(member);
				changeWish(member, -1);
				member.watch(false);
			}
		},
	};
}
