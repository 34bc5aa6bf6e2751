import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';
import { OPERATION_CASES, operationCase } from './support/operations';

const scene = useScene();

const WITH_INPUT = { options: { includeInput: true } };
const ROW = { row: 7, note: 'from the sheet', nested: { tags: ['a'] } };

test.each(OPERATION_CASES.map((operation) => [operation.name, operation.node] as const))(
	'%s adds the row to what it returns',
	async (_, node) => {
		// So that the audit log has something to list.
		await scene.run(operationCase('mca.refresh').node);
		const run = await scene.run({ ...node, ...WITH_INPUT }, { items: [ROW] });

		expect(run.error).toBeUndefined();
		expect(run.output.length).toBeGreaterThan(0);
		for (const { json } of run.output) expect(json.input).toEqual(ROW);
	},
);

test('nothing is added where nobody asked', async () => {
	const node = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
	const without = await scene.run(node, { items: [ROW] });
	const off = await scene.run({ ...node, options: { includeInput: false } }, { items: [ROW] });

	expect(without.output[0]?.json).not.toHaveProperty('input');
	expect(off.output).toEqual(without.output);
});

test('an item that failed has its row in the error, on the error branch', async () => {
	const unknown = 'c0ffee00-0000-4000-8000-000000000000';
	const items = [
		{ id: CUSTOMER.id, sheet: 'good' },
		{ id: 'no GUID', sheet: 'refused before' },
		{ id: unknown, sheet: 'not there' },
	];
	const run = await scene.run(
		{
			resource: 'mca',
			operation: 'get',
			...AT_CUSTOMER,
			customerId: byId('={{ $json.id }}'),
			...WITH_INPUT,
		},
		{ items, onError: 'continueErrorOutput' },
	);

	expect(run.output.map(({ json }) => json.input)).toEqual([items[0]]);
	// Beside `error` n8n itself puts the fields of the input item on this branch.
	expect(run.errorOutput.map(({ json }) => json.error)).toEqual(
		[items[1], items[2]].map((input) => expect.objectContaining({ input })),
	);
	for (const { json } of run.errorOutput) expect(json).not.toHaveProperty('input');
});

test('an input of the API is never overwritten', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body: { customerId: CUSTOMER.id, input: 'of the API' },
	});
	const run = await scene.run(
		{ resource: 'mca', operation: 'get', ...AT_CUSTOMER, simplify: false, ...WITH_INPUT },
		{ items: [ROW] },
	);

	expect(run.output[0]?.json.input).toBe('of the API');
});

test.each(['license', 'user'])('%s Get Many says whose they are', async (resource) => {
	const list = { resource, operation: 'getMany', returnAll: true };
	const byGuid = await scene.run({ ...list, ...AT_CUSTOMER });
	const byName = await scene.run({
		...list,
		customerId: { __rl: true, mode: 'domain', value: CUSTOMER.domain },
		providerInstanceId: byId(INSTANCE.id),
	});
	const chosen = await scene.run({
		...list,
		customerId: {
			__rl: true,
			mode: 'list',
			value: CUSTOMER.id,
			cachedResultName: `${CUSTOMER.companyName} (Holding) (${CUSTOMER.domain})`,
		},
		providerInstanceId: byId(INSTANCE.id),
	});

	expect(byGuid.output.length).toBeGreaterThan(3);
	for (const { json } of byGuid.output) {
		expect(json.customerId).toBe(CUSTOMER.id);
		expect(json).not.toHaveProperty('companyName');
	}
	expect(new Set(byName.output.map(({ json }) => json.companyName))).toEqual(
		new Set([CUSTOMERS.adventureWorks.companyName]),
	);
	expect(chosen.output[0]?.json.companyName).toBe(`${CUSTOMER.companyName} (Holding)`);
});

test('a dry run has its row too', async () => {
	const run = await scene.run(
		{
			resource: 'license',
			operation: 'update',
			...AT_CUSTOMER,
			customerUserId: byId(USERS.terryAdams.id),
			assignSkuIds: [SKUS.exchangeOnline.skuId],
			dryRun: true,
			...WITH_INPUT,
		},
		{ items: [ROW] },
	);

	expect(run.output[0]?.json).toMatchObject({ dryRun: true, input: ROW });
});
