import * as chance from '../../../../nodes/shared/api/jitter';
import {
	createThrottle,
	type Place,
	type RunSettings,
	ThrottleClosed,
} from '../../../../nodes/shared/api/throttle/throttle';

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});
const wait = async (waitMs: number) => await jest.advanceTimersByTimeAsync(waitMs);

const BUDGET_MS = 10_000;
const WELL = { health: 'well' } as const;
const BADLY = { health: 'faulty' } as const;
const FAILED = { ...WELL, failed: true } as const;
const LIMITED = { health: 'limited' } as const;

/** A throttle with `count` requests that want to start, and the places they have got so far. */
function crowd(count: number, settings: Partial<RunSettings>) {
	const stop = new AbortController();
	const throttle = createThrottle().join({
		maxConcurrency: 1,
		waitBudgetMs: BUDGET_MS,
		signal: stop.signal,
		...settings,
	});
	const places: Place[] = [];
	const refused: unknown[] = [];
	const join = (more: number) => {
		for (let index = 0; index < more; index += 1) {
			throttle.enter().then(
				(place) => places.push(place),
				(error: unknown) => refused.push(error),
			);
		}
	};
	join(count);
	/** Gives back that many places, oldest first. */
	const leave = async (number: number, end: Parameters<Place['leave']>[0] = WELL) => {
		for (const place of places.splice(0, number)) place.leave(end);
		await wait(0);
	};
	return { throttle, places, refused, join, leave, stop };
}

describe('how many are under way', () => {
	test('one first, and the maximum once it was answered', async () => {
		const { places, leave } = crowd(100, { maxConcurrency: 13 });
		await wait(0);
		expect(places).toHaveLength(1);
		await leave(1);
		expect(places).toHaveLength(13);
		await leave(5);
		expect(places).toHaveLength(13);
	});

	test('stays at one until the server has answered, and does not grow while it fails', async () => {
		const { places, leave } = crowd(100, { maxConcurrency: 50 });
		await wait(0);
		await leave(1, BADLY);
		await leave(1, BADLY);
		expect(places).toHaveLength(1);
		await leave(1);
		expect(places).toHaveLength(50);
		await leave(2, BADLY);
		expect(places).toHaveLength(50);
	});

	test('a pause after a first fault does not grow it either', async () => {
		const { places, leave } = crowd(100, { maxConcurrency: 50 });
		await wait(0);
		await leave(1, { ...BADLY, askedMs: 5 });
		await wait(20);
		expect(places).toHaveLength(1);
	});

	test('those that may start are spread over nine tenths of the time that a request takes', async () => {
		await wait(1_000);
		const { places, leave, join } = crowd(10, { maxConcurrency: 9 });
		await wait(40);
		await leave(1);
		for (let started = 1; started <= 9; started += 1) {
			expect(places).toHaveLength(started);
			await wait(4);
		}
		// Who comes later starts at once when there is a place and nobody has just started.
		await leave(1);
		await wait(4);
		join(1);
		await wait(0);
		expect(places).toHaveLength(9);
	});

	test('an answer that comes fast, because it is a refusal, spreads nothing less', async () => {
		const { places, leave } = crowd(30, { maxConcurrency: 10 });
		await wait(50);
		await leave(1);
		await wait(100);
		// This one starts an eleventh, which is refused a millisecond later.
		await leave(1);
		await wait(1);
		places.pop()?.leave({ ...LIMITED, askedMs: 0 });
		await leave(9);
		expect(places).toHaveLength(0);
		await wait(2);
		expect(places).toHaveLength(0);
		await wait(2);
		expect(places).toHaveLength(1);
	});

	test('who came first goes first', async () => {
		const throttle = createThrottle().join({ maxConcurrency: 1, waitBudgetMs: BUDGET_MS });
		const order: number[] = [];
		const all = [0, 1, 2].map(async (number) => {
			const place = await throttle.enter();
			order.push(number);
			place.leave(WELL);
		});
		await Promise.all(all);
		expect(order).toEqual([0, 1, 2]);
	});
});

describe('a pause', () => {
	test('holds everybody, the longest of several counts, and its time is told', async () => {
		const { throttle, places, leave } = crowd(50, { maxConcurrency: 10 });
		await wait(0);
		await leave(1);
		await leave(1, { ...LIMITED, askedMs: 100 });
		await leave(1, { ...LIMITED, askedMs: 20 });
		await leave(8);
		await wait(50);
		expect(places).toHaveLength(0);
		await wait(80);
		expect(places.length).toBeGreaterThan(0);
		expect(throttle.slowdown.refused).toBe(2);
		expect(throttle.slowdown.pausedMs).toBeGreaterThanOrEqual(95);
		expect(throttle.slowdown.pausedMs).toBeLessThanOrEqual(120);
	});
});

