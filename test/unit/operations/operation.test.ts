import { defineOperation } from '../../../nodes/CloudCockpit/operations/operation';
import { defineWrite } from '../../../nodes/CloudCockpit/operations/write';
import { optionalText, text, wholeNumber } from '../../../nodes/shared/fields/basic';
import { paging } from '../../../nodes/shared/fields/lists';
import { apiThatMeets, failureOf } from '../support/api';
import { perform, tasksOf } from '../support/operation';

const NAMES = {
	resource: 'user',
	value: 'count',
	name: 'Count',
	action: 'Count users',
	description: 'Counts.',
} as const;
const PLAN_ID = expect.stringMatching(/^[0-9a-f]{64}$/);
const prefix = optionalText({ displayName: 'Prefix' });
const amount = wholeNumber({ displayName: 'Amount' }, { preset: 3, min: 1, max: 9 });
const place = text({ displayName: 'Place' }, 10);

describe('an operation that reads', () => {
	const count = defineOperation({
		...NAMES,
		fields: { ...paging, prefix },
		options: { amount },
		run: async ({ limit, prefix: before = '', options }) => [
			{ limit, before, amount: options.amount, timeout: options.timeout },
		],
	});

	test('gets the values of its fields and options, and has those that all have', async () => {
		const { json } = await perform(count, { limit: 7, options: { amount: '4' } });
		expect(json).toEqual([{ limit: 7, before: '', amount: 4, timeout: 60 }]);
	});

	test('keeps its names, and lists its options last', () => {
		expect(count).toMatchObject(NAMES);
		expect(Object.keys(count.fields)).toEqual(['returnAll', 'limit', 'prefix', 'options']);
		expect(count).not.toHaveProperty('run');
	});

	test('that refreshes something has an order, and counts as a change', () => {
		const refresh = defineOperation({
			...NAMES,
			fields: { prefix },
			refreshes: ({ prefix: before }) => String(before),
			run: async () => [],
		});
		expect(tasksOf(refresh, { prefix: 'a' })).toMatchObject([{ target: 'a', impact: 'refresh' }]);
		expect(tasksOf(count, {})).toMatchObject([{ impact: 'none' }]);
	});

	test('is checked as a whole by what it says', () => {
		const picky = defineOperation({
			...NAMES,
			fields: { amount },
			check: (values, refuse) => {
				if (values.amount > 5) refuse('amount', 'is too much');
			},
			run: async () => [],
		});
		expect(() => tasksOf(picky, { amount: 6 })).toThrow('is too much');
		expect(tasksOf(picky, { amount: 5 })).toHaveLength(1);
	});

	test('does not compile where it reads a value that it has not', () => {
		const mistyped = defineOperation({
			...NAMES,
			fields: { ...paging },
			// @ts-expect-error the field is called limit
			run: async (values) => [{ limit: values.limt }],
		});
		const wrongOption = defineOperation({
			...NAMES,
			fields: {},
			options: { amount },
			// @ts-expect-error the option is called amount
			run: async ({ options }) => [{ amount: options.amout }],
		});
		const wrongType = defineOperation({
			...NAMES,
			fields: { ...paging },
			// @ts-expect-error the limit is a number
			refreshes: ({ limit }) => limit.trim(),
			run: async () => [],
		});
		expect([mistyped, wrongOption, wrongType]).toHaveLength(3);
	});
});

