import { createThrottle, type Place, ThrottleClosed } from '../../../nodes/shared/api/throttle';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());
const wait = async (waitMs: number) => await jest.advanceTimersByTimeAsync(waitMs);

const BUDGET_MS = 10_000;
const WELL = { healthy: true, rateLimited: false };
const BADLY = { healthy: false, rateLimited: false };
const LIMITED = { healthy: true, rateLimited: true };

/** A throttle with `count` requests that want to start, and the places they have got so far. */
function crowd(count: number, settings: { maxConcurrency: number; waitBudgetMs?: number }) {
	const stop = new AbortController();
	const throttle = createThrottle({ waitBudgetMs: BUDGET_MS, signal: stop.signal, ...settings });
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

	test('after a halving one more for each answer, up to just below what was refused', async () => {
		const { places, leave } = crowd(2_000, { maxConcurrency: 20 });
		await wait(0);
		await leave(1);
		// From here on each request starts as the twentieth.
		await leave(20);
		await leave(5, LIMITED);
		expect(places).toHaveLength(15);
		await leave(7);
		expect(places).toHaveLength(17);
		await leave(7);
		expect(places).toHaveLength(19);

		// A probe that is refused takes the level back, and halves nothing.
		for (let round = 0; round < 50 * 19; round += 1) await leave(1);
		expect(places).toHaveLength(20);
		places.pop()?.leave(LIMITED);
		await wait(0);
		expect(places).toHaveLength(19);
		for (let round = 0; round < 50 * 19; round += 1) await leave(1);
		expect(places).toHaveLength(19);
	});

	test.each([1, 3])('never more than a small maximum of %d', async (maxConcurrency) => {
		const { places, leave } = crowd(300, { maxConcurrency });
		for (let round = 0; round < 4; round += 1) await leave(1);
		expect(places).toHaveLength(maxConcurrency);
		for (let round = 0; round < 200; round += 1) await leave(1);
		expect(places).toHaveLength(maxConcurrency);
	});

	test('one more is tried after 50 rounds of successes, after a refusal only after 200', async () => {
		const { places, leave } = crowd(400, { maxConcurrency: 2 });
		await wait(0);
		await leave(1);
		places.pop()?.leave(LIMITED);
		for (const successes of [50, 200]) {
			for (let success = 0; success < successes; success += 1) {
				await leave(1);
				expect(places).toHaveLength(1);
			}
			await leave(1);
			expect(places).toHaveLength(2);
			places.pop()?.leave(LIMITED);
		}
	});

	test('stays at one until the server has answered, and does not grow while it fails', async () => {
		const { places, leave } = crowd(100, { maxConcurrency: 50 });
		await wait(0);
		await leave(1, BADLY);
		await leave(1, BADLY);
		expect(places).toHaveLength(1);
		await leave(1);
		expect(places).toHaveLength(50);
		await leave(3, BADLY);
		expect(places).toHaveLength(50);
	});

	test('a pause without a 429 does not grow it either', async () => {
		const { places, leave } = crowd(100, { maxConcurrency: 50 });
		await wait(0);
		await leave(1, { ...WELL, pauseMs: 5 });
		await wait(20);
		expect(places).toHaveLength(1);
	});

	test('a burst of 429 halves it once, the next one halves it again', async () => {
		const { throttle, places, leave } = crowd(200, { maxConcurrency: 20 });
		await wait(0);
		await leave(1);
		for (let round = 0; round < 40; round += 1) await leave(1);
		expect(places).toHaveLength(20);
		await leave(3, LIMITED);
		// 17 of the 20 are left, and half of 20 may be under way.
		expect(places).toHaveLength(17);
		await leave(8, BADLY);
		expect(places).toHaveLength(10);
		// Those that started before the halving are part of the same burst.
		await leave(9, LIMITED);
		expect(places).toHaveLength(10);
		await leave(10, LIMITED);
		expect(places).toHaveLength(5);
		expect(throttle.slowdown.refused).toBe(22);
	});

	test('never none, even when the only one is refused', async () => {
		const { places, leave } = crowd(5, { maxConcurrency: 1 });
		await wait(0);
		await leave(1, LIMITED);
		expect(places).toHaveLength(1);
		await leave(1, LIMITED);
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
		places.pop()?.leave(LIMITED);
		await leave(9);
		expect(places).toHaveLength(0);
		await wait(2);
		expect(places).toHaveLength(0);
		await wait(2);
		expect(places).toHaveLength(1);
	});

	test('who came first goes first', async () => {
		const throttle = createThrottle({ maxConcurrency: 1, waitBudgetMs: BUDGET_MS });
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
		await leave(1, { ...LIMITED, pauseMs: 100 });
		await leave(1, { ...LIMITED, pauseMs: 20 });
		await leave(8);
		await wait(50);
		expect(places).toHaveLength(0);
		await wait(80);
		expect(places.length).toBeGreaterThan(0);
		expect(throttle.slowdown.refused).toBe(2);
		expect(throttle.slowdown.pausedMs).toBeGreaterThanOrEqual(95);
		expect(throttle.slowdown.pausedMs).toBeLessThanOrEqual(120);
	});

	test('is made longer while it lasts, and counts once', async () => {
		const { throttle, places, leave } = crowd(50, { maxConcurrency: 10 });
		await wait(0);
		await leave(1);
		await leave(1, { ...LIMITED, pauseMs: 40 });
		await leave(1, { ...LIMITED, pauseMs: 120 });
		await leave(8);
		await wait(70);
		expect(places).toHaveLength(0);
		await wait(90);
		expect(places.length).toBeGreaterThan(0);
		expect(throttle.slowdown.pausedMs).toBeLessThanOrEqual(140);
	});
});

