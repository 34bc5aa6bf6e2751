import type { Lane, LaneGrant } from '../api/throttle/throttle';
import type { Impact } from './task';

/** What came of a task, as far as the next one to the same target must know. */
export type Done = { isUncertain: boolean } | undefined;

/** What is scheduled, and what it does to what. */
interface Laned {
	readonly target?: string;
	readonly impact: Impact;
}

export interface Scheduling<Job> {
	/** The most jobs at once. */
	maxConcurrency: number;
	/** Whether nothing more is to be started. */
	stopped: () => boolean;
	/** Waits until no other run writes to the target. */
	take?: (target: string) => Promise<LaneGrant>;
	/** Has every change told in how many jobs do nothing but wait: others take their turn meanwhile. */
	onRest?: (listener: (by: 1 | -1) => void) => void;
	/** What becomes of a job that follows one of unknown outcome to the same target. */
	keepBack?: (job: Job) => void;
}

/**
 * Does a task for each job, some at once. Those that write to the same target are done one after the
 * other, in the order given, and no other run writes to it in between; once an outcome is uncertain,
 * the rest for its target is kept back, except what is harmless. Starts nothing more once `stopped`
 * says so, and resolves when everything that was started has ended. Tasks must not reject.
 */
export async function schedule<Job extends Laned>(
	jobs: readonly Job[],
	task: (job: Job) => Promise<Done>,
	{ maxConcurrency, stopped, take, onRest, keepBack }: Scheduling<Job>,
): Promise<void> {
	// All workers draw from this one.
	const queue = toRows(jobs).values();
	const workers: Array<Promise<void>> = [];
	let atWork = 0;
	let resting = 0;
	let isOver = false;

	/** Does the jobs of one target in turn. Tells whether an outcome is uncertain. */
	const doAll = async (row: readonly Job[], isUncertain: boolean): Promise<boolean> => {
		for (const job of row) {
			if (stopped()) break;
			if (isUncertain && job.impact === 'write') keepBack?.(job);
			else isUncertain = (await task(job))?.isUncertain || isUncertain;
		}
		return isUncertain;
	};

	const doRow = async (row: readonly Job[]) => {
		const target = targetOf(row[0]);
		const grant = target === undefined ? undefined : await take?.(target);
		const lane: Lane | undefined = typeof grant === 'object' ? grant : undefined;
		let isUncertain = true;
		try {
			isUncertain = await doAll(row, grant === 'uncertain');
		} finally {
			lane?.release(isUncertain);
		}
	};

	const work = async () => {
		atWork += 1;
		while (!isOver && atWork - resting <= maxConcurrency) {
			const next = queue.next();
			isOver = next.done === true || stopped();
			if (!isOver) await doRow(next.value as Job[]);
		}
		atWork -= 1;
	};

	const hire = () => {
		if (!isOver && atWork - resting < maxConcurrency) workers.push(work());
	};
	onRest?.((by) => {
		resting += by;
		hire();
	});
	for (let count = Math.min(maxConcurrency, jobs.length); count > 0; count -= 1) hire();
	// Also those that are hired meanwhile.
	for (const worker of workers) await worker;
}

/** What a job writes to, if it does. */
function targetOf(job: Laned | undefined): string | undefined {
	const isChanging = job?.impact === 'write' || job?.impact === 'refresh';
	return isChanging ? job.target : undefined;
}

/** Jobs that must keep their order among themselves share a row, the others have one each. */
function toRows<Job extends Laned>(jobs: readonly Job[]): Job[][] {
	const rows = new Map<string | Job, Job[]>();
	for (const job of jobs) {
		const key = targetOf(job) ?? job;
		const row = rows.get(key);
		if (row) row.push(job);
		else rows.set(key, [job]);
	}
	return [...rows.values()];
}
