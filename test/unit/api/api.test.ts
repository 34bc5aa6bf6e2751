import { createAccess } from '../../../nodes/shared/api/access';
import { createApi, patch } from '../../../nodes/shared/api/api';
import type { Failure } from '../../../nodes/shared/api/failure';
import * as chance from '../../../nodes/shared/api/jitter';
import { type Answers, apiThatMeets, failureOf, SETTINGS } from '../support/api';
import { CUSTOMER, ID } from './sent';

const PATH = '/v1/Customers/{customerId}';
const AT = { path: { customerId: CUSTOMER } };
const BODY = { providerInstanceId: ID, qualification: { name: 'Education' } };
const UPDATE = patch('/v1/Customers/{customerId}/microsoft-qualification', { ...AT, body: BODY });

beforeEach(() => void jest.spyOn(chance, 'jitter').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

test('a read gives the JSON', async () => {
	const { api, requests } = apiThatMeets([{ status: 200, body: { id: CUSTOMER } }]);
	expect(await api.read(PATH, AT)).toEqual({ id: CUSTOMER });
	expect(api.correlationId).toBe(ID);
	expect(requests).toEqual([
		expect.objectContaining({
			method: 'GET',
			url: `https://api.example.com/base/v1/Customers/${CUSTOMER}`,
			timeout: 5_000,
		}),
	]);
});

test('a read in a list has its query', async () => {
	const { api, requests } = apiThatMeets([{ status: 200, body: [] }]);
	await api.read('/v1/Customers', { query: { pageNumber: 2, pageSize: 5 } });
	expect(requests).toMatchObject([{ qs: { pageNumber: 2, pageSize: 5 } }]);
});

test('an update and a refresh give what was answered, if anything', async () => {
	const { api, requests } = apiThatMeets([
		{ status: 200, body: { a: 1 } },
		{ status: 200, body: { a: 1 } },
	]);
	expect(await api.write(UPDATE)).toEqual({ a: 1 });
	const path = { customerId: CUSTOMER, providerInstanceId: ID };
	const refreshPath =
		'/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status';
	expect(await api.refresh(refreshPath, { path })).toEqual({ a: 1 });
	expect(requests).toMatchObject([{ method: 'PATCH', body: BODY }, { method: 'POST' }]);
	const silent = apiThatMeets([{ status: 204 }]).api;
	expect(await silent.write(UPDATE)).toBeUndefined();
});

test.each<[unknown]>([[{ a: 1 }], [7], [undefined]])(
	'whatever is at a path may be got: %j',
	async (body) => {
		const { api, requests } = apiThatMeets([{ status: 200, body }]);
		expect(await api.get('/v1/Anything', { a: 'b' })).toEqual(body);
		expect(requests).toMatchObject([
			{ method: 'GET', url: 'https://api.example.com/base/v1/Anything', qs: { a: 'b' } },
		]);
	},
);

test('an update is sent again after an unknown outcome where that is safe', async () => {
	const answers: Answers = [{ code: 'ECONNRESET' }, { status: 200, body: {} }];
	const { api, requests } = apiThatMeets(answers);
	await api.write(UPDATE, { safeToRepeat: true });
	expect(requests).toHaveLength(2);
	const other = apiThatMeets(answers).api.write(UPDATE, { safeToRepeat: false });
	expect(await failureOf(other)).toMatchObject({ outcome: 'unknown', attempts: 1 });
});

test('ids stay one part of the path', () => {
	const path = { customerId: 'a/../b?c', customerUserId: 'ü' };
	const body = { providerInstanceId: ID, customerUserLicenses: [] };
	const licenses = '/v1/Customers/{customerId}/users/{customerUserId}/licenses';
	expect(patch(licenses, { path, body })).toEqual({
		method: 'PATCH',
		path: '/v1/Customers/a%2F..%2Fb%3Fc/users/%C3%BC/licenses',
		body,
	});
});

test('a read is repeated until it succeeds', async () => {
	const { api, requests, session } = apiThatMeets([
		{ status: 500 },
		{ code: 'ECONNRESET' },
		{ status: 200, body: { id: CUSTOMER } },
	]);
	expect(await api.read(PATH, AT)).toEqual({ id: CUSTOMER });
	expect(requests).toHaveLength(3);
	expect(session.throttle.slowdown).toEqual({ refused: 0, pausedMs: 0 });
});

test('and no more often than allowed', async () => {
	const { api, requests } = apiThatMeets(Array(4).fill({ status: 502 }));
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({
		attempts: 3,
		httpCode: '502',
		outcome: 'unknown',
	});
	expect(requests).toHaveLength(3);
});

describe('a server that asks to wait', () => {
	beforeEach(() => void jest.useFakeTimers());
	afterEach(() => void jest.useRealTimers());

	test.each([
		[429, { refused: 1, pausedMs: 20_000 }],
		// It holds its own item, which is no pause of the run.
		[503, { refused: 0, pausedMs: 0 }],
	])('with %d is waited for', async (status, slowdown) => {
		const answers = [
			{ status, headers: { 'retry-after': '20' } },
			{ status: 200, body: {} },
		];
		const { api, requests, session } = apiThatMeets(answers, {}, { waitBudgetMs: 30_000 });
		const writing = api.write(UPDATE);
		await jest.advanceTimersByTimeAsync(19_900);
		expect(requests).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(200);
		await writing;
		expect(requests).toHaveLength(2);
		expect(session.throttle.slowdown).toEqual(slowdown);
	});

	test('with 429 does not use up the tries of a request, unless it has none', async () => {
		const limited = { status: 429, headers: { 'retry-after': '1' } };
		const answers: Answers = [...Array(9).fill(limited), { status: 200, body: {} }];
		const { api, requests } = apiThatMeets(answers, {}, { waitBudgetMs: 30_000 });
		const writing = api.write(UPDATE);
		await jest.advanceTimersByTimeAsync(30_000);
		await writing;
		expect(requests).toHaveLength(10);
		const none = apiThatMeets(answers, { maxRetries: 0 });
		expect(await failureOf(none.api.write(UPDATE))).toMatchObject({ attempts: 1, httpCode: '429' });
	});
});

test('what is known to be refused is not sent, and what is learned is kept', async () => {
	const { session, requests } = apiThatMeets([{ status: 401 }]);
	const api = createApi({ ...session, access: createAccess() }, SETTINGS);
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({ kind: 'unauthorized', attempts: 1 });
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({ kind: 'unauthorized', attempts: 0 });
	expect(requests).toHaveLength(1);
});

test.each<[Answers, Partial<Failure>]>([
	[[{ status: 400 }], { outcome: 'rejected', attempts: 1 }],
	[[{ code: 'ECONNRESET' }], { outcome: 'unknown', attempts: 1 }],
	[[{ status: 429 }, { status: 504 }], { outcome: 'unknown', attempts: 2 }],
	[
		[{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }],
		{ outcome: 'notSent', attempts: 3 },
	],
])('an update that meets %j fails with %j', async (answers, failure) => {
	const { api } = apiThatMeets(answers);
	expect(await failureOf(api.write(UPDATE))).toMatchObject(failure);
});

test('an update stays uncertain once it was, a read does not', async () => {
	const answers: Answers = [{ code: 'ECONNRESET' }, { status: 400 }];
	const { api } = apiThatMeets(answers, { retryUnknownOutcome: true });
	expect(await failureOf(api.write(UPDATE))).toMatchObject({
		outcome: 'unknown',
		httpCode: '400',
	});
	expect(await failureOf(apiThatMeets(answers).api.read(PATH, AT))).toMatchObject({
		outcome: 'rejected',
	});
	const certain = apiThatMeets([{ status: 429 }, { status: 400 }]).api;
	expect(await failureOf(certain.write(UPDATE))).toMatchObject({
		outcome: 'rejected',
	});
});

test.each<[Answers]>([
	[[{ status: 429, headers: { 'retry-after': '9' } }]],
	[[{ status: 503, headers: { 'retry-after': '9' } }]],
])('a wait that is too long ends it: %j', async (answers) => {
	const { api, requests } = apiThatMeets(answers);
	expect(await failureOf(api.write(UPDATE))).toMatchObject({
		message: 'CloudCockpit asks to wait 9 seconds',
		outcome: 'rejected',
		attempts: 1,
	});
	expect(requests).toHaveLength(1);
});

test('so does a back-off that is too long', async () => {
	jest.spyOn(chance, 'jitter').mockReturnValue(1);
	const { api } = apiThatMeets([{ status: 500 }], {}, { waitBudgetMs: 10 });
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({ attempts: 1, httpCode: '500' });
});

test('a failure ends a run that ends with one, a read that is repeated does not', async () => {
	const throttle = { endsWithFailure: true };
	const { api, requests } = apiThatMeets(
		[{ status: 500 }, { status: 200, body: {} }],
		{},
		throttle,
	);
	await api.read(PATH, AT);
	const failing = apiThatMeets([{ status: 400 }], {}, throttle);
	await failureOf(failing.api.read(PATH, AT));
	expect(await failureOf(failing.api.read(PATH, AT))).toMatchObject({
		kind: 'stopped',
		attempts: 0,
		outcome: 'notSent',
	});
	expect([requests.length, failing.requests.length]).toEqual([2, 1]);
});

test('a read of what can be missing does not end it', async () => {
	const { api, requests } = apiThatMeets([{ status: 403 }], {}, { endsWithFailure: true });
	const reading = api.read(PATH, AT, { isOptional: true });
	expect(await failureOf(reading)).toMatchObject({ kind: 'forbidden', attempts: 1 });
	await api.read(PATH, AT);
	expect(requests).toHaveLength(2);
});

test('a run that was stopped sends nothing', async () => {
	const { api, requests } = apiThatMeets([], {}, { signal: AbortSignal.abort() });
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({
		message: 'The execution was canceled before CloudCockpit confirmed this item',
		attempts: 0,
		outcome: 'notSent',
	});
	expect(requests).toEqual([]);
});

test('what is no failure of a call is passed on', async () => {
	const defect = new Error('A defect');
	const { api, session } = apiThatMeets([]);
	session.throttle.enter = async () => await Promise.reject(defect);
	await expect(api.read(PATH, AT)).rejects.toBe(defect);
});
