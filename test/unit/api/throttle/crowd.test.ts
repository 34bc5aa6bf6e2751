import type { Connection } from '../../../../nodes/shared/api/connection';
import { forgetAll, joinCrowd } from '../../../../nodes/shared/api/throttle/crowd';
import type { Place, RunSettings } from '../../../../nodes/shared/api/throttle/throttle';

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(Math, 'random').mockReturnValue(0);
	forgetAll();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});
const wait = async (waitMs: number) => await jest.advanceTimersByTimeAsync(waitMs);

const connect = (changes: Partial<Connection> = {}, clientId = 'client'): Connection => ({
	credentialType: 'cloudCockpitOAuth2Api',
	baseUrl: 'https://api.example.com',
	tenant: 'portal.example.com',
	secrets: [],
	credential: { id: '', name: '', type: '', data: { clientId } },
	...changes,
});
const SETTINGS: RunSettings = { maxConcurrency: 10, waitBudgetMs: 600_000 };
const WELL = { health: 'well' } as const;

/** A run with that many requests that want to start, and the places they have got so far. */
function run(count: number, settings: Partial<RunSettings> = {}, connection = connect()) {
	const throttle = joinCrowd(connection, { ...SETTINGS, ...settings });
	const places: Place[] = [];
	const refused: unknown[] = [];
	for (let index = 0; index < count; index += 1) {
		throttle.enter().then(
			(place) => places.push(place),
			(error: unknown) => refused.push(error),
		);
	}
	return { throttle, places, refused };
}

describe('what is shared', () => {
	test.each<[string, Connection, Connection, boolean]>([
		['the same client', connect(), connect(), true],
		['another client', connect(), connect({}, 'other'), false],
		['another tenant', connect(), connect({ tenant: 'b.example.com' }), false],
		['another server', connect(), connect({ baseUrl: 'https://b.example.com' }), false],
		['the same token', connect({ accessToken: 'a' }), connect({ accessToken: 'a' }), true],
		['another token', connect({ accessToken: 'a' }), connect({ accessToken: 'b' }), false],
	])('with %s', async (_, one, other, isShared) => {
		run(1, {}, one);
		const second = run(1, {}, other);
		await wait(0);
		// The first request goes alone, for all who share.
		expect(second.places).toHaveLength(isShared ? 0 : 1);
	});

	test('is forgotten after a minute without a request, and holds no timer for that', async () => {
		const first = run(1);
		await wait(0);
		first.places[0]?.leave(WELL);
		expect(jest.getTimerCount()).toBe(0);
		await wait(59_000);
		const soon = run(5);
		await wait(5);
		expect(soon.places.length).toBeGreaterThan(1);
		for (const place of soon.places) place.leave(WELL);
		await wait(61_000);
		const late = run(5);
		await wait(0);
		expect(late.places).toHaveLength(1);
	});

	test('is kept as long as somebody waits', async () => {
		const first = run(1);
		await wait(0);
		first.places[0]?.leave({ health: 'limited', askedMs: 120_000 });
		const waiting = run(1);
		await wait(90_000);
		const other = run(1);
		await wait(29_000);
		expect([waiting.places.length, other.places.length]).toEqual([0, 0]);
		await wait(2_000);
		expect(waiting.places).toHaveLength(1);
	});

	test('nobody waits for a pause that nobody can wait for, once it is forgotten', async () => {
		const first = run(1);
		await wait(0);
		first.places[0]?.leave({ health: 'limited', askedMs: 3_600_000 });
		await wait(30_000);
		const refused = run(1);
		await wait(0);
		expect(refused.refused).toMatchObject([{ ending: { cause: 'waitTooLong' } }]);
		await wait(31_000);
		const again = run(1);
		await wait(0);
		expect(again.places).toHaveLength(1);
	});
});

