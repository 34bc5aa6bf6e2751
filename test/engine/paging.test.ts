import { AT_CUSTOMER, useScene } from './support';

const USER_COUNT = 5_000;

const scene = useScene({ users: USER_COUNT, customers: 251 });

const ALL_USERS = { resource: 'user', operation: 'getMany', ...AT_CUSTOMER, returnAll: true };
const pages = () => scene.requests().map(({ query }) => query.pageNumber);

test('Return All goes on to the last page', async () => {
	const run = await scene.run({ resource: 'customer', operation: 'getMany', returnAll: true });

	expect(new Set(run.output.map(({ json }) => json.id)).size).toBe(251);
	expect(pages()).toEqual(['1', '2']);
});

test('Return All gets thousands, each once', async () => {
	const run = await scene.run(ALL_USERS);

	expect(new Set(run.output.map(({ json }) => json.id)).size).toBe(USER_COUNT);
	expect(run.output).toHaveLength(USER_COUNT);
});

test('a limit beyond one page fetches pages of equal size', async () => {
	const run = await scene.run({ ...ALL_USERS, returnAll: false, limit: 300 });

	expect(run.output).toHaveLength(300);
	expect(scene.requests().map(({ query }) => query.pageSize)).toEqual(['150', '150']);
});

test.each([
	['no entries', { items: [], hasNextPage: true }, 0, 1],
	[
		'the same entries again and again',
		{ items: [{ id: 'a' }, { id: 'b' }], hasNextPage: true },
		2,
		2,
	],
	['a bare array', [{ id: 'a' }, { id: 'b' }], 2, 1],
	['null for a list', { items: null, hasNextPage: true }, 0, 1],
])('Return All ends when the API gives %s', async (_, body, found, requests) => {
	scene.sandbox.inject({ kind: 'status', status: 200, body, times: 'always' });
	const run = await scene.run(ALL_USERS);

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(found);
	expect(scene.requests()).toHaveLength(requests);
});

test('a page that fails is asked for again, and the list is whole', async () => {
	scene.sandbox.inject({ kind: 'html', status: 503, match: { path: /users/ } });
	const run = await scene.run(ALL_USERS);

	expect(run.output).toHaveLength(USER_COUNT);
	expect(pages().filter((page) => page === '1')).toHaveLength(2);
});
