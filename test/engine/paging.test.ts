import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { AT_CUSTOMER, useScene } from './support';

const USER_COUNT = 500;

const scene = useScene({ users: USER_COUNT });

const ALL_USERS = { resource: 'user', operation: 'getMany', ...AT_CUSTOMER, returnAll: true };
const pages = () => scene.requests().map(({ query }) => query.pageNumber);

/** Lists that the API pages. */
const LISTS: INodeParameters[] = [
	{ resource: 'customer' },
	{ resource: 'mca' },
	{ resource: 'user', ...AT_CUSTOMER },
	{ resource: 'providerInstance' },
].map((list) => ({ operation: 'getMany', simplify: false, returnAll: true, ...list }));

/** Entries that every list can tell apart. */
const entries = (...ids: string[]) => ids.map((id) => ({ id, customerId: id }));
const answer = (body: unknown, times: Fault['times'] = 1) =>
	scene.sandbox.inject({ kind: 'status', status: 200, body, times });

describe.each(LISTS)('Return All of $resource ends when the API', (list) => {
	test.each([
		['says for ever that there is more', { items: [], hasNextPage: true }],
		['repeats a page', { items: entries('c', 'b'), hasNextPage: true }],
		['gives null for a page', { items: null, hasNextPage: true }],
		['gives a page without list', { hasNextPage: true }],
		['turns to bare arrays', entries('c')],
	])('%s', async (_, body) => {
		answer({ items: entries('a', 'b'), hasNextPage: true });
		answer({ items: entries('c'), hasNextPage: true });
		answer(body, 'always');
		const run = await scene.run(list);

		expect(run.error).toBeUndefined();
		expect(run.output.map(({ json }) => json.id)).toEqual(['a', 'b', 'c']);
		expect(scene.requests()).toHaveLength(3);
	});
});

test.each(LISTS)('a bare array is all there is of $resource', async (list) => {
	answer(entries('a', 'b'), 'always');
	const run = await scene.run(list);

	expect(run.output.map(({ json }) => json.id)).toEqual(['a', 'b']);
	expect(pages()).toEqual(['1']);
});

test('an entry that moves to the next page meanwhile comes once', async () => {
	answer({ items: entries('a', 'b'), hasNextPage: true });
	answer({ items: entries('b', 'c'), hasNextPage: false });
	const run = await scene.run(ALL_USERS);

	expect(run.output.map(({ json }) => json.id)).toEqual(['a', 'b', 'c']);
});

test('licenses may come as a page', async () => {
	answer({ items: [{ skuId: 'a' }, { skuId: 'b' }] });
	const run = await scene.run({ ...ALL_USERS, resource: 'license' });

	expect(run.output.map(({ json }) => json.skuId)).toEqual(['a', 'b']);
});

describe('a list that cannot be read', () => {
	const EVERY_LIST = [...LISTS, { ...ALL_USERS, resource: 'license' }];
	const plain = (status: number): Fault => ({ kind: 'status', status, body: {} });

	test.each<[string, Fault, RegExp]>([
		['401', plain(401), /did not accept the access token.*Check in the credential/],
		['403', plain(403), /does not allow this.*needs the role csp or reseller/],
		['404', plain(404), /Check the (Base URL|ID: customer)/],
		['500', plain(500), /not available.*Try again later/],
		['a web page', { kind: 'html', status: 200 }, /Check the Base URL/],
		['half an answer', { kind: 'truncated' }, /cut off/],
	])('because of %s gives one error and no part of the list', async (_, fault, text) => {
		for (const list of EVERY_LIST) {
			scene.sandbox.reset();
			if (list.resource !== 'license') answer({ items: entries('a'), hasNextPage: true });
			scene.sandbox.inject({ ...fault, times: 'always' });
			const run = await scene.run(
				{ ...list, options: { maxRetries: 0 } },
				{ onError: 'continueRegularOutput' },
			);

			expect(run.output).toHaveLength(1);
			const { message, description } = run.output[0]?.json.error as Record<string, string>;
			expect(`${message} ${description}`).toMatch(text);
		}
	});
});

test('a page that fails is asked for again, and the list is whole', async () => {
	scene.sandbox.inject({ kind: 'html', status: 503, match: { path: /users/ } });
	const run = await scene.run(ALL_USERS);

	expect(run.output).toHaveLength(USER_COUNT);
	expect(pages().filter((page) => page === '1')).toHaveLength(2);
});
