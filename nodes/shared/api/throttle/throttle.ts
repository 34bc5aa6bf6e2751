import { sleepUnlessAborted } from '../abort';
import { ThrottleClosed } from './ending';
import { createLanes, type LaneGrant } from './lanes';
import { createLevel } from './level';
import { createMember, type Member, type RunSettings, type Slowdown } from './member';
import { createOutage } from './outage';
import { createPace } from './pace';
import { createPause, type TurnedAway } from './pause';
import { createPresence } from './presence';
import { createTurns } from './turns';

export { type Ending, ThrottleClosed } from './ending';
export type { Lane, LaneGrant } from './lanes';
export type { RunSettings, Slowdown } from './member';

/**
 * What is known of one server, for all runs that call it: how many requests it takes (level), when
 * none may start (pause), that they start spread and never in a burst (pace), and which targets are
 * being written to (lanes).
 */
export interface SharedThrottle {
	/** Gives a run its own access. Nobody has to sign off. */
	join(settings: RunSettings): Throttle;
	/** For how many milliseconds nothing was sent and nobody waited. */
	idleMs(): number;
}

/** A run's access to the throttle that it shares with others. */
export interface Throttle {
	/**
	 * Waits for a place.
	 * @throws ThrottleClosed when the run has ended or may not wait any longer.
	 */
	enter(): Promise<Place>;
	/**
	 * Waits before one request is repeated, without a place.
	 * @throws ThrottleClosed like `enter`.
	 */
	rest(waitMs: number): Promise<void>;
	/** Waits until nobody else writes to the target. Never throws. */
	lane(target: string): Promise<LaneGrant>;
	/** Ends the run because an item has failed: whoever waits or rests is refused. */
	stop(): void;
	/** Has every change told in how many items rest or wait for a lane: others may be started meanwhile. */
	onRest(listener: (by: 1 | -1) => void): void;
	/** What it cost the run so far that the server takes no more. */
	readonly slowdown: Readonly<Slowdown>;
}

/** A place in flight, to be given back once. */
export interface Place {
	leave(end: PlaceEnd): void;
}

/**
 * What a reply tells about the server:
 * - `well`: it was able to answer, be it with a refusal;
 * - `limited`: it refused because there were too many;
 * - `faulty`: it failed, or gave no answer;
 * - `unreached`: there was no connection to it;
 * - `unsaid`: nothing, for instance because the sign-in was refused.
 */
export type Health = 'well' | 'limited' | 'faulty' | 'unreached' | 'unsaid';

/** What came of the request that had the place. */
export interface PlaceEnd {
	health: Health;
	/** How long the server asks to wait, in milliseconds, if it does. */
	askedMs?: number;
	/** Whether the item of the request is given up. */
	failed?: boolean;
}

/** The first request goes alone, but a slow one does not keep everybody waiting. */
const LONGEST_ALONE_MS = 5_000;

