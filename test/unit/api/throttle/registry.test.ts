import type { Connection } from '../../../../nodes/shared/api/connection';
import { forgetAll, joinCrowd } from '../../../../nodes/shared/api/throttle/crowd';
import { createThrottle } from '../../../../nodes/shared/api/throttle/throttle';

beforeEach(forgetAll);
afterEach(() => jest.restoreAllMocks());

const SETTINGS = { maxConcurrency: 10, waitBudgetMs: 1_000 };
const connect = (data: object, changes: Partial<Connection> = {}): Connection => ({
	credentialType: 'cloudCockpitOAuth2Api',
	baseUrl: 'https://api.example.com',
	tenant: 'portal.example.com',
	secrets: [],
	credential: { id: '', name: '', type: '', data: { clientId: 'client', ...data } },
	...changes,
});

/** Whether a run with this connection meets a server of which nothing is known: one goes first. */
async function isUnknown(connection: Connection): Promise<boolean> {
	const throttle = joinCrowd(connection, SETTINGS);
	let started = 0;
	const entering = [1, 2].map(async () => {
		const place = await throttle.enter();
		started += 1;
		return place;
	});
	await new Promise((resolve) => setImmediate(resolve));
	const before = started;
	(await entering[0])?.leave({ health: 'well' });
	(await entering[1])?.leave({ health: 'well' });
	return before === 1;
}

test('what is known is kept under no secret and no token', () => {
	const kept = jest.spyOn(Map.prototype, 'set');
	joinCrowd(connect({ clientSecret: 'hush-hush-1' }), SETTINGS);
	joinCrowd(connect({}, { accessToken: 'hush-hush-2' }), SETTINGS);
	const keys = kept.mock.calls.map(([key]) => String(key));
	expect(keys.some((key) => key.includes('api.example.com'))).toBe(true);
	expect(keys.join()).not.toContain('hush-hush');
});

test('a new secret of the same client meets what is known', async () => {
	expect(await isUnknown(connect({ clientSecret: 'a' }))).toBe(true);
	expect(await isUnknown(connect({ clientSecret: 'b' }))).toBe(false);
});

test('a thousand connections are known at most, the oldest goes first', async () => {
	const first = connect({ clientId: 'first' });
	const second = connect({ clientId: 'second' });
	await isUnknown(first);
	await isUnknown(second);
	// Who comes again is no longer the oldest.
	await isUnknown(first);
	for (let client = 0; client < 999; client += 1) {
		joinCrowd(connect({ clientId: `client ${client}` }), SETTINGS);
	}
	expect(await isUnknown(first)).toBe(false);
	expect(await isUnknown(second)).toBe(true);
});

describe('a run', () => {
	test('that is stopped refuses who rests', async () => {
		const throttle = createThrottle().join({ maxConcurrency: 1, waitBudgetMs: 60_000 });
		const resting = throttle.rest(50_000);
		throttle.stop();
		await expect(resting).rejects.toMatchObject({ ending: { cause: 'stopped' } });
		await expect(throttle.enter()).rejects.toMatchObject({ ending: { cause: 'stopped' } });
	});

	test('is told how many of its items rest or wait for a lane', async () => {
		const throttle = createThrottle().join({ maxConcurrency: 1, waitBudgetMs: 60_000 });
		const told: number[] = [];
		throttle.onRest((by) => told.push(by));
		await throttle.rest(1);
		expect(told).toEqual([1, -1]);
		const lane = await throttle.lane('a');
		expect(told).toHaveLength(2);
		const waiting = throttle.lane('a');
		expect(told).toEqual([1, -1, 1]);
		if (typeof lane === 'object') lane.release();
		expect(await waiting).toHaveProperty('release');
		expect(told).toEqual([1, -1, 1, -1]);
	});
});
