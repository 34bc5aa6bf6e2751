import { createPace } from '../../../../nodes/shared/api/throttle/pace';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

test('nothing waits before the first answer', () => {
	const pace = createPace();
	expect(pace.waitMs()).toBeLessThanOrEqual(0);
	for (let start = 0; start < 50; start += 1) pace.started(50);
	expect(pace.waitMs()).toBeLessThanOrEqual(0);
});

test('as many as may be in flight start within nine tenths of the time of a request', () => {
	const pace = createPace();
	pace.answered(50);
	const startsAt: number[] = [];
	for (let start = 0; start < 10; start += 1) {
		jest.advanceTimersByTime(Math.max(0, pace.waitMs()));
		startsAt.push(performance.now());
		pace.started(10);
	}
	expect(startsAt).toEqual([0, 4, 9, 13, 18, 22, 27, 31, 36, 40]);
});

test('a start that comes late moves the next one, time that was not used is not saved up', () => {
	const pace = createPace();
	pace.answered(50);
	pace.started(10);
	jest.advanceTimersByTime(500);
	expect(pace.waitMs()).toBeLessThanOrEqual(0);
	pace.started(10);
	expect(pace.waitMs()).toBe(4);
});

test('gaps shorter than a millisecond add up until they are one', () => {
	const pace = createPace();
	pace.answered(20);
	pace.started(50);
	pace.started(50);
	expect(pace.waitMs()).toBe(0);
	pace.started(50);
	expect(pace.waitMs()).toBe(1);
});

test('the fastest request counts, not the first, which may have fetched a token, and not the last', () => {
	const pace = createPace();
	pace.answered(3_000);
	pace.answered(30);
	pace.answered(500);
	pace.started(10);
	expect(pace.waitMs()).toBe(2);
});

test('a slow server does not make the gaps longer than 5 ms', () => {
	const pace = createPace();
	pace.answered(10_000);
	pace.started(10);
	expect(pace.waitMs()).toBe(5);
});
