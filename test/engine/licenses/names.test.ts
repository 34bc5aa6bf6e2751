import type { INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from '../support';

/** SKUs by name, as price lists and spreadsheets have them. */
const scene = useScene();

const { skuId: E3, name: E3_NAME } = SKUS.microsoft365E3;
const { skuId: PREMIUM, name: PREMIUM_NAME } = SKUS.businessPremium;
const { skuId: EXCHANGE } = SKUS.exchangeOnline;
const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.pilarAckerman.id),
};
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;
const lookUps = () => scene.requests().filter(({ method }) => method === 'GET');
const changes = (request = scene.writes().at(-1)) =>
	(
		request?.body as { customerUserLicenses: Array<{ skuId: string; isSelected: boolean }> }
	).customerUserLicenses.map(({ skuId, isSelected }) => [skuId, isSelected]);

test('names and IDs may be mixed, in any capitals, and cost one look-up', async () => {
	const run = await scene.run(
		{
			...UPDATE,
			assignSkuIds: '={{ $json.assign }}',
			removeSkuIds: '={{ $json.remove }}',
		},
		{
			items: [
				{ assign: ` ${PREMIUM_NAME.toUpperCase()} `, remove: [E3.toUpperCase()] },
				{ assign: [E3_NAME.toLowerCase(), PREMIUM], remove: 'exchange online (plan 1)' },
			],
		},
	);

	expect(run.error).toBeUndefined();
	expect(lookUps()).toHaveLength(1);
	expect(changes(scene.writes()[0])).toEqual([
		[PREMIUM, true],
		[E3, false],
	]);
	expect(changes(scene.writes()[1])).toEqual([
		[E3, true],
		[PREMIUM, true],
		[EXCHANGE, false],
	]);
});

test('IDs alone are never looked up', async () => {
	await scene.run({ ...UPDATE, assignSkuIds: [PREMIUM] });

	expect(lookUps()).toEqual([]);
});

test('one SKU by ID and by name is named once', async () => {
	await scene.run({ ...UPDATE, assignSkuIds: [PREMIUM, PREMIUM_NAME] });

	expect(changes()).toEqual([[PREMIUM, true]]);
});

test('an exact list takes names', async () => {
	await scene.run({ ...UPDATE, licenseInput: 'exact', exactSkuIds: [PREMIUM_NAME, E3] });

	expect(changes().filter(([, isSelected]) => isSelected)).toEqual([
		[E3, true],
		[PREMIUM, true],
	]);
});

describe('nothing is sent', () => {
	const refused = async (node: INodeParameters) => {
		const run = await scene.run({ ...UPDATE, ...node }, ON_ERROR_BRANCH);
		expect(scene.writes()).toEqual([]);
		expect(run.errorOutput).toHaveLength(1);
		return run.errorOutput[0]?.json.error;
	};

	test.each<[string, INodeParameters]>([
		['assigned', { assignSkuIds: ['Visio Plan 2'] }],
		['removed', { removeSkuIds: ['Visio Plan 2'] }],
		['an exact list', { licenseInput: 'exact', exactSkuIds: ['Visio Plan 2'] }],
		['a part of a name', { assignSkuIds: ['Microsoft 365'] }],
	])('for a name that the customer does not have: %s', async (_, node) => {
		expect(await refused(node)).toMatchObject({
			message: expect.stringMatching(
				/^The customer has no license ".*"\. It has: Microsoft 365 E3, /,
			),
			outcome: 'notSent',
		});
	});

	test('for a name that two SKUs have, and both are told', async () => {
		const skus = scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id)?.skus;
		Object.assign(skus?.get(EXCHANGE) ?? {}, { name: E3_NAME.toUpperCase() });

		expect(await refused({ assignSkuIds: [E3_NAME] })).toMatchObject({
			message: `The customer has 2 licenses named "${E3_NAME}": ${E3}, ${EXCHANGE}. Use the ID`,
			outcome: 'notSent',
		});
		const byItsId = await scene.run({ ...UPDATE, assignSkuIds: [E3] });
		expect(byItsId.output).toHaveLength(1);
	});

	test('when a name and an ID are the same SKU, once assigned and once removed', async () => {
		expect(await refused({ assignSkuIds: [PREMIUM_NAME], removeSkuIds: [PREMIUM] })).toMatchObject({
			message: expect.stringContaining('must not list licenses that are also assigned'),
			outcome: 'notSent',
		});
	});

	test('when the SKUs cannot be looked up', async () => {
		scene.sandbox.inject({ kind: 'status', status: 403, match: { method: 'GET' } });

		expect(await refused({ assignSkuIds: [PREMIUM_NAME] })).toMatchObject({ outcome: 'notSent' });
	});
});

test('a name without a seat is told apart from one that is not there', async () => {
	const options = { checkAvailability: true };
	const node = { ...UPDATE, assignSkuIds: ['power bi pro'], options };
	const run = await scene.run(node, ON_ERROR_BRANCH);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: 'No seat of Power BI Pro is free (of 5)',
	});
});

test('an ID comes before a name', async () => {
	const skus = scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id)?.skus;
	// An ID that is no GUID, and another SKU whose name it is.
	skus?.set('plan-a', { skuId: 'plan-a', name: 'Plan A', total: 5, suspended: 0, consumed: 0 });
	Object.assign(skus?.get(PREMIUM) ?? {}, { name: 'PLAN-A' });
	await scene.run({ ...UPDATE, assignSkuIds: ['Plan-A'] });

	expect(changes()).toEqual([['plan-a', true]]);
});

test('the JSON form is sent as it is, and not looked up', async () => {
	await scene.run(
		{
			...UPDATE,
			licenseInput: 'json',
			customerUserLicenses: JSON.stringify([{ skuId: PREMIUM_NAME, isSelected: true }]),
		},
		ON_ERROR_BRANCH,
	);

	expect(lookUps()).toEqual([]);
	expect(changes()).toEqual([[PREMIUM_NAME, true]]);
});
