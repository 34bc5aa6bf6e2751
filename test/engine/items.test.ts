import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

const scene = useScene();

const { adventureWorks, northwind, fabrikam, tailspin } = CUSTOMERS;
const UNKNOWN_ID = 'deadbeef-0000-4000-8000-000000000000';

const GET = {
	resource: 'mca',
	operation: 'get',
	customerId: byId('={{ $json.customer }}'),
	providerInstanceId: byId('={{ $json.instance }}'),
};
const at = (customer: string) => ({ customer, instance: INSTANCE.id });

test('expressions in every field are resolved item by item', async () => {
	const run = await scene.run(
		{
			resource: 'qualification',
			operation: 'update',
			customerId: byId('={{ $json.customer }}'),
			providerInstanceId: byId('={{ $json.instance }}'),
			qualification: '={{ $json.qualification }}',
			customQualification: '={{ $json.other }}',
			options: {
				correlationId: '={{ $json.correlationId }}',
				timeout: '={{ $json.timeout }}',
				maxRetries: '={{ $json.retries }}',
				maxConcurrency: '={{ $json.concurrency }}',
			},
		},
		{
			items: [
				{
					...at(adventureWorks.id),
					...{ qualification: 'Education', timeout: '30', retries: '2', concurrency: ' 5 ' },
					correlationId: '11111111-1111-4111-8111-111111111111',
				},
				{
					...at(northwind.id),
					...{
						qualification: 'custom',
						other: 'NonProfit',
						timeout: 20,
						retries: 0,
						concurrency: 5,
					},
					correlationId: '22222222-2222-4222-8222-222222222222',
				},
			],
		},
	);

	expect(run.error).toBeUndefined();
	expect(
		run.output.map(({ json }) => [json.customerId, json.qualification, json.correlationId]),
	).toEqual([
		[adventureWorks.id, 'Education', '11111111-1111-4111-8111-111111111111'],
		[northwind.id, 'NonProfit', '22222222-2222-4222-8222-222222222222'],
	]);
});

test('a boolean field takes an expression', async () => {
	const run = await scene.run(
		{ ...GET, simplify: '={{ $json.flat }}' },
		{
			items: [
				{ ...at(CUSTOMER.id), flat: true },
				{ ...at(CUSTOMER.id), flat: 'false' },
			],
		},
	);

	expect(run.output.map(({ json }) => json.status)).toEqual([
		'agreementcreated',
		{ name: 'agreementcreated' },
	]);
});

test.each([
	['capitals', (id: string) => id.toUpperCase()],
	['stray spaces', (id: string) => `  ${id}\t`],
	['braces', (id: string) => `{${id}}`],
	['an invisible character of a web page', (id: string) => `\u200b${id}\u00a0`],
])('a GUID with %s is understood', async (_, write) => {
	const items = [{ customer: write(CUSTOMER.id), instance: write(INSTANCE.id) }];
	const run = await scene.run(GET, { items });

	expect(run.error).toBeUndefined();
	expect(scene.requests()[0]?.path).toContain(`/v1/Customers/${CUSTOMER.id}/`);
	expect(run.output[0]?.json.customerId).toBe(CUSTOMER.id);
});

test('a user id and a SKU from a spreadsheet are understood', async () => {
	const run = await scene.run(
		{
			resource: 'license',
			operation: 'update',
			...AT_CUSTOMER,
			customerUserId: byId('={{ $json["User ID"] }}'),
			assignSkuIds: '={{ $json.SKUs }}',
			removeSkuIds: '={{ $json["Remove SKUs"] }}',
		},
		{
			items: [
				{
					'User ID': ` ${USERS.terryAdams.id.toUpperCase()}`,
					SKUs: `${SKUS.businessPremium.skuId} , ${SKUS.exchangeOnline.skuId.toUpperCase()}`,
					'Remove SKUs': '',
				},
			],
		},
	);

	expect(run.output[0]?.json).toMatchObject({
		customerUserId: USERS.terryAdams.id,
		assigned: [SKUS.businessPremium.skuId, SKUS.exchangeOnline.skuId],
		removed: [],
	});
});

