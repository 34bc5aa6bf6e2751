import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

const scene = useScene();

const E3 = SKUS.microsoft365E3.skuId;
const PREMIUM = SKUS.businessPremium.skuId;
const EXCHANGE = SKUS.exchangeOnline.skuId;
const USER = USERS.annetteHill;

const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USER.id),
};
const PATH = `/v1/Customers/${CUSTOMER.id}/users/${USER.id}/licenses`;

const change = (skuId: string, isSelected: boolean) =>
	expect.objectContaining({ skuId, isSelected });

describe('license update by fields', () => {
	test('sends the SKUs that change and no others', async () => {
		const run = await scene.run({ ...UPDATE, assignSkuIds: [PREMIUM], removeSkuIds: [E3] });

		const [request] = scene.requests();
		expect(scene.calls()).toEqual([`PATCH ${PATH}`]);
		expect(request?.headers['content-type']).toMatch(/^application\/json\b/);
		expect(request?.body).toEqual({
			providerInstanceId: INSTANCE.id,
			customerUserLicenses: [
				{ skuId: PREMIUM, isSelected: true },
				{ skuId: E3, isSelected: false },
			],
		});
		expect(run.output).toEqual([
			{
				json: {
					success: true,
					customerId: CUSTOMER.id,
					customerUserId: USER.id,
					providerInstanceId: INSTANCE.id,
					assigned: [PREMIUM],
					removed: [E3],
					licenses: [
						{ skuId: PREMIUM, name: null, change: 'assigned' },
						{ skuId: E3, name: null, change: 'removed' },
					],
					summary: `Assigned ${PREMIUM} to ${USER.id} (${CUSTOMER.id}) and removed ${E3}`,
					correlationId: request?.headers['x-correlation-id'],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['an array', [PREMIUM, EXCHANGE]],
		['text with commas', `${PREMIUM}, ${EXCHANGE}`],
		['text with stray spaces and capitals', `  ${PREMIUM.toUpperCase()} ,${EXCHANGE}  `],
	])('takes %s from an expression', async (_, skus) => {
		const run = await scene.run(
			{ ...UPDATE, assignSkuIds: '={{ $json.skus }}' },
			{ items: [{ skus }] },
		);

		expect(run.output[0]?.json).toMatchObject({ assigned: [PREMIUM, EXCHANGE], removed: [] });
		expect(scene.requests()[0]?.body).toMatchObject({
			customerUserLicenses: [change(PREMIUM, true), change(EXCHANGE, true)],
		});
	});

	test.each([
		['a SKU both assigned and removed', { assignSkuIds: [E3], removeSkuIds: [E3] }],
		['nothing to change', { assignSkuIds: [], removeSkuIds: [] }],
	])('refuses %s before anything is sent', async (_, skus) => {
		const run = await scene.run({ ...UPDATE, ...skus }, { onError: 'continueRegularOutput' });

		expect(run.output[0]?.json.error).toMatchObject({ outcome: 'notSent', attempts: 0 });
		expect(scene.sandbox.requests).toEqual([]);
	});

	test('can be run again without harm', async () => {
		const parameters = { ...UPDATE, assignSkuIds: [PREMIUM] };
		const first = await scene.run(parameters);
		const second = await scene.run(parameters);

		expect(second.output[0]?.json).toEqual({
			...first.output[0]?.json,
			correlationId: expect.any(String),
		});
	});
});

describe('license update by JSON', () => {
	const withJson = (customerUserLicenses: unknown) => ({
		...UPDATE,
		licenseInput: 'json',
		customerUserLicenses:
			typeof customerUserLicenses === 'string'
				? customerUserLicenses
				: JSON.stringify(customerUserLicenses),
	});

	test('sends the list as it was written', async () => {
		const list = [
			{ skuId: PREMIUM, name: 'Microsoft 365 Business Premium', isSelected: true },
			{ skuId: E3, isSelected: false },
		];
		const run = await scene.run(withJson(list));

		expect(scene.requests()[0]?.body).toEqual({
			providerInstanceId: INSTANCE.id,
			customerUserLicenses: list,
		});
		expect(run.output[0]?.json).toMatchObject({ assigned: [PREMIUM], removed: [E3] });
	});

	test('takes an array from an expression', async () => {
		const licenses = [{ skuId: EXCHANGE, isSelected: true }];
		const run = await scene.run(withJson('={{ $json.licenses }}'), { items: [{ licenses }] });

		expect(run.error).toBeUndefined();
		expect(scene.requests()[0]?.body).toMatchObject({ customerUserLicenses: licenses });
	});

	test.each([
		['no JSON', '={{ "[{" }}', 'JSON'],
		['no list', '={{ "{}" }}', 'array'],
		['an entry without SKU', [{ skuId: E3, isSelected: true }, { isSelected: true }], '[1].skuId'],
		['an entry without choice', [{ skuId: E3 }], '[0].isSelected'],
		['a choice in words', [{ skuId: E3, isSelected: 'yes' }], '[0].isSelected'],
		[
			'a count that is null',
			[{ skuId: E3, isSelected: true, totalLicenses: null }],
			'[0].totalLicenses',
		],
		['a property that is none', [{ skuId: E3, isSelected: true, plan: 'F3' }], '[0].plan'],
		['a SKU named twice', [E3, E3].map((skuId) => ({ skuId, isSelected: true })), '[1].skuId'],
	])('points at %s before anything is sent', async (_, json, place) => {
		const run = await scene.run(withJson(json), { onError: 'continueRegularOutput' });

		const error = JSON.stringify(run.output[0]?.json.error);
		expect(error).toContain('"outcome":"notSent"');
		expect(error.toLowerCase()).toContain(place.toLowerCase());
		expect(scene.sandbox.requests).toEqual([]);
	});
});

test('says once what is wrong with each entry of the JSON', async () => {
	const customerUserLicenses = '[{ "isSelected": true }, { "isSelected": false }]';
	const run = await scene.run(
		{ ...UPDATE, licenseInput: 'json', customerUserLicenses },
		{ onError: 'continueRegularOutput' },
	);

	expect(run.output[0]?.json.error).toMatchObject({
		message: 'Licenses, entry 1, SKU ID must be text (and 1 more)',
		fields: [{ name: 'customerUserLicenses[0].skuId' }, { name: 'customerUserLicenses[1].skuId' }],
	});
});

describe('license update and seats', () => {
	test('a dry run shows the request and the seats, and writes nothing', async () => {
		const run = await scene.run({
			...UPDATE,
			assignSkuIds: [PREMIUM],
			options: { dryRun: true },
		});

		expect(run.output[0]?.json).toEqual({
			dryRun: true,
			request: {
				method: 'PATCH',
				path: PATH,
				body: { providerInstanceId: INSTANCE.id, customerUserLicenses: [change(PREMIUM, true)] },
			},
			planId: expect.stringMatching(/^[0-9a-f]{64}$/),
			summary: expect.stringContaining(
				'Would assign Microsoft 365 Business Premium (5 of 25 seats free)',
			),
			availability: [
				{
					skuId: PREMIUM,
					name: 'Microsoft 365 Business Premium',
					available: 5,
					total: 25,
					requested: 1,
				},
			],
		});
		expect(scene.calls()).toEqual([`GET /v1/Customers/${CUSTOMER.id}/licenses`]);
	});

	test('tells in the words of the API which license is short', async () => {
		const run = await scene.run(
			{ ...UPDATE, assignSkuIds: [SKUS.powerBiPro.skuId] },
			{ onError: 'continueErrorOutput' },
		);

		expect(run.output).toEqual([]);
		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: 'The licenses of the user could not be updated.',
			description: expect.stringContaining('No license of Power BI Pro is available.'),
			httpCode: '400',
			fields: [
				{
					name: 'customerUserLicenses[0].skuId',
					messages: ['No license of Power BI Pro is available.'],
				},
			],
			outcome: 'rejected',
			attempts: 1,
		});
	});

	test('checks the seats of all items before it writes for any', async () => {
		const { proseware } = CUSTOMERS;
		const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
		const run = await scene.run(
			{
				...UPDATE,
				customerId: byId(proseware.id),
				customerUserId: byId('={{ $json.user }}'),
				assignSkuIds: [E3],
				options: { checkAvailability: true },
			},
			{
				items: [{ user: rolandWacker.id }, { user: ericaSteiner.id }],
				onError: 'continueErrorOutput',
			},
		);

		expect(run.output.map(({ json }) => json.customerUserId)).toEqual([rolandWacker.id]);
		expect(run.errorOutput.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'notSent' }),
		]);
		expect(scene.calls()).toEqual([
			`GET /v1/Customers/${proseware.id}/licenses`,
			`PATCH /v1/Customers/${proseware.id}/users/${rolandWacker.id}/licenses`,
		]);
	});
});
