import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, USERS, useScene } from './support';
import { useJitter } from './support/jitter';

/** Plan, approve, apply: what was approved is what is sent, or nothing is. */
const scene = useScene();

useJitter(0);

const { skuId: E3, name: E3_NAME } = SKUS.microsoft365E3;
const { skuId: PREMIUM } = SKUS.businessPremium;
const LICENSES = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.terryAdams.id),
};
const QUALIFICATION = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};
const IDENTIFIER = {
	resource: 'customer',
	operation: 'setInternalIdentifier',
	customerId: AT_CUSTOMER.customerId,
	internalIdentifier: 'CRM-2001',
};
const USER = {
	...LICENSES,
	resource: 'user',
	updateFields: { location: 'AT' },
};
const CALL = {
	resource: 'api',
	operation: 'call',
	method: 'PATCH',
	path: `/v1/Customers/${CUSTOMER.id}/internal-identifier`,
	body: '{ "internalIdentifier": "CRM-2001" }',
};
const WRITES: ReadonlyArray<[string, INodeParameters]> = [
	['licenses', { ...LICENSES, assignSkuIds: [PREMIUM] }],
	['an exact list of licenses', { ...LICENSES, licenseInput: 'exact', exactSkuIds: [PREMIUM] }],
	[
		'licenses with what is held',
		{ ...LICENSES, assignSkuIds: [PREMIUM], otherLicenses: 'asHeld', heldSkuIds: '={{ [] }}' },
	],
	['a qualification', QUALIFICATION],
	['an internal identifier', IDENTIFIER],
	['a user', USER],
	['a call', CALL],
];
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const writes = () => scene.requests().filter(({ method }) => method !== 'GET');
const planOf = async (node: INodeParameters, item: IDataObject = {}) => {
	const run = await scene.run({ ...node, dryRun: true }, { items: [item] });
	expect(run.error).toBeUndefined();
	return String(run.output[0]?.json.planId);
};
const withPlan = (node: INodeParameters, approvedPlan: string) => ({
	...node,
	options: { ...(node.options as INodeParameters), approvedPlan },
});

describe.each(WRITES)('%s', (_, node) => {
	test('are sent when they are what was approved', async () => {
		const planId = await planOf(node);
		expect(writes()).toEqual([]);
		expect(planId).toMatch(/^[0-9a-f]{64}$/);
		const run = await scene.run(withPlan(node, ` ${planId.toUpperCase()} `));

		expect(run.output[0]?.json).toMatchObject({ success: true });
		expect(writes()).toHaveLength(1);
	});

	test.each([
		['another plan', 'f'.repeat(64)],
		['no plan', ''],
		['a plan of a column of another name', '={{ $json.renamed }}'],
		['a plan that is null', '={{ null }}'],
		['a plan of blanks', '={{ "  " }}'],
		['a text that is no plan', 'yes'],
	])('are not sent for %s', async (__, approvedPlan) => {
		const run = await scene.run(withPlan(node, approvedPlan), ON_ERROR_BRANCH);

		expect(run.output).toEqual([]);
		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: 'The request is no longer the one that was approved',
			outcome: 'notSent',
		});
		expect(writes()).toEqual([]);
	});

	test.each(['={{ ["x"] }}', '={{ true }}', '={{ {} }}'])(
		'are not sent for a plan that is %s',
		async (approvedPlan) => {
			const run = await scene.run(withPlan(node, approvedPlan), ON_ERROR_BRANCH);

			expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent' });
			expect(writes()).toEqual([]);
		},
	);
});

