import { createQueue, type Queue } from './queue';

/** Who takes turns: a run with requests that wait for a place. */
export interface Party<Waiter> {
	readonly waiters: Queue<Waiter>;
	/** Whether it may have one more in flight. */
	mayStart(): boolean;
}

/** Turns go round the parties; within one, who came first goes first. */
export interface Turns<P> {
	/** To be called when a party may have come to have a turn: it has one more waiter, or one less in flight. */
	join(party: P): void;
	/** Whether somebody has a turn. */
	any(): boolean;
	/** The party whose turn it is; it takes out one of its waiters. Joins again for its next turn. */
	next(): P | undefined;
}

/** However many wait, each step costs the same. */
export function createTurns<P extends Party<unknown>>(): Turns<P> {
	const round = createQueue<P>();
	const inRound = new Set<P>();
	const hasTurn = (party: P) => party.waiters.length > 0 && party.mayStart();
	/** Lets those pass who have left, or have enough in flight. */
	const skip = () => {
		for (let first = round.first(); first && !hasTurn(first); first = round.first()) {
			round.next();
			inRound.delete(first);
		}
	};
	return {
		join(party) {
			if (inRound.has(party) || !hasTurn(party)) return;
			inRound.add(party);
			round.add(party);
		},
		any() {
			skip();
			return round.length > 0;
		},
		next() {
			skip();
			const party = round.next();
			if (party) inRound.delete(party);
			return party;
		},
	};
}