describe('an operation that writes', () => {
	const look = jest.fn(async (_: unknown, items: readonly unknown[]) => items.length);
	const keyOf = jest.fn((values: { place: string }) => values.place);
	const write = defineWrite({
		...NAMES,
		fields: { place, amount },
		target: (values) => values.place,
		survey: {
			key: keyOf,
			isWanted: (values) => values.amount > 1,
			look,
			verify: (found, values) => {
				if (found > 2) throw new Error(`${values.place} is full`);
			},
		},
		request: (values, found) => ({
			method: 'PATCH',
			path: `/${values.place}`,
			body: { amount: values.amount, found },
		}),
		preview: (_, found) => ({ seen: found ?? null }),
		present: (values) => ({ amount: values.amount }),
		summary: () => ({ done: 'Done', planned: 'Planned' }),
	});
	beforeEach(() => jest.clearAllMocks());

	test('sends its request, and tells what it says of it', async () => {
		const { json, calls, bodies } = await perform(write, { place: 'a' });
		expect(json).toEqual([
			{ success: true, amount: 3, summary: 'Done', correlationId: expect.any(String) },
		]);
		expect(calls).toEqual(['PATCH /a']);
		expect(bodies).toEqual([{ amount: 3, found: 1 }]);
	});

	test.each([[{ dryRun: true }], [{ options: { dryRun: true } }]])(
		'with %j shows exactly that request, and sends nothing',
		async (dry) => {
			const { json, calls } = await perform(write, { place: 'a', ...dry });
			const request = { method: 'PATCH', path: '/a', body: { amount: 3, found: 1 } };
			expect(json).toEqual([
				{ dryRun: true, request, seen: 1, planId: PLAN_ID, summary: 'Planned' },
			]);
			expect(calls).toEqual([]);
		},
	);

	test('has a dry run and the options about writing', () => {
		expect(Object.keys(write.fields)).toEqual(['place', 'amount', 'dryRun', 'options']);
		const tasks = tasksOf(write, { place: 'a' }, { place: 'a', dryRun: true });
		expect(tasks).toMatchObject([
			{ target: 'a', impact: 'write' },
			{ target: 'a', impact: 'dryRun' },
		]);
	});

	test('looks once for all items with the same key, also where only one asks for it', async () => {
		const items = [{ place: 'a' }, { place: 'a', amount: 1 }, { place: 'b' }, { place: 'a' }];
		const tasks = tasksOf(write, ...items);
		const { api } = apiThatMeets([]);
		expect(tasks.map(({ survey }) => survey !== undefined)).toEqual([true, false, true, true]);
		const surveys = tasks.map(async ({ survey }) => await survey?.(api));
		const outcomes = await Promise.allSettled(surveys);
		expect(outcomes.map(({ status }) => status)).toEqual([
			...['rejected', 'fulfilled', 'fulfilled', 'rejected'],
		]);
		expect(look.mock.calls.map(([, sharing]) => sharing.length)).toEqual([3, 1]);
	});

	test('finds out who shares a look in no more time for each item, however many there are', async () => {
		const items = Array.from({ length: 200 }, (_, index) => ({ place: String(index) }));
		const { api } = apiThatMeets([]);
		await Promise.all(tasksOf(write, ...items).map(async ({ survey }) => await survey?.(api)));
		expect(look).toHaveBeenCalledTimes(200);
		expect(keyOf.mock.calls.length).toBeLessThanOrEqual(400);
	});

	test('is sent only as it was approved', async () => {
		const [planned] = (await perform(write, { place: 'a', dryRun: true })).json ?? [];
		const approvedPlan = String(planned?.planId);
		const { json } = await perform(write, { place: 'a', options: { approvedPlan } });
		expect(json).toMatchObject([{ success: true }]);
		for (const options of [{ approvedPlan: '' }, { approvedPlan: `${approvedPlan}0` }]) {
			const sending = failureOf(perform(write, { place: 'a', options }));
			const failure = await sending;
			expect(failure).toMatchObject({ kind: 'refusedBefore', outcome: 'notSent' });
			expect(failure.fields).toEqual([{ name: 'approvedPlan', messages: [failure.message] }]);
			const approved = options.approvedPlan === '' ? 'empty' : approvedPlan;
			expect(failure.hint).toContain(`is now ${approvedPlan}, the approved one is ${approved}`);
		}
		// Also a plan that is made anew is only shown.
		const options = { approvedPlan: 'f00d' };
		const dry = await perform(write, { place: 'a', dryRun: true, options });
		expect(dry.json).toMatchObject([{ dryRun: true, planId: approvedPlan }]);
	});

	test('that has no survey needs none', async () => {
		const plain = defineWrite({
			...NAMES,
			fields: { place },
			target: () => 't',
			request: (values) => ({ method: 'PATCH', path: `/${values.place}`, body: {} }),
			present: () => ({}),
			summary: () => ({ done: 'Done', planned: 'Planned' }),
		});
		expect(tasksOf(plain, { place: 'a' })[0]?.survey).toBeUndefined();
		expect((await perform(plain, { place: 'a', dryRun: true })).json).toEqual([
			{
				dryRun: true,
				request: { method: 'PATCH', path: '/a', body: {} },
				planId: PLAN_ID,
				summary: 'Planned',
			},
		]);
	});
});
