import type { LaneGrant } from '../../../nodes/shared/api/throttle/throttle';
import { type Done, schedule, type Scheduling } from '../../../nodes/shared/items/schedule';
import type { Impact } from '../../../nodes/shared/items/task';

interface Job {
	target?: string;
	impact: Impact;
	itemIndex: number;
}
const jobsOf = (...targets: Array<string | undefined>): Job[] =>
	targets.map((target, itemIndex) => ({ target, itemIndex, impact: 'write' }));

/** Runs jobs that end when they are told to; keeps note of what has started. */
async function start(
	jobs: Job[],
	maxConcurrency: number,
	stopped = () => false,
	more: Partial<Scheduling<Job>> = {},
) {
	const started: number[] = [];
	const keptBack: number[] = [];
	const ends = new Map<number, (done: Done) => void>();
	const task = async ({ itemIndex }: Job) => {
		started.push(itemIndex);
		return await new Promise<Done>((resolve) => ends.set(itemIndex, resolve));
	};
	const keepBack = ({ itemIndex }: Job) => void keptBack.push(itemIndex);
	const all = schedule(jobs, task, { maxConcurrency, stopped, keepBack, ...more });
	let over = false;
	void all.then(() => (over = true));
	const endWith = async (isUncertain: boolean, ...items: number[]) => {
		for (const item of items) ends.get(item)?.({ isUncertain });
		await new Promise((resolve) => setImmediate(resolve));
	};
	const end = async (...items: number[]) => await endWith(false, ...items);
	// A lane is asked for first, at once or after a while.
	await end();
	return { started, keptBack, end, endWith, isOver: () => over };
}

test('starts as many as may run at once, the next ones in order as others end', async () => {
	const run = await start(jobsOf(undefined, undefined, undefined, undefined), 2);
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
	const run = await start(jobsOf('a', 'b', 'a', undefined, 'a', undefined), 10);
	expect([...run.started].sort()).toEqual([0, 1, 3, 5]);
	await run.end(3, 5, 1);
	expect([...run.started].sort()).toEqual([0, 1, 3, 5]);
	await run.end(0);
	expect(run.started.slice(4)).toEqual([2]);
	await run.end(2);
	expect(run.started.slice(4)).toEqual([2, 4]);
	await run.end(4);
	expect(run.isOver()).toBe(true);
});

test('an empty target is a target', async () => {
	const run = await start(jobsOf('', ''), 10);
	expect(run.started).toEqual([0]);
});

test('starts nothing more once it is stopped, and waits for what runs', async () => {
	let stopped = false;
	const run = await start(jobsOf('a', 'b', 'a', undefined), 2, () => stopped);
	stopped = true;
	await run.end(0);
	expect(run.started).toEqual([0, 1]);
	expect(run.isOver()).toBe(false);
	await run.end(1);
	expect(run.started).toEqual([0, 1]);
	expect(run.isOver()).toBe(true);
});

test('starts nothing when it is stopped from the beginning, and nothing without jobs', async () => {
	const stopped = await start(jobsOf(undefined), 2, () => true);
	const empty = await start([], 2);
	await stopped.end();
	expect(stopped.started).toEqual([]);
	expect(stopped.isOver()).toBe(true);
	expect(empty.isOver()).toBe(true);
});

test.each<[Impact, boolean]>([
	['write', true],
	['refresh', true],
	['dryRun', false],
	['none', false],
])(
	'what is a %s keeps its order among those with the same target: %s',
	async (impact, isInOrder) => {
		const jobs = jobsOf('a', 'a').map((job) => ({ ...job, impact }));
		const run = await start(jobs, 10);
		expect(run.started).toEqual(isInOrder ? [0] : [0, 1]);
	},
);

describe('a write of unknown outcome', () => {
	test('keeps the later ones to its target back, and no others', async () => {
		const run = await start(jobsOf('a', 'b', 'a', 'b', 'a'), 10);
		await run.endWith(true, 0);
		expect(run.keptBack).toEqual([2, 4]);
		await run.end(1);
		expect(run.started).toEqual([0, 1, 3]);
		await run.end(3);
		expect(run.isOver()).toBe(true);
	});

	test('keeps back nothing that is harmless, and stays uncertain after that', async () => {
		const jobs = jobsOf('a', 'a', 'a').map((job) => ({
			...job,
			impact: job.itemIndex === 1 ? ('refresh' as const) : job.impact,
		}));
		const run = await start(jobs, 10);
		await run.endWith(true, 0);
		expect(run.started).toEqual([0, 1]);
		await run.endWith(false, 1);
		expect(run.keptBack).toEqual([2]);
	});

	test('keeps back nothing any more once the run is stopped', async () => {
		let stopped = false;
		const run = await start(jobsOf('a', 'a'), 10, () => stopped);
		stopped = true;
		await run.endWith(true, 0);
		expect([run.keptBack, run.isOver()]).toEqual([[], true]);
	});
});

