/** How long every server but the first takes for an answer that is no refusal. */
export const LATENCY_MS = 50;

/** What a server of the benchmark does to requests. Faults come by count, so every run meets the same. */
export interface ServerBehaviour {
	latencyMs: number;
	/** More than this many at once are refused: 429 with Retry-After 1. */
	admits?: number;
	/**
	 * More than this many within a second, counted from the first of them, are refused: 429 with
	 * Retry-After in whole seconds.
	 */
	requestsPerSecond?: number;
	/** This share of all requests is refused: 503 with Retry-After 1, in no regular order. */
	refusesShare?: number;
	/** After so many requests it is closed for a while: all get this status, with Retry-After 1. */
	closes?: { after: number; forMs: number; status: 429 | 503 };
	/** Every so many-th request is carried out, but its connection breaks before the answer. */
	resetsEvery?: number;
}

export interface BenchServer extends ServerBehaviour {
	id: ServerId;
	title: string;
	/**
	 * The shortest time in milliseconds in which `items` could be done by somebody who knows the
	 * limit and keeps up to `concurrency` requests in flight. Undefined where there is no such bound.
	 */
	idealMs?: (items: number, concurrency: number) => number;
}

export type ServerId =
	| 'immediate'
	| 'slow'
	| 'admits20'
	| 'rate100'
	| 'unavailable5'
	| 'outage3'
	| 'pause1'
	| 'resets1';

const ADMITS = 20;
const REQUESTS_PER_SECOND = 100;

/** What every server asks for that refuses. */
export const RETRY_AFTER_MS = 1_000;

const rounds = (items: number, atOnce: number) => Math.ceil(items / atOnce) * LATENCY_MS;

export const SERVERS: readonly BenchServer[] = [
	{ id: 'immediate', title: 'Answers at once', latencyMs: 0 },
	{ id: 'slow', title: `Answers after ${LATENCY_MS} ms`, latencyMs: LATENCY_MS, idealMs: rounds },
	{
		id: 'admits20',
		title: `${LATENCY_MS} ms, admits ${ADMITS} requests at a time (else 429, Retry-After 1)`,
		latencyMs: LATENCY_MS,
		admits: ADMITS,
		idealMs: (items, concurrency) => rounds(items, Math.min(concurrency, ADMITS)),
	},
	{
		id: 'rate100',
		title: `Answers at once, takes ${REQUESTS_PER_SECOND} requests per second (else 429 with Retry-After)`,
		latencyMs: 0,
		requestsPerSecond: REQUESTS_PER_SECOND,
		idealMs: (items) => (Math.ceil(items / REQUESTS_PER_SECOND) - 1) * 1_000,
	},
	{
		id: 'unavailable5',
		title: `${LATENCY_MS} ms, 5 % of all requests get 503 with Retry-After 1, here and there`,
		latencyMs: LATENCY_MS,
		refusesShare: 0.05,
		idealMs: (items, concurrency) => rounds(items, concurrency) + RETRY_AFTER_MS,
	},
	{
		id: 'outage3',
		title: `${LATENCY_MS} ms, after 200 requests out of order for 3 s (503 with Retry-After 1)`,
		latencyMs: LATENCY_MS,
		closes: { after: 200, forMs: 3_000, status: 503 },
		idealMs: (items, concurrency) => rounds(items, concurrency) + 3_000,
	},
	{
		id: 'pause1',
		title: `${LATENCY_MS} ms, after 200 requests a pause of 1 s (429 with Retry-After 1)`,
		latencyMs: LATENCY_MS,
		closes: { after: 200, forMs: RETRY_AFTER_MS, status: 429 },
		idealMs: (items, concurrency) => rounds(items, concurrency) + RETRY_AFTER_MS,
	},
	{
		id: 'resets1',
		title: `${LATENCY_MS} ms, every 100th request is carried out but its connection breaks`,
		latencyMs: LATENCY_MS,
		resetsEvery: 100,
	},
];

export function findServer(id: string): BenchServer {
	const server = SERVERS.find((candidate) => candidate.id === id);
	if (!server) throw new Error(`There is no server "${id}"`);
	return server;
}
