import type { Member } from './member';
import { createQueue, type Queue } from './queue';

/** The right to write to one target, to be given back once. */
export interface Lane {
	/** Gives the lane to who waits for it. With `isUncertain` nobody who waits gets it. */
	release(isUncertain?: boolean): void;
}

/** What comes of waiting for a lane: the lane, or why it cannot be had. */
export type LaneGrant =
	| Lane
	/** The outcome of a write before is unknown: it might still be carried out, after the next one. */
	| 'uncertain'
	/** The run that waited has ended. */
	| 'ended';

/** Writes to the same target go one after the other, in the order in which they came. */
export interface Lanes {
	/** Gives the lane of a target, or waits for it, at most until the run ends. */
	take(
		target: string,
		waiting: Pick<Member<unknown>, 'closed' | 'onEnd'>,
	): LaneGrant | Promise<LaneGrant>;
}

type Waiter = (grant: LaneGrant) => boolean;

export function createLanes(): Lanes {
	const waiting = new Map<string, Queue<Waiter>>();

	const handOver = (target: string) => {
		const queue = waiting.get(target);
		for (let next = queue?.next(); next; next = queue?.next()) {
			if (next(createLane(target))) return;
		}
		waiting.delete(target);
	};

	const createLane = (target: string): Lane => ({
		release(isUncertain = false) {
			if (isUncertain)
				waiting
					.get(target)
					?.clear()
					.forEach((waiter) => waiter('uncertain'));
			handOver(target);
		},
	});

	return {
		take(target, { closed, onEnd }) {
			if (closed) return 'ended';
			const queue = waiting.get(target);
			if (!queue) {
				waiting.set(target, createQueue());
				return createLane(target);
			}
			return new Promise<LaneGrant>((resolve) => {
				// One that has left stays in the queue, but takes nothing.
				let isWaiting = true;
				const settle: Waiter = (grant) => {
					if (!isWaiting) return false;
					isWaiting = false;
					forgetEnd();
					resolve(grant);
					return true;
				};
				const forgetEnd = onEnd(() => void settle('ended'));
				queue.add(settle);
			});
		},
	};
}