describe('the lane of a target', () => {
	/** Grants lanes as it is told to, and notes what was asked for and given back. */
	const lanes = (grantOf: (release: jest.Mock) => LaneGrant | Promise<LaneGrant>) => {
		const release = jest.fn();
		const take = jest.fn<Promise<LaneGrant>, [target: string]>(async () => await grantOf(release));
		return { release, take };
	};

	test('is taken once for all that change it, and by nothing else', async () => {
		const { take, release } = lanes((given) => ({ release: given }));
		const jobs: Job[] = [
			...jobsOf('a', 'a', undefined),
			{ target: 'b', impact: 'refresh', itemIndex: 3 },
			{ target: 'c', impact: 'dryRun', itemIndex: 4 },
			{ target: 'd', impact: 'none', itemIndex: 5 },
		];
		const run = await start(jobs, 10, undefined, { take });
		expect(take.mock.calls).toEqual([['a'], ['b']]);
		await run.end(0);
		expect(release).not.toHaveBeenCalled();
		await run.end(1);
		expect(release.mock.calls).toEqual([[false]]);
	});

	test('is waited for without sending, while others go on', async () => {
		let grant: (given: LaneGrant) => void = () => {};
		const granted = new Promise<LaneGrant>((resolve) => (grant = resolve));
		const release = jest.fn();
		const take = async (target: string) => (target === 'a' ? await granted : { release });
		const run = await start(jobsOf('a', 'b'), 10, undefined, { take });
		expect(run.started).toEqual([1]);
		grant({ release });
		await run.end();
		expect(run.started).toEqual([1, 0]);
	});

	test('is given back as uncertain after a write that is, for the other runs', async () => {
		const { take, release } = lanes((given) => ({ release: given }));
		const run = await start(jobsOf('a'), 10, undefined, { take });
		await run.endWith(true, 0);
		expect(release.mock.calls).toEqual([[true]]);
	});

	test('that another run left uncertain keeps back all writes to it', async () => {
		const { take } = lanes(() => 'uncertain');
		const jobs: Job[] = [...jobsOf('a', 'a'), { target: 'b', impact: 'refresh', itemIndex: 2 }];
		const run = await start(jobs, 10, undefined, { take });
		expect([run.keptBack, run.started]).toEqual([[0, 1], [2]]);
	});

	test('is given back, and as uncertain, whatever happens', async () => {
		const { take, release } = lanes((given) => ({ release: given }));
		const failing = schedule(jobsOf('a'), async () => await Promise.reject(new Error('A defect')), {
			maxConcurrency: 1,
			stopped: () => false,
			take,
		});
		await expect(failing).rejects.toThrow('A defect');
		expect(release.mock.calls).toEqual([[true]]);
	});
});

describe('a job that does nothing but wait', () => {
	/** Jobs, and a throttle that tells when one of them rests. */
	async function resting(jobs: Job[], maxConcurrency: number, stopped = () => false) {
		let tell: (by: 1 | -1) => void = () => {};
		const onRest = (listener: (by: 1 | -1) => void) => void (tell = listener);
		const run = await start(jobs, maxConcurrency, stopped, { onRest });
		const rest = async (by: 1 | -1) => {
			tell(by);
			await run.end();
		};
		return { ...run, rest };
	}

	test('holds no place of another, and there are no more at work once it goes on', async () => {
		const run = await resting(jobsOf(...Array<undefined>(6).fill(undefined)), 2);
		expect(run.started).toEqual([0, 1]);
		await run.rest(1);
		expect(run.started).toEqual([0, 1, 2]);
		await run.rest(-1);
		await run.end(1);
		expect(run.started).toEqual([0, 1, 2]);
		await run.end(2);
		expect(run.started).toEqual([0, 1, 2, 3]);
		await run.end(0, 3);
		await run.end(4, 5);
		expect(run.isOver()).toBe(true);
	});

	test('is waited for, and starts nothing once the run is stopped', async () => {
		let stopped = false;
		const run = await resting(jobsOf(undefined, undefined), 1, () => stopped);
		stopped = true;
		await run.rest(1);
		expect([run.started, run.isOver()]).toEqual([[0], false]);
		await run.end(0);
		expect(run.isOver()).toBe(true);
	});
});
