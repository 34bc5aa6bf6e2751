import * as chance from '../../../nodes/shared/api/jitter';
import { type Answers, apiThatMeets, failureOf } from '../support/api';

/** What of a failure tells whoever sends the request again, and how often it was sent. */
beforeEach(() => void jest.spyOn(chance, 'jitter').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

const UPDATE = { method: 'PATCH', path: '/v1/Things' } as const;
const read = async (answers: Answers, settings: object = {}) => {
	const { api, requests } = apiThatMeets(answers, settings);
	const reading = api.read('/v1/Customers', { query: {} });
	return { failure: await failureOf(reading), requests };
};

test.each<[Answers[number], object | undefined]>([
	[{ status: 429, headers: { 'retry-after': '7' } }, { retryAfterMs: 7_000 }],
	[{ status: 503, headers: { 'retry-after': '7' } }, { retryAfterMs: 7_000 }],
	[{ status: 500 }, {}],
	[{ code: 'ECONNRESET' }, {}],
	[{ status: 400 }, undefined],
	[{ status: 404, headers: { 'retry-after': '7' } }, undefined],
])('a read that meets %j may pass later: %j', async (answer, passing) => {
	const { failure } = await read([answer], { maxRetries: 0 });
	expect(failure.passing).toEqual(passing);
});

test.each<[number, Answers, number, string]>([
	[2, [...limited(4), ...broken(2)], 7, '200'],
	[2, [...limited(4), ...broken(3)], 7, '500'],
	[2, [...broken(1), ...limited(4), ...broken(1)], 7, '200'],
	[0, limited(1), 1, '429'],
])(
	'with %d retries, of %j comes what %d requests give: %s',
	async (maxRetries, answers, count, end) => {
		const { api, requests } = apiThatMeets(answers, { maxRetries });
		const reading = api.read('/v1/Customers', { query: {} });
		if (end === '200') await reading;
		else expect(await failureOf(reading)).toMatchObject({ httpCode: end, attempts: count });
		expect(requests).toHaveLength(count);
	},
);

test.each<[Answers, string]>([
	[[...limited(1), ...unreached(3)], 'rejected'],
	[unreached(3), 'notSent'],
	[[...unreached(1), { status: 400 }], 'rejected'],
])('an update that meets %j was %s', async (answers, outcome) => {
	const { api } = apiThatMeets(answers);
	expect(await failureOf(api.write(UPDATE))).toMatchObject({ outcome });
});

function limited(count: number): Answers {
	return Array<Answers[number]>(count).fill({ status: 429 });
}
function broken(count: number): Answers {
	return Array<Answers[number]>(count).fill({ status: 500 });
}
function unreached(count: number): Answers {
	return Array<Answers[number]>(count).fill({ code: 'ECONNREFUSED' });
}
