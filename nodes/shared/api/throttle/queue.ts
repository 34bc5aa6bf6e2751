/** Who waits: first come, first served. */
export interface Queue<T> {
	readonly length: number;
	add(waiter: T): void;
	/** Who came first, or nobody. */
	first(): T | undefined;
	/** Takes out who came first, or nobody. */
	next(): T | undefined;
	/** Takes out everybody. */
	clear(): T[];
}

/** A queue in which taking out the first costs the same however many wait. */
export function createQueue<T>(): Queue<T> {
	let waiters: T[] = [];
	let head = 0;
	return {
		get length() {
			return waiters.length - head;
		},
		add(waiter) {
			waiters.push(waiter);
		},
		first: () => waiters[head],
		next() {
			if (head === waiters.length) return undefined;
			const waiter = waiters[head];
			head += 1;
			// What is behind is let go of, now and then.
			if (head * 2 > waiters.length) {
				waiters = waiters.slice(head);
				head = 0;
			}
			return waiter;
		},
		clear() {
			const all = waiters.slice(head);
			waiters = [];
			head = 0;
			return all;
		},
	};
}
