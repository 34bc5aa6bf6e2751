import { createBudget } from '../../../../nodes/shared/api/throttle/budget';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

test('a wait fits that just uses it up, and none after it', () => {
	const spend = createBudget(100);
	expect(spend(100)).toBe(true);
	jest.advanceTimersByTime(100);
	expect(spend(1)).toBe(false);
	expect(spend(0)).toBe(true);
});

test('a wait that does not fit spends nothing', () => {
	const spend = createBudget(100);
	expect(spend(101)).toBe(false);
	expect(spend(100)).toBe(true);
});

test('waits at the same time count once, a longer one by what it is longer', () => {
	const spend = createBudget(100);
	expect([spend(60), spend(60), spend(20), spend(100)]).toEqual([true, true, true, true]);
	expect(spend(101)).toBe(false);
	jest.advanceTimersByTime(50);
	expect([spend(50), spend(51)]).toEqual([true, false]);
});

test('time in which nobody waits is not counted', () => {
	const spend = createBudget(100);
	spend(40);
	jest.advanceTimersByTime(10_000);
	expect([spend(61), spend(60)]).toEqual([false, true]);
});
