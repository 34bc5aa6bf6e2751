/** Who waits for a place: first come, first served. */
export interface Queue<T> {
	readonly length: number;
	add(waiter: T): void;
	/** Takes out who came first, or nobody. */
	next(): T | undefined;
	/** Takes out everybody. */
	clear(): T[];
}

/** A queue in which taking out the first costs the same however many wait. */
export function createQueue<T>(): Queue<T> {
	let waiters: T[] = [];
	let first = 0;
	return {
		get length() {
			return waiters.length - first;
		},
		add(waiter) {
			waiters.push(waiter);
		},
		next() {
			if (first === waiters.length) return undefined;
			const waiter = waiters[first];
			first += 1;
			if (first === waiters.length) {
				waiters = [];
				first = 0;
			}
			return waiter;
		},
		clear() {
			const all = waiters.slice(first);
			waiters = [];
			first = 0;
			return all;
		},
	};
}
