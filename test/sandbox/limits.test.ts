import { CUSTOMERS } from '../../sandbox/seed';
import { mcaPath, useSandbox } from './support';

const scene = useSandbox();
const read = (headers = {}) => scene.http.get(mcaPath(CUSTOMERS.northwind.id), { headers });
const readMany = (count: number) => Promise.all(Array.from({ length: count }, () => read()));
const count = (answers: Array<{ status: number }>, status: number) =>
	answers.filter((answer) => answer.status === status).length;

describe('rate limit', () => {
	afterEach(() => jest.restoreAllMocks());

	test('lets so many pass in a window, and says in seconds when the next begins', async () => {
		scene.sandbox.limitRate({ requests: 3, perSeconds: 5 });
		const first = await readMany(5);
		expect([count(first, 200), count(first, 429)]).toEqual([3, 2]);
		const retryAfter = Number((await read()).headers['retry-after']);
		expect(retryAfter).toBe(5);

		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 5000);
		expect(count(await readMany(4), 200)).toBe(3);
	});

	test('says it as a date', async () => {
		scene.sandbox.limitRate({ requests: 1, perSeconds: 2, retryAfterAs: 'date' });
		await read();
		const wait = Date.parse((await read()).headers['retry-after']) - Date.now();
		expect(wait).toBeGreaterThan(1000);
		expect(wait).toBeLessThanOrEqual(3000);
	});

	test('is counted for each tenant, and can be lifted', async () => {
		scene.sandbox.limitRate({ requests: 1, perSeconds: 60 });
		expect((await read()).status).toBe(200);
		expect((await read()).status).toBe(429);
		expect((await read({ 'X-Tenant': 'other.example.com' })).status).toBe(403);
		scene.sandbox.limitRate(undefined);
		expect((await read()).status).toBe(200);
	});

	test('does not count what it refuses as carried out', async () => {
		scene.sandbox.limitRate({ requests: 0, perSeconds: 1 });
		await read();
		expect(scene.sandbox.requests).toEqual([
			expect.objectContaining({ status: 429, applied: false }),
		]);
	});
});

describe('concurrency limit', () => {
	test('answers 429 to what goes beyond it', async () => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 60, times: 'always' });
		scene.sandbox.limitConcurrency(4, 1);
		const answers = await readMany(10);
		expect([count(answers, 200), count(answers, 429)]).toEqual([4, 6]);
		expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
		expect(scene.sandbox.peakInFlight).toBe(4);

		scene.sandbox.limitConcurrency(undefined);
		expect(count(await readMany(10), 200)).toBe(10);
		expect(scene.sandbox.peakInFlight).toBe(10);
	});
});