/** Creates a throttle for all runs that call one server as one client. */
export function createThrottle(): SharedThrottle {
	const level = createLevel();
	const pace = createPace();
	const pause = createPause();
	const outage = createOutage();
	const lanes = createLanes();
	const turns = createTurns<Member<Place>>();
	const present = createPresence<Member<Place>>();
	let inFlight = 0;
	let startedAt = performance.now();
	let sleeper: AbortController | undefined;
	let wakesAt = 0;

	const admit = () => {
		while (turns.any()) {
			const limit = level.limit(present.wanted);
			const leftMs = inFlight < limit ? Math.max(pause.leftMs(), pace.waitMs()) : aloneMs();
			if (leftMs > 0) {
				void admitIn(leftMs);
				return;
			}
			if (inFlight < limit) start(limit);
			else level.open();
		}
		sleeper?.abort();
	};

	/** How long others still wait for a place: until one is given back, unless it is the first. */
	const aloneMs = () =>
		level.isOpen() ? Infinity : startedAt + LONGEST_ALONE_MS - performance.now();

	const admitIn = async (waitMs: number) => {
		const at = performance.now() + waitMs;
		if (waitMs === Infinity || (sleeper && wakesAt <= at)) return;
		sleeper?.abort();
		const own = new AbortController();
		sleeper = own;
		wakesAt = at;
		await sleepUnlessAborted(waitMs, own.signal);
		if (sleeper !== own) return;
		sleeper = undefined;
		admit();
	};

	const start = (limit: number) => {
		const member = turns.next();
		const waiter = member?.waiters.next();
		if (!member || !waiter) return;
		pace.started(limit);
		startedAt = performance.now();
		inFlight += 1;
		member.inFlight += 1;
		waiter.admit(createPlace(member));
		turns.join(member);
	};

	const holdAll = (turnedAway: TurnedAway) => {
		pause.extend(turnedAway);
		for (const member of present.all) {
			if (member.waiters.length > 0) member.hold(pause);
		}
	};

	const createPlace = (member: Member<Place>): Place => {
		const mark = level.started(inFlight);
		const since = startedAt;
		const learn = ({ health, askedMs }: PlaceEnd) => {
			const now = performance.now();
			if (health === 'well') {
				pace.answered(now - since);
				level.answered(mark);
				outage.answered(now);
				pause.answered();
			} else if (health === 'limited') {
				member.slowdown.refused += 1;
				level.refused(mark);
				holdAll({ startedAt: since, askedMs, isLimited: true });
			} else if (health !== 'unsaid') {
				const fault = { asks: askedMs !== undefined, reached: health === 'faulty' };
				if (!outage.failed(fault, now)) return;
				level.broke();
				holdAll({ startedAt: since, askedMs, isLimited: false });
			}
		};
		return {
			leave(end) {
				inFlight -= 1;
				member.inFlight -= 1;
				if (end.failed && member.settings.endsWithFailure) member.close({ cause: 'stopped' });
				learn(end);
				present.change(member, -1);
				turns.join(member);
				admit();
			},
		};
	};

	const join = (settings: RunSettings): Throttle => {
		const member = createMember<Place>(settings, (waited) => {
			present.change(member, -waited);
			admit();
		});
		let tellRest: (by: 1 | -1) => void = () => {};
		return {
			slowdown: member.slowdown,
			stop: () => member.close({ cause: 'stopped' }),
			onRest(listener) {
				tellRest = listener;
			},
			async enter() {
				if (settings.signal?.aborted) member.close({ cause: 'canceled' });
				if (!member.closed) member.hold(pause);
				if (member.closed) throw member.closed;
				return await new Promise<Place>((admitted, refused) => {
					member.waiters.add({ admit: admitted, refuse: refused });
					present.change(member, 1);
					turns.join(member);
					admit();
				});
			},
			async rest(waitMs) {
				if (member.closed) throw member.closed;
				if (!member.spend(waitMs)) throw new ThrottleClosed({ cause: 'waitTooLong', waitMs });
				present.change(member, 1);
				tellRest(1);
				const end = new AbortController();
				const forgetEnd = member.onEnd(() => end.abort());
				if (member.closed) end.abort();
				await sleepUnlessAborted(waitMs, end.signal);
				forgetEnd();
				present.change(member, -1);
				tellRest(-1);
				if (member.closed) throw member.closed;
			},
			async lane(target) {
				present.change(member, 1);
				const taken = lanes.take(target, member);
				if (taken instanceof Promise) tellRest(1);
				const grant = await taken;
				if (taken instanceof Promise) tellRest(-1);
				if (typeof grant === 'string') {
					present.change(member, -1);
					return grant;
				}
				return {
					release(isUncertain) {
						grant.release(isUncertain);
						present.change(member, -1);
					},
				};
			},
		};
	};

	return {
		join,
		idleMs: () => (present.all.size > 0 ? 0 : performance.now() - startedAt),
	};
}
