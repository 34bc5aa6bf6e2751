import type { ServerCounts } from './server';
import type { ServerId } from './servers';
import type { ShapeId, WorkId } from './work';

/** What one process is to measure. */
export interface SeriesOrder {
	contender: string;
	server: ServerId;
	work: WorkId;
	shape: ShapeId;
	baseUrl: string;
	/** Numbers of items, one run after the other, ascending. */
	items: number[];
	/** How often short runs are repeated. */
	repeats: number;
}

/** What a workflow, or a pool, says about its items when it has ended. */
export interface Report {
	/** Items reported as done. */
	done: number;
	/** Items reported as failed with the words that they may have been carried out. */
	unknown: number;
	/** Times in milliseconds of the executions that came in between, and of such that had no company. */
	webhooks?: { amongMs: number[]; aloneMs: number[] };
}

/** The result for one number of items: the run with the median wall time of those made. */
export interface Measurement extends Report, ServerCounts {
	contender: string;
	server: ServerId;
	work: WorkId;
	shape: ShapeId;
	items: number;
	runs: number;
	wallMs: number;
	/** CPU time of the process, user and system. */
	cpuMs: number;
	/** Highest resident memory of the process so far. */
	peakMemoryMegabytes: number;
}

/** Items whose work was not done in the end: not written, or no data read. */
export function lostItems({ work, items, written, done }: Measurement): number {
	return items - (work === 'write' ? written : done);
}

/** Items that were written, but that the user gets to see as failed, or not at all. */
export function concealedWrites({ work, written, done, unknown }: Measurement): number {
	return work === 'write' ? Math.max(0, written - done - unknown) : 0;
}

/** The one in the middle. */
export function medianOf(numbers: readonly number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
