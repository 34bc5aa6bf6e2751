import { createApi, previewUpdate, type Session } from '../../../nodes/shared/api/calls';
import type { CallContext } from '../../../nodes/shared/api/connection';
import { CallFailure, type Failure, withContext } from '../../../nodes/shared/api/failure';
import { createThrottle } from '../../../nodes/shared/api/throttle';
import { CUSTOMER, ID, sent } from './sent';

const PATH = '/v1/Customers/{customerId}';
const AT = { path: { customerId: CUSTOMER } };
const UPDATE_PATH = '/v1/Customers/{customerId}/microsoft-qualification';
const BODY = { providerInstanceId: ID, qualification: { name: 'Education' } };

/** What n8n's helper gives or throws, one after the other. */
type Answers = Array<{ status: number; body?: unknown; headers?: object } | { code: string }>;

function apiThatMeets(answers: Answers, settings = {}, throttle = {}) {
	const requests: object[] = [];
	const left = [...answers];
	const helper = async (_: string, request: object) => {
		requests.push(request);
		const next = left.shift() ?? { status: 200, body: {} };
		if ('code' in next) throw Object.assign(new Error('Failed'), next);
		return { statusCode: next.status, headers: next.headers ?? {}, body: next.body };
	};
	const session: Session = {
		context: { helpers: { httpRequestWithAuthentication: helper } } as unknown as CallContext,
		connection: sent().connection,
		throttle: createThrottle({ maxConcurrency: 1, waitBudgetMs: 1_000, ...throttle }),
	};
	const api = createApi(session, {
		correlationId: ID,
		maxRetries: 2,
		timeoutMs: 5_000,
		retryUnknownOutcome: false,
		...settings,
	});
	return { api, requests, session };
}
const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
	const error: unknown = await promise.then(
		() => new Error('It succeeded'),
		(thrown: unknown) => thrown,
	);
	if (error instanceof CallFailure) return error.failure;
	throw error;
};

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
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

test('an update gives nothing, a refresh what was answered', async () => {
	const { api, requests } = apiThatMeets([
		{ status: 200, body: { a: 1 } },
		{ status: 200, body: { a: 1 } },
	]);
	expect(await api.update(UPDATE_PATH, { ...AT, body: BODY })).toBeUndefined();
	const path = { customerId: CUSTOMER, providerInstanceId: ID };
	const refreshPath =
		'/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status';
	expect(await api.refresh(refreshPath, { path })).toEqual({ a: 1 });
	expect(requests).toMatchObject([{ method: 'PATCH', body: BODY }, { method: 'POST' }]);
});

test('ids stay one part of the path', () => {
	const path = { customerId: 'a/../b?c', customerUserId: 'ü' };
	const body = { providerInstanceId: ID, customerUserLicenses: [] };
	const licenses = '/v1/Customers/{customerId}/users/{customerUserId}/licenses';
	expect(previewUpdate(licenses, { path, body })).toEqual({
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

test('refusals for being too many count as a slowdown', async () => {
	const { api, session } = apiThatMeets([
		{ status: 429, headers: { 'retry-after': '0.02' } },
		{ status: 200, body: {} },
	]);
	await api.update(UPDATE_PATH, { ...AT, body: BODY });
	expect(session.throttle.slowdown).toEqual({ refused: 1, pausedMs: 20 });
});

test('a server that asks to wait is waited for, and does not use up the run', async () => {
	const { api, session } = apiThatMeets([
		{ status: 503, headers: { 'retry-after': '0.02' } },
		{ status: 200, body: {} },
	]);
	const startedAt = Date.now();
	await api.read(PATH, AT);
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(19);
	expect(session.throttle.slowdown).toEqual({ refused: 0, pausedMs: 20 });
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
	expect(await failureOf(api.update(UPDATE_PATH, { ...AT, body: BODY }))).toMatchObject(failure);
});

test('an update stays uncertain once it was, a read does not', async () => {
	const answers: Answers = [{ code: 'ECONNRESET' }, { status: 400 }];
	const { api } = apiThatMeets(answers, { retryUnknownOutcome: true });
	expect(await failureOf(api.update(UPDATE_PATH, { ...AT, body: BODY }))).toMatchObject({
		outcome: 'unknown',
		httpCode: '400',
	});
	expect(await failureOf(apiThatMeets(answers).api.read(PATH, AT))).toMatchObject({
		outcome: 'rejected',
	});
	const certain = apiThatMeets([{ status: 429 }, { status: 400 }]).api;
	expect(await failureOf(certain.update(UPDATE_PATH, { ...AT, body: BODY }))).toMatchObject({
		outcome: 'rejected',
	});
});

test.each<[Answers]>([
	[[{ status: 429, headers: { 'retry-after': '9' } }]],
	[[{ status: 503, headers: { 'retry-after': '9' } }]],
])('a wait that is too long ends it: %j', async (answers) => {
	const { api, requests } = apiThatMeets(answers);
	expect(await failureOf(api.update(UPDATE_PATH, { ...AT, body: BODY }))).toMatchObject({
		message: 'CloudCockpit asks to wait 9 seconds, longer than this run may still wait',
		outcome: 'rejected',
		attempts: 1,
	});
	expect(requests).toHaveLength(1);
});

test('so does a back-off that is too long', async () => {
	jest.spyOn(Math, 'random').mockReturnValue(1);
	const { api } = apiThatMeets([{ status: 500 }], {}, { waitBudgetMs: 10 });
	expect(await failureOf(api.read(PATH, AT))).toMatchObject({ attempts: 1, httpCode: '500' });
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

test('a failure can be told with its situation', async () => {
	const failure: Failure = { message: 'No.', attempts: 1, outcome: 'rejected', httpCode: '400' };
	const failed = withContext('Afterwards', Promise.reject(new CallFailure(failure)));
	expect(await failureOf(failed)).toEqual({ ...failure, message: 'Afterwards. No.' });
	const defect = new Error('A defect');
	await expect(withContext('Afterwards', Promise.reject(defect))).rejects.toBe(defect);
	expect(await withContext('Afterwards', Promise.resolve(1))).toBe(1);
});
