import * as chance from '../../../../nodes/shared/api/jitter';
import {
	createThrottle,
	type Place,
	type PlaceEnd,
} from '../../../../nodes/shared/api/throttle/throttle';

/** Which faults hold everybody, and who counts as present. */
beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(chance, 'jitter').mockReturnValue(1);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});
const wait = async (waitMs: number) => await jest.advanceTimersByTimeAsync(waitMs);

const WELL: PlaceEnd = { health: 'well' };
const UNAVAILABLE: PlaceEnd = { health: 'faulty', askedMs: 5_000 };
const BROKEN: PlaceEnd = { health: 'faulty' };
const UNREACHED: PlaceEnd = { health: 'unreached' };

/** A hundred requests: how many are under way after each of them ended so, one after the other. */
async function underWay(...ends: PlaceEnd[]): Promise<number[]> {
	const throttle = createThrottle().join({ maxConcurrency: 5, waitBudgetMs: 60_000 });
	const places: Place[] = [];
	for (let index = 0; index < 100; index += 1) {
		void throttle.enter().then((place) => places.push(place));
	}
	await wait(0);
	const counts: number[] = [];
	for (const end of ends) {
		places.shift()?.leave(end);
		await wait(0);
		counts.push(places.length);
	}
	return counts;
}

test.each<[string, PlaceEnd[], number[]]>([
	['a single request to wait holds nobody', [WELL, UNAVAILABLE, WELL], [5, 5, 5]],
	['two in a row hold everybody', [WELL, UNAVAILABLE, UNAVAILABLE], [5, 5, 4]],
	['of other faults it takes three', [WELL, BROKEN, BROKEN, BROKEN], [5, 5, 5, 4]],
	['a server that has never answered is one that is down', [BROKEN, BROKEN, BROKEN], [1, 1, 0]],
	[
		'an address that nobody was reached at is more likely wrong',
		[UNREACHED, UNREACHED, UNREACHED, UNREACHED],
		[1, 1, 1, 1],
	],
])('%s', async (_, ends, counts) => {
	expect(await underWay(...ends)).toEqual(counts);
});

test('a connection is idle once nothing waits, rests, writes or is under way', async () => {
	const throttle = createThrottle();
	const run = throttle.join({ maxConcurrency: 5, waitBudgetMs: 60_000 });
	const isIdle = async () => {
		await wait(100);
		return throttle.idleMs() > 0;
	};
	expect(await isIdle()).toBe(true);

	const place = await run.enter();
	expect(await isIdle()).toBe(false);
	place.leave(WELL);
	expect(await isIdle()).toBe(true);

	const resting = run.rest(500);
	expect(await isIdle()).toBe(false);
	await wait(500);
	await resting;
	expect(await isIdle()).toBe(true);

	const lane = await run.lane('a');
	const refused = run.lane('a');
	expect(await isIdle()).toBe(false);
	if (typeof lane === 'object') lane.release(true);
	expect(await refused).toBe('uncertain');
	expect(await isIdle()).toBe(true);
});
