/**
 * Runs a task for each job, up to `maxConcurrency` at once. Jobs with the same target run one
 * after the other, in the order given. Starts nothing more once `stopped` says so, and resolves
 * when everything that was started has ended. Tasks must not reject.
 */
export async function schedule<Job extends { target?: string }>(
	jobs: readonly Job[],
	maxConcurrency: number,
	task: (job: Job) => Promise<void>,
	stopped: () => boolean,
): Promise<void> {
	const lanes = toLanes(jobs);
	// All workers draw from this one.
	const queue = lanes.values();
	const work = async () => {
		for (const lane of queue) {
			for (const job of lane) {
				if (stopped()) return;
				await task(job);
			}
		}
	};
	const workers = Math.min(maxConcurrency, lanes.length);
	await Promise.all(Array.from({ length: workers }, work));
}

/** Jobs that must keep their order among themselves share a lane, the others have one each. */
function toLanes<Job extends { target?: string }>(jobs: readonly Job[]): Job[][] {
	const lanes = new Map<string | Job, Job[]>();
	for (const job of jobs) {
		const key = job.target ?? job;
		const lane = lanes.get(key);
		if (lane) lane.push(job);
		else lanes.set(key, [job]);
	}
	return [...lanes.values()];
}