describe('turns', () => {
	/** Opens the throttle and fills it with a long run. */
	async function fill(count: number) {
		const long = run(count);
		await wait(0);
		long.places.shift()?.leave(WELL);
		await wait(5);
		expect(long.places).toHaveLength(10);
		return long;
	}

	test('go round the runs', async () => {
		const long = await fill(100);
		const short = run(3);
		const other = run(2);
		for (const expected of [
			[1, 0],
			[1, 1],
			[1, 1],
			[2, 1],
			[2, 2],
			[2, 2],
			[3, 2],
		]) {
			long.places.shift()?.leave(WELL);
			await wait(5);
			expect([short.places.length, other.places.length]).toEqual(expected);
		}
	});

	test('pass over a run that has as many under way as it wants', async () => {
		const long = await fill(100);
		const narrow = run(50, { maxConcurrency: 2 });
		for (let round = 0; round < 30; round += 1) {
			long.places.shift()?.leave(WELL);
			await wait(5);
		}
		expect(narrow.places).toHaveLength(2);
		expect(long.places).toHaveLength(8);
	});

	test('a slow first request does not hold the others for ever', async () => {
		const first = run(1);
		const other = run(5);
		await wait(4_900);
		expect([first.places.length, other.places.length]).toEqual([1, 0]);
		await wait(200);
		expect(other.places).toHaveLength(5);
	});
});

describe('a run of its own', () => {
	test('is stopped without a trace: listeners and timers go, the others stay', async () => {
		const stop = new AbortController();
		const listening = jest.spyOn(stop.signal, 'removeEventListener');
		const first = run(1);
		await wait(0);
		first.places[0]?.leave({ health: 'limited', askedMs: 10_000 });
		const stopped = run(3, { signal: stop.signal });
		await wait(10);
		stop.abort();
		await wait(0);
		expect(stopped.refused).toHaveLength(3);
		expect(listening).toHaveBeenCalled();
		expect(jest.getTimerCount()).toBe(0);
		const other = run(1);
		await wait(10_000);
		expect(other.places).toHaveLength(1);
	});

	test('ends by its own budget, and others go on waiting', async () => {
		const first = run(1);
		await wait(0);
		const poor = run(1, { waitBudgetMs: 500 });
		const rich = run(1);
		first.places[0]?.leave({ health: 'limited', askedMs: 1_000 });
		await wait(0);
		expect(poor.refused).toMatchObject([{ ending: { cause: 'waitTooLong', waitMs: 1_000 } }]);
		await wait(1_001);
		expect(rich.places).toHaveLength(1);
		expect(rich.throttle.slowdown).toEqual({ refused: 0, pausedMs: 1_000 });
	});

	test('is told apart: held by an outage or because the server asks for it', async () => {
		const first = run(1);
		await wait(0);
		first.places[0]?.leave(WELL);
		jest.spyOn(Math, 'random').mockReturnValue(1);
		for (let fault = 0; fault < 3; fault += 1) {
			const one = run(1);
			await wait(5);
			one.places[0]?.leave({ health: 'faulty' });
		}
		const poor = run(1, { waitBudgetMs: 100 });
		await wait(0);
		expect(poor.refused).toMatchObject([{ ending: { cause: 'unavailable' } }]);
	});
});

test('pauses without a word from the server double while nothing succeeds, chance counts once', async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const { places, throttle } = run(6, { maxConcurrency: 1 });
	for (const pauseMs of [250, 500, 1_000]) {
		await wait(0);
		places.pop()?.leave({ health: 'limited' });
		await wait(pauseMs - 1);
		expect(places).toHaveLength(0);
		await wait(2);
		expect(places).toHaveLength(1);
	}
	places.pop()?.leave(WELL);
	await wait(0);
	places.pop()?.leave({ health: 'limited' });
	expect(throttle.slowdown.refused).toBe(4);
	await wait(249);
	expect(places).toHaveLength(0);
	await wait(2);
	expect(places).toHaveLength(1);
});
