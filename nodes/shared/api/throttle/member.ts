import { onAbort } from '../abort';
import { createBudget } from './budget';
import { type Ending, ThrottleClosed } from './ending';
import type { Pause } from './pause';
import { createQueue, type Queue } from './queue';
import type { Party } from './turns';

/** What belongs to a run alone. */
export interface RunSettings {
	/** The most requests of the run in flight. */
	maxConcurrency: number;
	/** Total waiting time in milliseconds that the run may spend. */
	waitBudgetMs: number;
	/** Fires when the user stops the execution. */
	signal?: AbortSignal;
	/** Whether the first item that fails ends the run. */
	endsWithFailure?: boolean;
}

export interface Slowdown {
	/** Requests of the run that were refused with 429. */
	refused: number;
	/** Time in milliseconds for which the run was held. */
	pausedMs: number;
}

/** A run among those that share a throttle. */
export interface Member<Place> extends Party<Waiter<Place>> {
	readonly settings: RunSettings;
	readonly slowdown: Slowdown;
	/** Its requests in flight. */
	inFlight: number;
	/** Why it has ended, if it has. */
	readonly closed?: ThrottleClosed;
	/** Calls back when it ends; the returned function takes that back. */
	onEnd(callback: () => void): () => void;
	/** Listens to the user's Stop, or no longer. */
	watch(isPresent: boolean): void;
	/** Ends the run: whoever waits is refused. */
	close(ending: Ending): void;
	/** Spends so many milliseconds from now on. Tells whether they fit into the budget. */
	spend(waitMs: number): boolean;
	/** Notes that the run is held, and ends it when that does not fit into the budget. */
	hold(pause: Pick<Pause, 'leftMs' | 'isAsked'>): void;
}

export interface Waiter<Place> {
	admit: (place: Place) => void;
	refuse: (closed: ThrottleClosed) => void;
}

/** Creates the member for a run; `onClose` is told how many of its requests waited. */
export function createMember<Place>(
	settings: RunSettings,
	onClose: (waited: number) => void,
): Member<Place> {
	const { maxConcurrency, signal, waitBudgetMs } = settings;
	const waiters: Queue<Waiter<Place>> = createQueue();
	const slowdown: Slowdown = { refused: 0, pausedMs: 0 };
	const spend = createBudget(waitBudgetMs);
	const callbacks = new Set<() => void>();
	const cancel = () => member.close({ cause: 'canceled' });
	let closed: ThrottleClosed | undefined;
	let heldUntil = -Infinity;
	let forgetStop = () => {};

	const member: Member<Place> = {
		settings,
		slowdown,
		waiters,
		inFlight: 0,
		get closed() {
			return closed;
		},
		mayStart: () => member.inFlight < maxConcurrency,
		close(ending) {
			if (closed) return;
			closed = new ThrottleClosed(ending);
			const waited = waiters.clear();
			for (const waiter of waited) waiter.refuse(closed);
			for (const callback of callbacks) callback();
			onClose(waited.length);
		},
		onEnd(callback) {
			callbacks.add(callback);
			return () => callbacks.delete(callback);
		},
		watch(isPresent) {
			forgetStop();
			if (isPresent && signal) forgetStop = onAbort(signal, cancel);
		},
		spend,
		hold(pause) {
			const leftMs = pause.leftMs();
			if (leftMs <= 0) return;
			if (!spend(leftMs)) {
				member.close(
					pause.isAsked() ? { cause: 'waitTooLong', waitMs: leftMs } : { cause: 'unavailable' },
				);
				return;
			}
			const now = performance.now();
			slowdown.pausedMs += Math.max(0, now + leftMs - Math.max(now, heldUntil));
			heldUntil = Math.max(heldUntil, now + leftMs);
		},
	};
	return member;
}
