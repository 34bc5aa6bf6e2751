import type { ServerId } from './servers';
import type { WorkId } from './work';

/** Contenders who do the same work at the same server. */
export interface Round {
	work: WorkId;
	server: ServerId;
	/** Numbers of items, by id of the contender. */
	items: Record<string, number[]>;
}

export interface Plan {
	rounds: Round[];
	/** How often short runs are repeated, for their median. */
	repeats: number;
}

const UP_TO_1000 = [1, 100, 1_000];
const ALL = [...UP_TO_1000, 10_000];

const ROUNDS: readonly Round[] = [
	{
		work: 'write',
		server: 'immediate',
		items: { ours10: ALL, http: ALL, httpBatched: [100], helper10: ALL, axios10: ALL },
	},
	{
		work: 'write',
		server: 'slow',
		items: {
			ours10: ALL,
			ours20: UP_TO_1000,
			ours50: ALL,
			http: ALL,
			httpBatched: [100],
			helper10: UP_TO_1000,
			helper50: ALL,
			axios10: UP_TO_1000,
			axios50: ALL,
		},
	},
	{
		work: 'write',
		server: 'admits20',
		items: {
			ours10: UP_TO_1000,
			ours20: UP_TO_1000,
			ours50: UP_TO_1000,
			http: UP_TO_1000,
			httpBatched: [100],
			httpStopping: [100],
			httpRetrying: [100],
			axios10: UP_TO_1000,
			axios50: UP_TO_1000,
		},
	},
	{
		work: 'write',
		server: 'rate100',
		items: {
			ours10: UP_TO_1000,
			http: UP_TO_1000,
			httpBatched: [100],
			axios10: UP_TO_1000,
		},
	},
	{
		work: 'write',
		server: 'unavailable5',
		items: { ours10: UP_TO_1000, http: UP_TO_1000, httpRetrying: [100], axios10: UP_TO_1000 },
	},
	{
		work: 'write',
		server: 'resets1',
		items: { ours10: UP_TO_1000, http: UP_TO_1000, httpRetrying: [100], axios10: UP_TO_1000 },
	},
	{ work: 'read', server: 'immediate', items: { ours10: ALL, http: ALL, helper10: ALL } },
	{
		work: 'read',
		server: 'slow',
		items: { ours10: UP_TO_1000, ours50: UP_TO_1000, http: UP_TO_1000, helper10: UP_TO_1000 },
	},
	{ work: 'read', server: 'admits20', items: { ours10: UP_TO_1000, http: UP_TO_1000 } },
	{ work: 'read', server: 'rate100', items: { ours10: UP_TO_1000, http: UP_TO_1000 } },
	{ work: 'read', server: 'unavailable5', items: { ours10: UP_TO_1000, http: UP_TO_1000 } },
	{ work: 'read', server: 'resets1', items: { ours10: UP_TO_1000, http: UP_TO_1000 } },
];

/** What is left out of the plan, and why. */
export const LEFT_OUT = [
	'HTTP Request in batches of 10 per second needs 99 s for 1,000 items whatever the server does, and 17 minutes for 10,000. It is measured with 100 items.',
	'10,000 items are measured at the servers without faults. Elsewhere the limits set the time, and 1,000 items show it.',
	'Pools (axios, n8n’s helper) are yardsticks for time, at the servers where time is the question.',
];

/** What the quick run measures, at most, of each round. */
const QUICK: Partial<Record<ServerId, { contenders: string[]; items: number }>> = {
	slow: {
		contenders: ['ours10', 'ours50', 'http', 'helper10', 'helper50', 'axios50'],
		items: 1_000,
	},
	admits20: { contenders: ['ours20', 'ours50', 'http', 'httpRetrying'], items: 1_000 },
	rate100: { contenders: ['ours10', 'http'], items: 100 },
	unavailable5: { contenders: ['ours10', 'http'], items: 100 },
	resets1: { contenders: ['ours10', 'http'], items: 100 },
};

/** All of it, or the part that takes less than two minutes: the writes, each measured once. */
export function createPlan(isQuick: boolean): Plan {
	if (!isQuick) return { rounds: [...ROUNDS], repeats: 3 };
	const rounds = ROUNDS.filter(({ work, server }) => work === 'write' && server in QUICK);
	return { rounds: rounds.map((round) => ({ ...round, items: quickItems(round) })), repeats: 1 };
}

function quickItems({ server, items }: Round): Record<string, number[]> {
	const { contenders = [], items: most = 0 } = QUICK[server] ?? {};
	const kept = contenders.map((contender) => [
		contender,
		(items[contender] ?? []).filter((count) => count > 1 && count <= most),
	]);
	return Object.fromEntries(kept) as Record<string, number[]>;
}
