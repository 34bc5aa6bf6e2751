import type { ServerId } from './servers';
import type { ShapeId, WorkId } from './work';

/** Contenders who do the same work at the same server. */
export interface Round {
	work: WorkId;
	/** All items in one execution unless told otherwise. */
	shape?: ShapeId;
	server: ServerId;
	/** Numbers of items, by id of the contender. */
	items: Record<string, number[]>;
}

export interface Plan {
	rounds: Round[];
	/** How often short runs are repeated, for their median. */
	repeats: number;
}

const MANY = [1_000];
const MOST = [1_000, 10_000];
const BURSTS = [50, 200, 500];

const ROUNDS: readonly Round[] = [
	{
		work: 'write',
		server: 'immediate',
		items: { ours10: [1, ...MOST], http: [1, ...MOST], helper10: MOST },
	},
	{
		work: 'write',
		server: 'slow',
		items: {
			ours10: [100, ...MOST],
			ours50: MOST,
			http: MOST,
			httpBatched: [100],
			helper10: MANY,
			helper50: MOST,
			axios10: MANY,
			axios50: MANY,
		},
	},
	{
		work: 'write',
		server: 'admits20',
		items: { ours10: MANY, ours50: MANY, http: MANY, httpStopping: [100], httpRetrying: [100] },
	},
	{ work: 'write', server: 'rate100', items: { ours10: MANY, http: MANY } },
	{ work: 'write', server: 'unavailable5', items: { ours10: MANY, http: MANY } },
	{ work: 'write', server: 'outage3', items: { ours10: MANY, http: MANY } },
	{ work: 'write', server: 'pause1', items: { oursOnce: MANY, http: MANY } },
	{ work: 'write', server: 'resets1', items: { ours10: MANY, http: MANY } },
	{
		work: 'write',
		shape: 'burst',
		server: 'admits20',
		items: { ours10: BURSTS, ours50: BURSTS, http: BURSTS, empty: BURSTS },
	},
	{ work: 'write', shape: 'webhooks', server: 'slow', items: { ours10: MANY, http: MANY } },
	{ work: 'read', server: 'immediate', items: { ours10: MANY, http: MANY, helper10: MANY } },
	{ work: 'read', server: 'slow', items: { ours10: MANY, http: MANY } },
	{ work: 'read', server: 'unavailable5', items: { ours10: MANY, http: MANY } },
	{ work: 'read', server: 'resets1', items: { ours10: MANY, http: MANY } },
];

/** What is left out of the plan, and why. */
export const LEFT_OUT = [
	'HTTP Request in batches of 10 per second needs 99 s for 1,000 items whatever the server does. It is measured with 100 items.',
	'10,000 items are measured at the servers without faults. Elsewhere the limits set the time, and 1,000 items show it.',
	'Pools (axios, n8n’s helper) are yardsticks for time, at the servers where time is the question.',
];

/** What the quick run measures of each round of writes: contenders, and the number of items. */
const QUICK: ReadonlyArray<[ShapeId, ServerId, string[], number[]]> = [
	['run', 'immediate', ['ours10', 'http', 'helper10'], [1, 1_000]],
	['run', 'slow', ['ours10', 'ours50', 'http', 'helper50'], [1_000]],
	['run', 'admits20', ['ours50', 'http'], [1_000]],
	['run', 'rate100', ['ours10'], [1_000]],
	['run', 'unavailable5', ['ours10', 'http'], [1_000]],
	['run', 'outage3', ['ours10'], [1_000]],
	['run', 'pause1', ['oursOnce'], [1_000]],
	['burst', 'admits20', ['ours10', 'http', 'empty'], [200]],
	['webhooks', 'slow', ['ours10'], [1_000]],
];

/** All of it, or the part that takes less than two minutes: writes, each measured once. */
export function createPlan(isQuick: boolean): Plan {
	if (!isQuick) return { rounds: [...ROUNDS], repeats: 3 };
	const rounds = QUICK.map(([shape, server, contenders, items]): Round => {
		const counts = contenders.map((contender) => [contender, items]);
		return { work: 'write', shape, server, items: Object.fromEntries(counts) };
	});
	return { rounds, repeats: 1 };
}
