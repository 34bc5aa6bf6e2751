import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, USERS, useScene } from './support';

/** A dry run shows what a real run sends, and writes nothing. */
const scene = useScene();

const E3 = SKUS.microsoft365E3;
const PREMIUM = SKUS.businessPremium;

const LICENSES = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.pilarAckerman.id),
	assignSkuIds: [PREMIUM.skuId],
	removeSkuIds: [E3.skuId],
};
const JSON_LICENSES = {
	...LICENSES,
	licenseInput: 'json',
	customerUserLicenses: JSON.stringify([
		{ skuId: `{${PREMIUM.skuId.toUpperCase()}}`, isSelected: true, name: null, totalLicenses: 25 },
	]),
};
const QUALIFICATION = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'StateOwnedEntity',
};

const state = () => JSON.stringify(scene.sandbox.state, (_, value) => plain(value));
const plain = (value: unknown) =>
	value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value;

test.each<[string, INodeParameters, INodeParameters]>([
	['licenses', LICENSES, {}],
	['licenses that are checked for seats', LICENSES, { checkAvailability: true }],
	['licenses as JSON', JSON_LICENSES, {}],
	['licenses as JSON that are checked for seats', JSON_LICENSES, { checkAvailability: true }],
	['a qualification', QUALIFICATION, {}],
	[
		'a qualification of another name',
		{ ...QUALIFICATION, qualification: 'custom', customQualification: ' Öffentliche Hand ' },
		{},
	],
])('of %s shows the request of the real run', async (_, parameters, options) => {
	const before = state();
	const dry = await scene.run({ ...parameters, options: { ...options, dryRun: true } });

	expect(dry.output[0]?.json).toMatchObject({ dryRun: true });
	expect(scene.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(scene.sandbox.audit).toEqual([]);
	expect(state()).toBe(before);

	const real = await scene.run({ ...parameters, options });
	expect(real.output[0]?.json).toMatchObject({ success: true });
	const sent = scene.writes();
	expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
		dry.output[0]?.json.request,
	]);
});

test('seats tell what is free, and what all items of the run ask for', async () => {
	const users = [USERS.annetteHill.id, USERS.terryAdams.id, USERS.terryAdams.id];
	const run = await scene.run(
		{
			...LICENSES,
			customerUserId: byId('={{ $json.user }}'),
			assignSkuIds: [PREMIUM.skuId, SKUS.notSubscribed.skuId],
			removeSkuIds: [],
			options: { dryRun: true },
		},
		{ items: users.map((user) => ({ user })) },
	);

	expect(run.output.map(({ json }) => json.availability)).toEqual(
		users.map(() => [
			{ ...PREMIUM, available: 5, total: 25, requested: 2 },
			{ skuId: SKUS.notSubscribed.skuId, name: null, available: 0, total: 0, requested: 2 },
		]),
	);
	expect(scene.requests()).toHaveLength(1);
});

test('a license of another customer is called that, whether it is assigned or removed', async () => {
	const { skuId } = SKUS.notSubscribed;
	const plan = async (change: INodeParameters) => {
		const node = { ...LICENSES, assignSkuIds: [], removeSkuIds: [], ...change };
		return (await scene.run({ ...node, dryRun: true })).output[0]?.json.summary;
	};
	const said = `${skuId} (not a license of this customer)`;

	expect(await plan({ assignSkuIds: [skuId] })).toContain(`Would assign ${said} to`);
	expect(await plan({ removeSkuIds: [skuId] })).toContain(`Would remove ${said} from`);
	expect(await plan({ removeSkuIds: [E3.skuId] })).toContain(`Would remove ${E3.name} from`);
});

test('with the check of seats fails like the real run would', async () => {
	const { proseware } = CUSTOMERS;
	const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
	const parameters = {
		...LICENSES,
		customerId: byId(proseware.id),
		customerUserId: byId('={{ $json.user }}'),
		assignSkuIds: [E3.skuId],
		removeSkuIds: [],
	};
	const correlationId = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
	const run = async (options: INodeParameters) =>
		await scene.run(
			{ ...parameters, options: { ...options, correlationId, checkAvailability: true } },
			{
				items: [{ user: rolandWacker.id }, { user: ericaSteiner.id }],
				onError: 'continueErrorOutput',
			},
		);
	const dry = await run({ dryRun: true });
	const real = await run({});

	expect(dry.errorOutput).toHaveLength(1);
	expect(dry.errorOutput).toEqual(real.errorOutput);
});

test('of items of which one is wrong shows nothing before the wrong one is told', async () => {
	const run = await scene.run(
		{ ...QUALIFICATION, customerId: byId('={{ $json.id }}'), options: { dryRun: true } },
		{ items: [{ id: CUSTOMERS.northwind.id }, { id: 'Northwind' }] },
	);

	expect(run.error?.message).toMatch(/^Customer must be a GUID/);
	expect(run.error).toMatchObject({ context: { itemIndex: 1 } });
});