describe('of several items', () => {
	const node = { ...IDENTIFIER, internalIdentifier: '={{ $json.name }}' };
	const NAMES = ['A', 'B', 'C'];
	const items = async () =>
		await Promise.all(NAMES.map(async (name) => ({ name, planId: await planOf(node, { name }) })));
	const approved = withPlan(node, '={{ $json.planId }}');

	test('the one that is not what was approved is left out', async () => {
		const planned = await items();
		const changed = planned.map((item) => (item.name === 'B' ? { ...item, name: 'Z' } : item));
		const run = await scene.run(approved, { items: changed, ...ON_ERROR_BRANCH });

		expect(run.output.map(({ json }) => json.internalIdentifier)).toEqual(['A', 'C']);
		expect(run.errorOutput.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test('none is sent with Stop Workflow', async () => {
		const planned = await items();
		const changed = planned.map((item) => (item.name === 'C' ? { ...item, name: 'Z' } : item));
		const run = await scene.run(approved, { items: changed });

		expect(run.error).toMatchObject({
			message: 'The request is no longer the one that was approved',
			context: { itemIndex: 2 },
		});
		expect(writes()).toEqual([]);
	});
});

describe('the same request has the same plan', () => {
	test('with and without a check of seats, by name or ID, in any capitals', async () => {
		const node = { ...LICENSES, assignSkuIds: [PREMIUM, E3] };
		const plans = [
			await planOf(node),
			await planOf({ ...node, options: { checkAvailability: true } }),
			await planOf({ ...node, assignSkuIds: [PREMIUM.toUpperCase(), E3_NAME.toLowerCase()] }),
			await planOf({ ...node, options: { correlationId: '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b' } }),
			await planOf({
				...node,
				customerId: { __rl: true, mode: 'domain', value: CUSTOMER.domain },
				providerInstanceId: { __rl: true, mode: 'only', value: '' },
			}),
		];

		expect(new Set(plans).size).toBe(1);
	});

	test('for an exact list with and without a check of seats', async () => {
		const node = { ...LICENSES, licenseInput: 'exact', exactSkuIds: [PREMIUM, E3] };
		const checked = { ...node, options: { checkAvailability: true } };

		expect(await planOf(checked)).toBe(await planOf({ ...node, exactSkuIds: [E3, PREMIUM] }));
	});

	test('whatever the order of its keys', async () => {
		const body = (json: string) => ({ ...CALL, body: json });

		expect(await planOf(body('{ "a": { "x": 1, "y": [1, 2] }, "b": 2 }'))).toBe(
			await planOf(body('{"b":2,"a":{"y":[1,2],"x":1}}')),
		);
	});

	test('and another one has another', async () => {
		const nodes = [
			CALL,
			{ ...CALL, method: 'PUT' },
			{ ...CALL, path: CALL.path.replace('internal-identifier', 'other') },
			{ ...CALL, query: '{ "a": 1 }' },
			{ ...CALL, query: '{ "a": "1" }' },
			{ ...CALL, body: '' },
			{ ...CALL, body: '{}' },
			{ ...CALL, body: '[]' },
			{ ...CALL, body: '[1, 2]' },
			{ ...CALL, body: '[2, 1]' },
			{ ...CALL, body: '{ "internalIdentifier": null }' },
		];
		const plans: string[] = [];
		for (const node of nodes) plans.push(await planOf(node));

		expect(new Set(plans).size).toBe(nodes.length);
	});
});

test('an item with nothing to send passes any plan', async () => {
	const node = { ...USER, updateFields: { location: 'DE' } };
	for (const approvedPlan of ['f'.repeat(64), '={{ null }}', '']) {
		const run = await scene.run(withPlan(node, approvedPlan));

		expect(run.output[0]?.json).toMatchObject({ success: true, changed: [] });
	}
	expect(writes()).toEqual([]);
});

test('a plan that was approved can be carried out twice, as long as it stays the same', async () => {
	const node = { ...LICENSES, licenseInput: 'exact', exactSkuIds: [PREMIUM] };
	const approved = withPlan(node, await planOf(node));
	await scene.run(approved);
	const again = await scene.run(approved);

	expect(again.output[0]?.json).toMatchObject({ success: true });
});

test('summaries name the user, the customer, the SKU and its seats', async () => {
	const dry = await scene.run({
		...LICENSES,
		customerId: { __rl: true, mode: 'internalIdentifier', value: 'CRM-1001' },
		customerUserId: {
			__rl: true,
			mode: 'list',
			value: USERS.terryAdams.id,
			cachedResultName: 'Terry Adams (terry.adams@adventure-works.example.com)',
		},
		assignSkuIds: [PREMIUM],
		dryRun: true,
	});

	expect(dry.output[0]?.json.summary).toMatch(
		/^Would assign Microsoft 365 Business Premium \(5 of 25 seats free\) to Terry Adams \(Adventure Works Cycles\)/,
	);
});
