import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { AT_CUSTOMER, type NodeRun, useScene } from './support';

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

test.each(LISTS)('Return All of $resource ends when the API turns to bare arrays', async (list) => {
	answer({ items: entries('a', 'b'), hasNextPage: true });
	answer({ items: entries('c'), hasNextPage: true });
	answer(entries('d'));
	const run = await scene.run(list);

	expect(run.output.map(({ json }) => json.id)).toEqual(['a', 'b', 'c', 'd']);
	expect(scene.requests()).toHaveLength(3);
	expect(run.hints).toEqual([]);
});

describe.each(LISTS)(
	'a list of $resource that is not whole is read again, and then told',
	(list) => {
		/** All of it: two pages, as often as it is read. */
		const serve = (first: object, second: object, times: Fault['times'] = 1) => {
			answer(first);
			answer(second);
			if (times === 1) return;
			answer(first);
			answer(second, 'always');
		};
		const whole = { items: entries('a', 'b', 'c'), hasNextPage: false, totalCount: 3 };
		const ids = (run: NodeRun) => run.output.map(({ json }) => json.id);
		const told = (run: NodeRun) => run.hints.map(({ message }) => message);

		test.each<[string, object, object]>([
			[
				'an entry deleted between two pages hides another',
				{ items: entries('a', 'b'), hasNextPage: true, totalCount: 4 },
				{ items: entries('d'), hasNextPage: false, totalCount: 4 },
			],
			[
				'a page is empty, but not the last',
				{ items: entries('a', 'b'), hasNextPage: true },
				{ items: [], hasNextPage: true },
			],
			[
				'a page comes again',
				{ items: entries('a', 'b'), hasNextPage: true },
				{ items: entries('a', 'b'), hasNextPage: true },
			],
			[
				'entries are null',
				{ items: [...entries('a'), null], hasNextPage: true },
				{ items: [null, 'text', ...entries('b')], hasNextPage: false },
			],
		])('%s', async (_, first, second) => {
			serve(first, second);
			answer(whole);
			const mended = await scene.run(list);
			expect(ids(mended)).toEqual(['a', 'b', 'c']);
			expect(told(mended)).toEqual([]);

			scene.sandbox.reset();
			serve(first, second, 'always');
			const short = await scene.run(list);
			expect(short.error).toBeUndefined();
			expect(ids(short)).toEqual(expect.arrayContaining(['a']));
			expect(told(short)).toEqual([expect.stringContaining('The list may not be complete')]);
		});

		test('a page that only tells how many there are is not the last one', async () => {
			answer({ items: entries('a'), totalPages: 4 });
			answer({ items: entries('b'), totalPages: 4 });
			answer({ items: entries('c'), totalPages: 4 });
			answer({ items: entries('d'), totalPages: 4 });
			const run = await scene.run(list);

			expect(ids(run)).toEqual(['a', 'b', 'c', 'd']);
			expect(scene.requests()).toHaveLength(4);
		});

		test('a limit is no gap', async () => {
			answer({ items: entries('a', 'b'), hasNextPage: true, totalCount: 9 });
			const run = await scene.run({ ...list, returnAll: false, limit: 2 });

			expect(ids(run)).toEqual(['a', 'b']);
			expect(told(run)).toEqual([]);
			expect(scene.requests()).toHaveLength(1);
		});
	},
);

describe('what is no list is a failure, not an empty list', () => {
	const EVERY_LIST = [...LISTS, { ...ALL_USERS, resource: 'license' }];

	test.each<[string, unknown]>([
		['an empty object', {}],
		['an error with status 200', { code: 17, message: 'No.' }],
		['a list of another API', { value: [{ id: 'a' }] }],
		['null for the list', { items: null, hasNextPage: false }],
		['an object for the list', { items: {} }],
	])('%s', async (_, body) => {
		for (const list of EVERY_LIST) {
			scene.sandbox.reset();
			answer(body, 'always');
			const run = await scene.run(list, { onError: 'continueErrorOutput' });

			expect(run.output).toEqual([]);
			expect(run.errorOutput[0]?.json.error).toMatchObject({
				message: 'CloudCockpit did not answer with a list',
				correlationId: expect.any(String),
			});
		}
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
