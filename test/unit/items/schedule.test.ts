import { schedule } from '../../../nodes/shared/items/schedule';

const jobsOf = (...targets: Array<string | undefined>) =>
	targets.map((target, itemIndex) => ({ target, itemIndex }));

/** Runs jobs that end when they are told to; keeps note of what has started. */
function start(
	jobs: Array<{ target?: string; itemIndex: number }>,
	maxConcurrency: number,
	stopped = () => false,
) {
	const started: number[] = [];
	const ends = new Map<number, () => void>();
	const all = schedule(
		jobs,
		maxConcurrency,
		async ({ itemIndex }) => {
			started.push(itemIndex);
			await new Promise<void>((resolve) => ends.set(itemIndex, resolve));
		},
		stopped,
	);
	let over = false;
	void all.then(() => (over = true));
	const end = async (...items: number[]) => {
		for (const item of items) ends.get(item)?.();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { started, end, isOver: () => over };
}

test('starts as many as may run at once, the next ones in order as others end', async () => {
	const run = start(jobsOf(undefined, undefined, undefined, undefined), 2);
	expect(run.started).toEqual([0, 1]);
	await run.end(1);
	expect(run.started).toEqual([0, 1, 2]);
	await run.end(2);
	expect(run.started).toEqual([0, 1, 2, 3]);
	await run.end(0);
	expect(run.isOver()).toBe(false);
	await run.end(3);
	expect(run.isOver()).toBe(true);
});

test('jobs with the same target go one after the other, others go by', async () => {
	const run = start(jobsOf('a', 'b', 'a', undefined, 'a', undefined), 10);
	expect(run.started).toEqual([0, 1, 3, 5]);
	await run.end(3, 5, 1);
	expect(run.started).toEqual([0, 1, 3, 5]);
	await run.end(0);
	expect(run.started.slice(4)).toEqual([2]);
	await run.end(2);
	expect(run.started.slice(4)).toEqual([2, 4]);
	await run.end(4);
	expect(run.isOver()).toBe(true);
});

test('an empty target is a target', () => {
	expect(start(jobsOf('', ''), 10).started).toEqual([0]);
});

test('starts nothing more once it is stopped, and waits for what runs', async () => {
	let stopped = false;
	const run = start(jobsOf('a', 'b', 'a', undefined), 2, () => stopped);
	stopped = true;
	await run.end(0);
	expect(run.started).toEqual([0, 1]);
	expect(run.isOver()).toBe(false);
	await run.end(1);
	expect(run.started).toEqual([0, 1]);
	expect(run.isOver()).toBe(true);
});

test('starts nothing when it is stopped from the beginning, and nothing without jobs', async () => {
	const stopped = start(jobsOf(undefined), 2, () => true);
	const empty = start([], 2);
	await stopped.end();
	expect(stopped.started).toEqual([]);
	expect(stopped.isOver()).toBe(true);
	expect(empty.isOver()).toBe(true);
});
