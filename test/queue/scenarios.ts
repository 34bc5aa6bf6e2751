/** What happens while a burst is worked on. */
export type Midway = 'tokens expire' | 'a worker is killed';

export interface Scenario {
	/** How many executions each worker runs at once. */
	concurrency: number;
	/** The node's option: together, the executions of a worker have no more requests under way. */
	maxConcurrency: number;
	/** How long the API takes for an answer. */
	delayMs: number;
	/** Seconds that a 429 of the API names; undefined is none. */
	retryAfter?: number;
	midway?: Midway;
	/** Which workflow takes the customers: one with three steps, or the template. */
	workflow?: 'template';
}

/** How many requests the API admits at a time. */
export const ADMITTED = 20;
/** How many customers come at once. */
export const CUSTOMERS = 200;

export const SCENARIOS: readonly Scenario[] = [
	{ concurrency: 10, maxConcurrency: 10, delayMs: 200 },
	{ concurrency: 10, maxConcurrency: 10, delayMs: 1_000, retryAfter: 1 },
	{ concurrency: 50, maxConcurrency: 10, delayMs: 200, retryAfter: 1 },
	{ concurrency: 50, maxConcurrency: 10, delayMs: 1_000 },
	{ concurrency: 50, maxConcurrency: 50, delayMs: 200 },
	{ concurrency: 50, maxConcurrency: 50, delayMs: 200, retryAfter: 1 },
	{ concurrency: 50, maxConcurrency: 50, delayMs: 1_000 },
	{ concurrency: 50, maxConcurrency: 50, delayMs: 1_000, retryAfter: 1 },
	{
		...{ concurrency: 50, maxConcurrency: 50, delayMs: 200, retryAfter: 1 },
		midway: 'tokens expire',
	},
	{ concurrency: 10, maxConcurrency: 10, delayMs: 200, midway: 'a worker is killed' },
	{ concurrency: 10, maxConcurrency: 10, delayMs: 200, workflow: 'template' },
];

/** A name by which one can be chosen. */
export function nameOf(scenario: Scenario): string {
	const { concurrency, maxConcurrency, delayMs, retryAfter, midway, workflow } = scenario;
	const parts = [
		`2x${concurrency}`,
		`max ${maxConcurrency}`,
		`${delayMs} ms`,
		retryAfter === undefined ? 'no Retry-After' : `Retry-After ${retryAfter}`,
		midway,
		workflow,
	];
	return parts.filter(Boolean).join(', ');
}
