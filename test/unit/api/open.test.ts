import type { CallContext } from '../../../nodes/shared/api/connection';
import * as chance from '../../../nodes/shared/api/jitter';
import { openApi } from '../../../nodes/shared/api/open';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { failureOf, type Request } from '../support/api';
import { createContext } from '../support/context';

/** The API as a drop-down or a trigger opens it. */
const CUSTOMERS = '/v1/Customers';
const LIMITS = { maxConcurrency: 2, waitBudgetMs: 1_000, maxRetries: 1, timeoutMs: 7_000 };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

async function open(
	answer: (request: Request) => Promise<object>,
	{ signal = new AbortController().signal, credential = undefined as object | undefined } = {},
) {
	const requests: Request[] = [];
	const request = async (_: string, sent: Request) => {
		requests.push(sent);
		return await answer(sent);
	};
	const given = { parameters: {}, items: [], request, credential: credential as never };
	const context = createContext(given, []) as unknown as CallContext;
	const opened = await openApi(context, 'cloudCockpitApi', LIMITS, signal);
	return { ...opened, requests };
}
const answering =
	(statusCode: number, body: unknown = []) =>
	async () => ({ statusCode, headers: {}, body });

test('asks with the credential, under one correlation ID of its own', async () => {
	const { api, connection, requests } = await open(answering(200));
	await api.read(CUSTOMERS, { query: {} });
	await api.read(CUSTOMERS, { query: {} });
	expect(connection).toMatchObject({ tenant: 'portal.example.com', accessToken: 'token' });
	expect(api.correlationId).toMatch(UUID);
	expect(requests).toMatchObject(
		Array(2).fill({
			url: 'https://api.example.com/base/v1/Customers',
			headers: { 'X-Tenant': 'portal.example.com', 'X-Correlation-Id': api.correlationId },
			timeout: 7_000,
		}),
	);
	expect((await open(answering(200))).api.correlationId).not.toBe(api.correlationId);
});

test('repeats as often as it may', async () => {
	const { api, requests } = await open(answering(503));
	expect(await failureOf(api.read(CUSTOMERS, { query: {} }))).toMatchObject({ attempts: 2 });
	expect(requests).toHaveLength(2);
});

test('has no more under way than it may', async () => {
	let inFlight = 0;
	let most = 0;
	const { api } = await open(async () => {
		inFlight += 1;
		most = Math.max(most, inFlight);
		await new Promise((resolve) => setTimeout(resolve, 2));
		inFlight -= 1;
		return await answering(200)();
	});
	await Promise.all(
		Array.from({ length: 8 }, async () => await api.read(CUSTOMERS, { query: {} })),
	);
	expect(most).toBe(2);
});

test('ends what is under way when its time is over', async () => {
	const over = new AbortController();
	const { api, requests } = await open(async () => await new Promise(() => {}), {
		signal: over.signal,
	});
	const reading = failureOf(api.read(CUSTOMERS, { query: {} }));
	await new Promise((resolve) => setImmediate(resolve));
	expect(requests).toHaveLength(1);
	over.abort();
	expect(await reading).toMatchObject({ kind: 'canceled' });
});

test('is not opened with a credential that cannot be used', async () => {
	const credential = { tenant: '', accessToken: 'x' };
	await expect(open(answering(200), { credential })).rejects.toThrow(
		/^The Tenant in the credential must be/,
	);
});