test.each([
	['customerId', 'Customer', { customer: '4711', instance: INSTANCE.id }],
	['providerInstanceId', 'Provider Instance', { customer: CUSTOMER.id, instance: '' }],
	['customerId', 'Customer', { customer: null, instance: INSTANCE.id }],
	['customerId', 'Customer', { customer: '../../Providers/Instances', instance: INSTANCE.id }],
])('a wrong %s is named by its label, and nothing is sent', async (name, label, item) => {
	const run = await scene.run(GET, { items: [item], onError: 'continueRegularOutput' });

	expect(run.output[0]?.json.error).toMatchObject({
		message: expect.stringContaining(label),
		fields: [{ name, messages: [expect.any(String)] }],
		outcome: 'notSent',
		attempts: 0,
	});
	expect(scene.sandbox.requests).toEqual([]);
});

test('an expression that cannot be evaluated is one bad item, not the end of the run', async () => {
	const run = await scene.run(
		{ ...GET, customerId: byId('={{ $json.customer.id.toLowerCase() }}') },
		{
			items: [
				{ customer: { id: CUSTOMER.id }, instance: INSTANCE.id },
				{ customer: {}, instance: INSTANCE.id },
			],
			onError: 'continueErrorOutput',
		},
	);

	expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(run.errorOutput.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
});

describe('several items', () => {
	const items = [
		at(adventureWorks.id),
		{ customer: 'no id', instance: INSTANCE.id },
		at(northwind.id),
		at(UNKNOWN_ID),
		at(fabrikam.id),
		at(tailspin.id),
	];

	test('come out in input order, each paired with its own', async () => {
		const good = [adventureWorks, northwind, fabrikam, tailspin].map(({ id }) => at(id));
		// The first answers come last.
		scene.sandbox.inject({ kind: 'delay', delayMs: 60, match: { path: new RegExp(northwind.id) } });
		const run = await scene.run(GET, { items: good });

		expect(run.output.map(({ json }) => json.customerId)).toEqual(
			good.map(({ customer }) => customer),
		);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	test('of which one is bad stop before any request', async () => {
		const run = await scene.run(GET, { items });

		expect(run.error?.message).toContain('Customer');
		expect(run.error?.context?.itemIndex).toBe(1);
		expect(scene.sandbox.requests).toEqual([]);
	});

	test('go on with the regular output', async () => {
		const run = await scene.run(GET, { items, onError: 'continueRegularOutput' });

		expect(run.error).toBeUndefined();
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect(run.output.map(({ json }) => 'error' in json)).toEqual([
			false,
			true,
			false,
			true,
			false,
			false,
		]);
	});

	test('go on with the error branch, failed items with the fields of their input', async () => {
		const run = await scene.run(GET, { items, onError: 'continueErrorOutput' });

		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 2, 4, 5].map((item) => ({ item })),
		);
		expect(run.errorOutput).toEqual([
			{
				json: { ...items[1], error: expect.objectContaining({ outcome: 'notSent', attempts: 0 }) },
				pairedItem: { item: 1 },
			},
			{
				json: {
					...items[3],
					error: expect.objectContaining({ outcome: 'rejected', httpCode: '404' }),
				},
				pairedItem: { item: 3 },
			},
		]);
	});

	test('are all given to the first only when the node executes once', async () => {
		const run = await scene.run(GET, {
			items: items.slice(0, 1).concat(items),
			settings: { executeOnce: true },
		});

		expect(run.output).toHaveLength(1);
		expect(scene.requests()).toHaveLength(1);
	});

	test('none at all is fine', async () => {
		const run = await scene.run(GET, { items: [] });

		expect(run.error).toBeUndefined();
		expect(run.output).toEqual([]);
		expect(scene.sandbox.requests).toEqual([]);
	});
});