describe('the waiting budget', () => {
	test('refuses a pause that does not fit, and everybody with it', async () => {
		const { throttle, refused, leave } = crowd(3, { maxConcurrency: 1, waitBudgetMs: 100 });
		await wait(0);
		await leave(1, { ...LIMITED, pauseMs: 101 });

		expect(refused).toHaveLength(2);
		expect(refused[0]).toBeInstanceOf(ThrottleClosed);
		expect(refused[0]).toMatchObject({ reason: { cancelled: false, waitMs: 101 } });
		await expect(throttle.enter()).rejects.toBe(refused[0]);
		await expect(throttle.rest(0)).rejects.toBe(refused[0]);
		expect(throttle.slowdown.pausedMs).toBe(0);
	});

	test('allows one that just fits', async () => {
		const { refused, leave, places } = crowd(3, { maxConcurrency: 1, waitBudgetMs: 30 });
		await wait(0);
		await leave(1, { ...LIMITED, pauseMs: 30 });
		await wait(50);
		expect(refused).toEqual([]);
		expect(places).toHaveLength(1);
	});

	test('is spent by rests, those at the same time once', async () => {
		const throttle = createThrottle({ maxConcurrency: 1, waitBudgetMs: 60 });
		const rests = Promise.all([throttle.rest(20), throttle.rest(20), throttle.rest(20)]);
		await wait(20);
		await rests;
		const rest = throttle.rest(20);
		await wait(20);
		await rest;
		await expect(throttle.rest(40)).rejects.toMatchObject({
			message: 'wait budget used up',
			reason: { cancelled: false, waitMs: 40 },
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
		expect(refused[0]).toMatchObject({
			name: 'ThrottleClosed',
			message: 'cancelled',
			reason: { cancelled: true, waitMs: 0 },
		});
		await expect(throttle.enter()).rejects.toBe(refused[0]);
	});

	test.each(['rest', 'pause'] as const)('ends a %s at once', async (kind) => {
		const { throttle, leave, stop, refused } = crowd(2, { maxConcurrency: 1 });
		await wait(0);
		if (kind === 'pause') await leave(1, { ...LIMITED, pauseMs: 5_000 });
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
		const throttle = createThrottle({
			maxConcurrency: 1,
			waitBudgetMs: BUDGET_MS,
			signal: AbortSignal.abort(),
		});
		await expect(throttle.enter()).rejects.toBeInstanceOf(ThrottleClosed);
		await expect(throttle.rest(0)).rejects.toBeInstanceOf(ThrottleClosed);
	});
});
