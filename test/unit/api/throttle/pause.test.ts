import { createPause, sleepUnlessAborted } from '../../../../nodes/shared/api/throttle/pause';

beforeEach(() => jest.useFakeTimers({ now: 1_000 }));
afterEach(() => jest.useRealTimers());

describe('a pause', () => {
	test('is over before anybody asked for one', () => {
		expect(createPause().leftMs()).toBeLessThanOrEqual(0);
	});

	test('gets shorter with the time, and is never made shorter', () => {
		const pause = createPause();
		expect(pause.extend(100)).toBe(100);
		jest.advanceTimersByTime(30);
		expect(pause.leftMs()).toBe(70);
		expect(pause.extend(20)).toBe(0);
		expect(pause.leftMs()).toBe(70);
		expect(pause.extend(100)).toBe(30);
		expect(pause.leftMs()).toBe(100);
	});

	test('that is over begins anew', () => {
		const pause = createPause();
		pause.extend(10);
		jest.advanceTimersByTime(500);
		expect(pause.leftMs()).toBe(-490);
		expect(pause.extend(10)).toBe(10);
		expect(pause.leftMs()).toBe(10);
	});
});

describe('a sleep', () => {
	const sleeping = (waitMs: number, signal: AbortSignal) => {
		let isOver = false;
		void sleepUnlessAborted(waitMs, signal).then(() => (isOver = true));
		return async (forMs: number) => {
			await jest.advanceTimersByTimeAsync(forMs);
			return isOver;
		};
	};

	test('lasts as long as it was asked to', async () => {
		const after = sleeping(100, new AbortController().signal);
		expect(await after(99)).toBe(false);
		expect(await after(1)).toBe(true);
	});

	test('ends at once when the signal fires, or has fired', async () => {
		const stop = new AbortController();
		const after = sleeping(100, stop.signal);
		expect(await after(10)).toBe(false);
		stop.abort();
		expect(await after(0)).toBe(true);
		expect(await sleeping(100, stop.signal)(0)).toBe(true);
	});

	test('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await sleeping(10, signal)(10);
		const own = added.mock.calls.map(([, listener]) => listener);
		expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
			expect.arrayContaining([own.at(-1)]),
		);
	});
});
