import { CUSTOMERS, PROVIDER_INSTANCES, RESELLER, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

const NAMED_CUSTOMERS = Object.keys(CUSTOMERS).length;
const scene = useScene();
const names = (run: { output: Array<{ json: object }> }) =>
	run.output.map(({ json }) => (json as { companyName?: string }).companyName);

describe('customer', () => {
	const GET_MANY = { resource: 'customer', operation: 'getMany', returnAll: true };

	test('get gives the fields people work with, and its provider instances', async () => {
		const run = await scene.run({
			resource: 'customer',
			operation: 'get',
			customerId: byId(CUSTOMER.id),
		});

		expect(scene.calls()).toEqual([`GET /v1/Customers/${CUSTOMER.id}`]);
		expect(run.output[0]?.json).toMatchObject({
			id: CUSTOMER.id,
			companyName: 'Adventure Works Cycles',
			internalIdentifier: 'CRM-1001',
			resellerId: null,
			domain: 'adventure-works.example.com',
			providerInstances: [
				{
					providerInstanceId: INSTANCE.id,
					providerName: 'Microsoft',
					mcaStatus: 'agreementcreated',
					domain: 'adventure-works.example.com',
					qualifications: [],
				},
				{ providerName: 'Generic', mcaStatus: null },
			],
		});
	});

	test('get tells a qualification that was set', async () => {
		await scene.run({
			resource: 'qualification',
			operation: 'update',
			...AT_CUSTOMER,
			qualification: 'Education',
		});
		const run = await scene.run({
			resource: 'customer',
			operation: 'get',
			customerId: AT_CUSTOMER.customerId,
		});

		expect(run.output[0]?.json).toMatchObject({
			providerInstances: [{ qualifications: [expect.stringMatching(/Education/)] }, {}],
		});
	});

	test('get not simplified gives the object of the API', async () => {
		const run = await scene.run({
			resource: 'customer',
			operation: 'get',
			customerId: byId(CUSTOMER.id),
			simplify: false,
		});

		expect(run.output[0]?.json).toMatchObject({
			id: CUSTOMER.id,
			addressLine1: 'Example Street 1',
		});
	});

	test('getMany pairs every customer with the item that asked', async () => {
		const run = await scene.run(GET_MANY, { items: [{}, {}] });

		expect(run.output).toHaveLength(2 * NAMED_CUSTOMERS);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([
			...Array.from({ length: NAMED_CUSTOMERS }, () => ({ item: 0 })),
			...Array.from({ length: NAMED_CUSTOMERS }, () => ({ item: 1 })),
		]);
	});

	test.each([
		[{ search: 'ski' }, ['Alpine Ski House']],
		[{ search: 'fabrikam.example.com', searchField: 'Domain' }, ['Fabrikam Residences']],
		[{ search: 'CRM-1002', searchField: 'InternalIdentifier' }, ['Northwind Traders']],
		[{ resellerId: RESELLER.id.toUpperCase() }, ['Fabrikam Residences']],
		[{ searchField: 'Domain', search: ' ' }, expect.arrayContaining(['Tailspin Toys'])],
	])('getMany filters by %j', async (filters, expected) => {
		expect(names(await scene.run({ ...GET_MANY, filters }))).toEqual(expected);
	});

	test('getMany stops at the limit and fetches no more than that', async () => {
		const run = await scene.run({ ...GET_MANY, returnAll: false, limit: 3 });

		expect(run.output).toHaveLength(3);
		expect(scene.requests()).toHaveLength(1);
		expect(scene.requests()[0]?.query).toEqual({ pageNumber: '1', pageSize: '3' });
	});
});

describe('agreements', () => {
	const GET_MANY = { resource: 'mca', operation: 'getMany', returnAll: true };

	test.each([
		[{ status: 'linkexpired' }, ['Tailspin Toys']],
		[{ customerId: byId(CUSTOMER.id) }, ['Adventure Works Cycles']],
		[{ search: 'prose' }, ['Proseware Editions']],
		[{ search: 'wide', excludeCompliant: true }, ['Wide World Importers']],
		[
			{
				providerInstanceId: byId(PROVIDER_INSTANCES.microsoftAmericas.id),
				status: 'agreementcreated',
			},
			['Alpine Ski House'],
		],
	])('are filtered by %j', async (filters, expected) => {
		const run = await scene.run({ ...GET_MANY, filters });

		expect(run.error).toBeUndefined();
		expect(names(run)).toEqual(expected);
		expect(run.output[0]?.json).toMatchObject({ agreed: expect.any(Boolean) });
	});

	test('are the objects of the API when not simplified', async () => {
		const run = await scene.run({ ...GET_MANY, simplify: false, filters: { search: 'tailspin' } });

		expect(run.output[0]?.json).toMatchObject({ status: { name: 'linkexpired' } });
	});
});

test('license getMany gives the SKUs with their seats', async () => {
	const run = await scene.run({ resource: 'license', operation: 'getMany', ...AT_CUSTOMER });

	expect(scene.requests()[0]).toMatchObject({
		path: `/v1/Customers/${CUSTOMER.id}/licenses`,
		query: { providerInstanceId: INSTANCE.id },
	});
	expect(run.output).toHaveLength(4);
	expect(run.output[0]?.json).toMatchObject({
		...SKUS.microsoft365E3,
		totalLicenses: 50,
		consumedLicenses: 38,
		availableLicenses: 12,
	});
});

test('user getMany searches in name and address, user get finds one', async () => {
	const users = await scene.run({
		resource: 'user',
		operation: 'getMany',
		...AT_CUSTOMER,
		filters: { search: 'hill' },
	});
	const user = await scene.run({
		resource: 'user',
		operation: 'get',
		...AT_CUSTOMER,
		customerUserId: byId(USERS.annetteHill.id),
	});

	expect(users.output.map(({ json }) => json.id)).toEqual([USERS.annetteHill.id]);
	expect(users.output[0]?.json).toEqual({ customerId: CUSTOMER.id, ...user.output[0]?.json });
	expect(user.output[0]?.json).toMatchObject({ displayName: 'Annette Hill', location: 'DE' });
});

test('providerInstance getMany gives Microsoft and other instances', async () => {
	const run = await scene.run({ resource: 'providerInstance', operation: 'getMany' });

	expect(run.output.map(({ json }) => [json.alias, json.provider])).toEqual([
		['Microsoft Europe', { name: 'Microsoft' }],
		['Microsoft Americas', { name: 'Microsoft' }],
		['Other vendors', { name: 'Generic' }],
	]);
});
