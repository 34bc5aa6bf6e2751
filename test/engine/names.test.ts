import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

/** Rows of a spreadsheet: customers by domain, users by address, SKUs by name. */
const scene = useScene();

const by = (mode: string, value: unknown = ''): INodeParameters => ({
	__rl: true,
	mode,
	value: value as string,
});
const { microsoft365E3: E3, businessPremium: PREMIUM, exchangeOnline: EXCHANGE } = SKUS;
const ROW = {
	resource: 'license',
	operation: 'update',
	customerId: by('domain', '={{ $json.domain }}'),
	providerInstanceId: by('only'),
	customerUserId: by('upn', '={{ $json.email }}'),
	assignSkuIds: '={{ $json.skus }}',
};
const TERRY = 'terry.adams@adventure-works.example.com';
const ANNETTE = 'annette.hill@adventure-works.example.com';
const { northwind, proseware, wideWorld, blueYonder } = CUSTOMERS;

const errorsOf = (run: { output: Array<{ json: Record<string, unknown> }> }) =>
	run.output.map(({ json }) => json.error as Record<string, unknown> | undefined);
const count = (call: string) => scene.calls().filter((made) => made.startsWith(call)).length;

test('a row names customer, user and licenses as people do', async () => {
	const run = await scene.run(ROW, {
		items: [{ domain: ' Adventure-Works.EXAMPLE.com ', email: TERRY.toUpperCase(), skus: E3.name }],
	});

	expect(run.error).toBeUndefined();
	expect(scene.writes()[0]).toMatchObject({
		path: `/v1/Customers/${CUSTOMER.id}/users/${USERS.terryAdams.id}/licenses`,
		body: {
			providerInstanceId: INSTANCE.id,
			customerUserLicenses: [{ skuId: E3.skuId, isSelected: true }],
		},
	});
	expect(run.output[0]?.json).toMatchObject({
		success: true,
		customerName: 'Adventure Works Cycles',
		userName: 'Terry Adams',
		licenses: [{ skuId: E3.skuId, name: E3.name, change: 'assigned' }],
		summary: 'Assigned Microsoft 365 E3 to Terry Adams (Adventure Works Cycles)',
	});
});

test('what many rows name is looked up once a run, before anything is sent', async () => {
	const items = Array.from({ length: 12 }, (_, index) => ({
		domain: index % 2 ? CUSTOMER.domain : CUSTOMER.domain.toUpperCase(),
		email: index % 3 ? TERRY : ANNETTE,
		skus: [index % 2 ? PREMIUM.name : PREMIUM.name.toLowerCase(), EXCHANGE.skuId],
	}));
	const run = await scene.run(ROW, { items });

	expect(run.error).toBeUndefined();
	expect(run.output).toHaveLength(12);
	expect(count('GET /v1/Customers')).toBe(5);
	expect(scene.calls().slice(0, 5).sort()).toEqual(
		[
			'GET /v1/Customers',
			`GET /v1/Customers/${CUSTOMER.id}`,
			`GET /v1/Customers/${CUSTOMER.id}/licenses`,
			`GET /v1/Customers/${CUSTOMER.id}/users`,
			`GET /v1/Customers/${CUSTOMER.id}/users`,
		].sort(),
	);
	expect(scene.writes()).toHaveLength(12);
});

test.each([
	['one text with commas', `${E3.name}, ${PREMIUM.skuId}`],
	['an array', [E3.name.toUpperCase(), ` ${PREMIUM.skuId.toUpperCase()} `]],
	['JSON as text', JSON.stringify([E3.skuId, PREMIUM.name])],
])('licenses may be IDs and names, mixed, in %s', async (_, skus) => {
	const run = await scene.run(ROW, { items: [{ domain: CUSTOMER.domain, email: TERRY, skus }] });

	expect(run.output[0]?.json).toMatchObject({ assigned: [E3.skuId, PREMIUM.skuId] });
});

test('IDs alone are never looked up', async () => {
	await scene.run(
		{
			...ROW,
			...AT_CUSTOMER,
			customerUserId: byId(USERS.terryAdams.id),
			assignSkuIds: [E3.skuId],
		},
		{ items: [{}] },
	);

	expect(scene.calls()).toHaveLength(1);
});

