import type { Job } from './job';

/**
 * Runs a task for each job, up to `maxConcurrency` at once. Jobs with the same target run one
 * after the other, in the order given. Starts nothing more once `stopped` says so, and resolves
 * when everything that was started has ended. Tasks must not reject.
 */
export async function schedule(
	jobs: readonly Job[],
	maxConcurrency: number,
	task: (job: Job) => Promise<void>,
	stopped: () => boolean,
): Promise<void> {
	const lanes = toLanes(jobs);
	let next = 0;
	const work = async () => {
		while (next < lanes.length && !stopped()) {
			const lane = lanes[next++] ?? [];
			for (const job of lane) {
				if (stopped()) return;
				await task(job);
			}
		}
	};
	const workers = Math.min(maxConcurrency, lanes.length);
	await Promise.all(Array.from({ length: workers }, work));
}

/** Jobs that must keep their order among themselves share a lane. */
function toLanes(jobs: readonly Job[]): Job[][] {
	const byTarget = new Map<string, Job[]>();
	const lanes: Job[][] = [];
	for (const job of jobs) {
		const known = job.target === undefined ? undefined : byTarget.get(job.target);
		if (known) {
			known.push(job);
			continue;
		}
		const lane = [job];
		lanes.push(lane);
		if (job.target !== undefined) byTarget.set(job.target, lane);
	}
	return lanes;
}