describe('the waiting budget', () => {
	test('refuses a pause that does not fit, and everybody with it', async () => {
		const { throttle, refused, leave } = crowd(3, { maxConcurrency: 1, waitBudgetMs: 100 });
		await wait(0);
		await leave(1, { ...LIMITED, askedMs: 101 });

		expect(refused).toHaveLength(2);
		expect(refused[0]).toBeInstanceOf(ThrottleClosed);
		expect(refused[0]).toMatchObject({ ending: { cause: 'waitTooLong', waitMs: 101 } });
		await expect(throttle.enter()).rejects.toBe(refused[0]);
		await expect(throttle.rest(0)).rejects.toBe(refused[0]);
		expect(throttle.slowdown.pausedMs).toBe(0);
	});

	test('is spent by rests, those at the same time once', async () => {
		const throttle = createThrottle().join({ maxConcurrency: 1, waitBudgetMs: 60 });
		const rests = Promise.all([throttle.rest(20), throttle.rest(20), throttle.rest(20)]);
		await wait(20);
		await rests;
		const rest = throttle.rest(20);
		await wait(20);
		await rest;
		await expect(throttle.rest(40)).rejects.toMatchObject({
			ending: { cause: 'waitTooLong', waitMs: 40 },
		});
		// One that was refused leaves the others their places.
		(await throttle.enter()).leave(WELL);
	});
});

describe('a cancellation', () => {
	test('refuses those that wait and those that come', async () => {
		const { throttle, refused, stop } = crowd(3, { maxConcurrency: 1 });
		await wait(0);
		stop.abort();
		await wait(0);
		expect(refused).toHaveLength(2);
		expect(refused[0]).toMatchObject({ name: 'ThrottleClosed', ending: { cause: 'canceled' } });
		await expect(throttle.enter()).rejects.toBe(refused[0]);
	});

	test.each(['rest', 'pause'] as const)('ends a %s at once', async (kind) => {
		const { throttle, leave, stop, refused } = crowd(2, { maxConcurrency: 1 });
		await wait(0);
		if (kind === 'pause') await leave(1, { ...LIMITED, askedMs: 5_000 });
		const resting = kind === 'rest' ? throttle.rest(5_000) : throttle.enter();
		const outcome = resting.catch((error: unknown) => error);
		await wait(10);
		stop.abort();
		await wait(0);
		// No time passes any more: it has ended already, or never will.
		expect(await outcome).toBeInstanceOf(ThrottleClosed);
		expect(refused).toHaveLength(1);
	});

	test('that came before the start lets nothing start', async () => {
		const { throttle } = crowd(0, { signal: AbortSignal.abort() });
		await expect(throttle.enter()).rejects.toBeInstanceOf(ThrottleClosed);
		await expect(throttle.rest(0)).rejects.toBeInstanceOf(ThrottleClosed);
	});
});

describe('an item that fails', () => {
	test('ends a run that ends with the first one, and keeps back those that wait', async () => {
		const { throttle, leave, refused } = crowd(3, { maxConcurrency: 1, endsWithFailure: true });
		await wait(0);
		await leave(1, FAILED);
		expect(refused).toHaveLength(2);
		expect(refused[0]).toMatchObject({ ending: { cause: 'stopped' } });
		await expect(throttle.enter()).rejects.toBe(refused[0]);
	});

	test('leaves the others alone where the run goes on', async () => {
		const { leave, places, refused } = crowd(3, { maxConcurrency: 1 });
		await wait(0);
		await leave(1, FAILED);
		expect(places).toHaveLength(1);
		expect(refused).toEqual([]);
	});

	test('is the reason, although its answer asks for a pause that is too long', async () => {
		const { leave, refused } = crowd(2, { maxConcurrency: 1, endsWithFailure: true });
		await wait(0);
		await leave(1, { ...LIMITED, failed: true, askedMs: 2 * BUDGET_MS });
		expect(refused[0]).toMatchObject({ ending: { cause: 'stopped' } });
	});
});

test('refusals are counted, and a burst of them halves how many are under way', async () => {
	const { throttle, places, leave } = crowd(200, { maxConcurrency: 20 });
	await wait(0);
	await leave(1);
	// From here on each request starts as the twentieth.
	await leave(20);
	await leave(3, { ...LIMITED, askedMs: 0 });
	// 17 of the 20 are left, and half of 20 may be under way.
	expect(places).toHaveLength(17);
	await leave(8, { health: 'unsaid' });
	expect(places).toHaveLength(10);
	expect(throttle.slowdown.refused).toBe(3);
});
