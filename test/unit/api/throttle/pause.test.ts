import * as chance from '../../../../nodes/shared/api/jitter';
import { createPause } from '../../../../nodes/shared/api/throttle/pause';

beforeEach(() => jest.useFakeTimers({ now: 1_000 }));
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe('a pause', () => {
	/** A pause, and requests that start now, or so long ago, and are turned away. */
	function pausing(jitter = 0) {
		jest.spyOn(chance, 'jitter').mockReturnValue(jitter);
		const pause = createPause();
		const turnAway = (askedMs?: number, agoMs = 0, isLimited = true) => {
			pause.extend({ startedAt: performance.now() - agoMs, askedMs, isLimited });
			return pause.leftMs();
		};
		const fail = (askedMs?: number) => turnAway(askedMs, 0, false);
		return { pause, turnAway, fail };
	}

	test('is over before anybody asked for one', () => {
		expect(createPause().leftMs()).toBeLessThanOrEqual(0);
	});

	test('gets shorter with the time, and is never made shorter', () => {
		const { pause, turnAway } = pausing();
		expect(turnAway(100)).toBe(100);
		jest.advanceTimersByTime(30);
		expect(pause.leftMs()).toBe(70);
		expect(turnAway(20, 50)).toBe(70);
		expect(turnAway(100, 50)).toBe(100);
	});

	test('that is over begins anew', () => {
		const { pause, turnAway } = pausing();
		turnAway(10);
		jest.advanceTimersByTime(500);
		expect(pause.leftMs()).toBe(-490);
		expect(turnAway(10)).toBe(10);
	});

	test('is as long as the server asks, and up to a fiftieth more, a second at most', () => {
		expect(pausing(1).turnAway(1_000)).toBe(1_020);
		expect(pausing(0.5).turnAway(1_000)).toBe(1_010);
		expect(pausing(1).turnAway(200_000)).toBe(201_000);
	});

	test.each([
		[1, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
		[0.5, [250, 500, 1_000]],
		// However small chance makes it, one of too many does not come back at once.
		[0, [50, 100, 200]],
	])('without a word doubles as long as nothing succeeds: chance %d', (jitter, lengths) => {
		const { pause, turnAway } = pausing(jitter);
		for (const length of lengths) {
			expect(turnAway()).toBe(length);
			jest.advanceTimersByTime(length);
		}
		pause.answered();
		expect(turnAway()).toBe(lengths[0]);
	});

	test('of requests that were under way at the same time counts once', () => {
		const { turnAway } = pausing(1);
		expect(turnAway()).toBe(500);
		jest.advanceTimersByTime(100);
		// It counts from the last one on.
		expect(turnAway(undefined, 200)).toBe(500);
		jest.advanceTimersByTime(500);
		expect(turnAway()).toBe(1_000);
	});

	test('in an outage is short enough to notice its end', () => {
		const { pause, fail } = pausing(1);
		const lengths = [1, 2, 3, 4, 5, 6].map(() => {
			const length = fail();
			jest.advanceTimersByTime(length);
			return length;
		});
		expect(lengths).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
		expect(pause.isAsked()).toBe(false);
		expect(pausing(0).fail()).toBe(0);
	});

	test('of a server that asks for too little grows after five in a row', () => {
		const { turnAway } = pausing(1);
		const lengths = Array.from({ length: 8 }, () => {
			const length = turnAway(100);
			jest.advanceTimersByTime(length);
			return length;
		});
		expect(lengths).toEqual([...Array(5).fill(102), 500, 1_000, 2_000]);
	});

	test('is asked for by a server that says so, or that takes no more', () => {
		const { pause, turnAway, fail } = pausing(1);
		expect(pause.isAsked()).toBe(false);
		fail();
		expect(pause.isAsked()).toBe(false);
		fail(10);
		expect(pause.isAsked()).toBe(true);
		jest.advanceTimersByTime(2_000);
		fail();
		expect(pause.isAsked()).toBe(false);
		turnAway();
		expect(pause.isAsked()).toBe(true);
	});
});
