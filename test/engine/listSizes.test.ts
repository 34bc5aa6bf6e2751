import type { IDataObject } from 'n8n-workflow';

import { AT_CUSTOMER, type Scene, useScene } from './support';
import { type PickerName, readPicker } from './support/open-pickers';

const SIZES = [0, 1, 251, 5_000];

/** Number of requests for `size` entries; an empty list takes one as well. */
const pagesOf = (size: number, pageSize: number) => Math.max(1, Math.ceil(size / pageSize));

const idOf = ({ id, skuId, customerId, providerInstanceId }: IDataObject) =>
	String(id ?? skuId ?? `${customerId}/${providerInstanceId}`);

async function expectAll(scene: Scene, list: IDataObject, size: number): Promise<void> {
	const run = await scene.run({ operation: 'getMany', ...list, returnAll: true } as never);

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(size);
	expect(new Set(run.output.map(({ json }) => idOf(json))).size).toBe(size);
}

async function expectShown(scene: Scene, picker: PickerName, size: number): Promise<void> {
	const above = picker === 'searchProviderInstances' ? {} : AT_CUSTOMER;
	const entries = await readPicker(scene, picker, { above });

	if (size === 0) {
		expect(entries).toEqual([
			{
				name: expect.stringMatching(/^\(\w.{1,53}\)$/),
				// What is no choice is refused when somebody takes it all the same.
				value: expect.stringMatching(/^(?:\(\w.*\))?$/),
			},
		]);
		return;
	}
	const values = entries.map((entry) => entry.value);
	expect(new Set(values).size).toBe(size);
	expect(values).toHaveLength(size);
}

describe.each(SIZES)('with %i of everything that a tenant has', (size) => {
	const scene = useScene({ customers: size, providerInstances: size });

	test.each(['customer', 'mca', 'providerInstance'])(
		'Return All gives every %s',
		async (resource) => {
			await expectAll(scene, { resource }, size);

			expect(scene.requests()).toHaveLength(pagesOf(size, 250));
			expect(scene.requests().map(({ query }) => query.pageNumber)).toEqual(
				scene.requests().map((_, index) => String(index + 1)),
			);
		},
	);

	test('the picker shows every customer, and finds one', async () => {
		await expectShown(scene, 'searchCustomers', size);
		expect(scene.requests()).toHaveLength(pagesOf(size, 100));

		const found = await readPicker(scene, 'searchCustomers', { filter: 'adventure works' });
		expect(found.map(({ name }) => name)).toEqual([
			size === 0
				? expect.stringContaining('No customer has')
				: 'Adventure Works Cycles (adventure-works.example.com)',
		]);
	});

	test('the picker shows every Microsoft instance', async () => {
		// One of the named instances is not Microsoft's.
		await expectShown(scene, 'searchProviderInstances', size > 2 ? size - 1 : size);

		expect(scene.requests()).toHaveLength(pagesOf(size, 250));
	});
});

describe.each(SIZES)('with %i of everything that a customer has', (size) => {
	const scene = useScene({ users: size, licenses: size });

	test('Return All gives every user', async () => {
		await expectAll(scene, { resource: 'user', ...AT_CUSTOMER }, size);

		expect(scene.requests()).toHaveLength(pagesOf(size, 250));
	});

	test('Return All gives every license, which the API does not page', async () => {
		await expectAll(scene, { resource: 'license', ...AT_CUSTOMER }, size);

		expect(scene.requests()).toHaveLength(1);
	});

	test('the picker shows every user, and finds one', async () => {
		await expectShown(scene, 'searchUsers', size);
		expect(scene.requests()).toHaveLength(pagesOf(size, 100));

		const found = await readPicker(scene, 'searchUsers', { filter: 'annette' });
		expect(found).toHaveLength(Math.min(size, 1));
	});

	test('the picker shows every license with its seats', async () => {
		await expectShown(scene, 'getLicenses', size);

		expect(scene.requests()).toHaveLength(1);
	});
});

describe('a limit fetches no more than it needs', () => {
	const scene = useScene({ customers: 700, users: 700 });

	test.each([
		[1, ['1']],
		[250, ['250']],
		[251, ['126', '126']],
		[600, ['200', '200', '200']],
		[700, ['234', '234', '234']],
		[10_000, ['250', '250', '250']],
	])('%i', async (limit, pageSizes) => {
		for (const list of [
			{ resource: 'customer' },
			{ resource: 'mca' },
			{ resource: 'user', ...AT_CUSTOMER },
		]) {
			scene.sandbox.reset();
			const run = await scene.run({ operation: 'getMany', ...list, returnAll: false, limit });

			expect(run.output).toHaveLength(Math.min(limit, 700));
			expect(scene.requests().map(({ query }) => [query.pageNumber, query.pageSize])).toEqual(
				pageSizes.map((pageSize, index) => [String(index + 1), pageSize]),
			);
		}
	});

	test('of licenses shows the first of them', async () => {
		const list = { resource: 'license', operation: 'getMany', ...AT_CUSTOMER };
		const run = await scene.run({ ...list, returnAll: false, limit: 3 });

		expect(run.output).toHaveLength(3);
	});
});