test('a row that names nobody is refused with what was found, and the others go on', async () => {
	const good = { domain: CUSTOMER.domain, email: TERRY, skus: E3.name };
	const run = await scene.run(ROW, {
		items: [
			{ ...good, domain: 'nobody.example.com' },
			{ ...good, email: 'nobody@adventure-works.example.com' },
			{ ...good, skus: SKUS.notSubscribed.name },
			{ ...good, domain: wideWorld.domain },
			{ ...good, domain: blueYonder.domain },
			good,
		],
		onError: 'continueRegularOutput',
	});

	const errors = errorsOf(run);
	expect(errors.slice(0, 5)).toEqual(
		[
			'No customer has the domain "nobody.example.com"',
			'Adventure Works Cycles has no user "nobody@adventure-works.example.com"',
			expect.stringMatching(/^Adventure Works Cycles has no license "Visio Plan 2"\. It has: /),
			'Wide World Importers is on 2 Microsoft provider instances: Microsoft Europe, Microsoft Americas. Choose one of them',
			'Blue Yonder Airlines is on no Microsoft provider instance',
		].map((message) => expect.objectContaining({ message, outcome: 'notSent' })),
	);
	expect(errors[2]?.message).toContain('Microsoft 365 E3');
	expect(
		errors.map((error) => (error?.fields as Array<{ name: string }> | undefined)?.[0]?.name),
	).toEqual([
		'customerId',
		'customerUserId',
		'assignSkuIds',
		'providerInstanceId',
		'providerInstanceId',
		undefined,
	]);
	expect(run.output[5]?.json).toMatchObject({ success: true });
	expect(scene.writes()).toHaveLength(1);
});

test('a name that several have is refused with all of them', async () => {
	for (const placement of scene.sandbox.state.customers.get(northwind.id)?.placements.values() ??
		[]) {
		placement.domain = CUSTOMER.domain;
	}
	const europe = scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id);
	const premium = europe?.skus.get(PREMIUM.skuId);
	if (premium) premium.name = E3.name;
	const annette = europe?.users.get(USERS.annetteHill.id);
	if (annette) annette.email = TERRY;

	const run = await scene.run(
		{ ...ROW, customerId: by('={{ $json.mode }}', '={{ $json.customer }}') },
		{
			items: [
				{ mode: 'domain', customer: CUSTOMER.domain, email: TERRY, skus: E3.name },
				{ mode: 'internalIdentifier', customer: 'crm-1001', email: TERRY, skus: E3.name },
				{
					mode: 'id',
					customer: CUSTOMER.id,
					email: 'pilar.ackerman@adventure-works.example.com',
					skus: E3.name,
				},
			],
			onError: 'continueRegularOutput',
		},
	);

	const messages = errorsOf(run).map((error) => error?.message);
	expect(messages).toEqual([
		`2 customers have the domain "${CUSTOMER.domain}": Adventure Works Cycles (CRM-1001), Northwind Traders (CRM-1002)`,
		expect.stringMatching(
			/^2 users of Adventure Works Cycles have the address ".*": .*Annette Hill.*Terry Adams/,
		),
		expect.stringMatching(/2 licenses named "Microsoft 365 E3": /),
	]);
	expect(messages[2]).toContain(E3.skuId);
	expect(messages[2]).toContain(PREMIUM.skuId);
	expect(scene.writes()).toEqual([]);
});

test.each([
	['nothing', { __rl: true, mode: 'only', value: '' }],
	['no value at all', { __rl: true, mode: 'only' }],
	['any text', { __rl: true, mode: 'only', value: 'Microsoft' }],
])("the customer's only instance may be asked for with %s", async (_, providerInstanceId) => {
	const run = await scene.run({
		resource: 'mca',
		operation: 'get',
		customerId: by('internalIdentifier', 'crm-1008'),
		providerInstanceId: providerInstanceId as INodeParameters,
	});

	expect(run.output[0]?.json).toMatchObject({
		companyName: 'Alpine Ski House',
		providerInstanceId: PROVIDER_INSTANCES.microsoftAmericas.id,
	});
});

test.each([
	['list', ''],
	['list', '={{ "" }}'],
	['id', '={{ undefined }}'],
])('an instance that is left empty in mode %s (%s) is refused', async (mode, value) => {
	const run = await scene.run(
		{ resource: 'mca', operation: 'get', ...AT_CUSTOMER, providerInstanceId: by(mode, value) },
		{ onError: 'continueRegularOutput' },
	);

	expect(errorsOf(run)[0]).toMatchObject({ outcome: 'notSent' });
	expect(errorsOf(run)[0]?.message).toMatch(/^Provider Instance /);
	expect(scene.sandbox.requests).toEqual([]);
});

test('filters take the ways to name a customer as well', async () => {
	const { providerCustomerId } = proseware.placements[0];
	const run = await scene.run(
		{
			resource: 'mca',
			operation: 'getMany',
			filters: { customerId: by('={{ $json.mode }}', '={{ $json.value }}') },
		},
		{
			items: [
				{ mode: 'domain', value: 'NORTHWIND.example.com' },
				{ mode: 'internalIdentifier', value: 'CRM-1005' },
				{ mode: 'microsoftTenantId', value: providerCustomerId.toUpperCase() },
				{ mode: 'domain', value: 'nobody.example.com' },
			],
			onError: 'continueRegularOutput',
		},
	);

	expect(run.output.map(({ json }) => json.companyName)).toEqual([
		'Northwind Traders',
		'Wingtip Instruments',
		'Proseware Editions',
		undefined,
	]);
	expect(errorsOf(run)[3]).toMatchObject({ outcome: 'notSent' });
	expect(count('GET /v1/Customers/mca')).toBe(3);
});
