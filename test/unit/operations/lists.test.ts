import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, CUSTOMER, INSTANCE, useNode } from '../support/node';

const scene = useNode();

/** A `many` operation with the parameters given, and its JSON. */
const list = (resource: string) => async (parameters: object) =>
	await scene.json({ resource, operation: 'getMany', ...parameters });

describe('customers', () => {
	const customers = list('customer');
	const path = '/v1/Customers';

	test.each<[string, object, string[]]>([
		['limit of 50 by default', {}, ['pageNumber=1&pageSize=50']],
		['the limit', { limit: 2 }, ['pageNumber=1&pageSize=2']],
		['all', { returnAll: true }, ['pageNumber=1&pageSize=250']],
		[
			'a search, in the field',
			{ filters: { search: ' Fabrikam ', searchField: 'Domain' } },
			['searchValue=Fabrikam&searchField=Domain&pageNumber=1&pageSize=50'],
		],
		[
			'a search, in no field named',
			{ filters: { search: 'Fabrikam' } },
			['searchValue=Fabrikam&pageNumber=1&pageSize=50'],
		],
		[
			'a field without a search',
			{ filters: { searchField: 'Domain' } },
			['pageNumber=1&pageSize=50'],
		],
		[
			'the customers of a reseller',
			{ filters: { resellerId: CUSTOMERS.fabrikam.resellerId } },
			[`resellerId=${CUSTOMERS.fabrikam.resellerId}&pageNumber=1&pageSize=50`],
		],
	])('asks for %s', async (_, parameters, queries) => {
		expect((await customers(parameters)).length).toBeGreaterThan(0);
		expect(scene.calls()).toEqual(queries.map((query) => `GET ${path}?${query}`));
	});

	test('gives as many as there are, or as many as wanted', async () => {
		expect(await customers({ returnAll: true })).toHaveLength(10);
		expect(await customers({ returnAll: false, limit: 3 })).toHaveLength(3);
	});

	test('simplified, a customer is what people work with', async () => {
		const [first] = await customers({ limit: 1 });
		expect(first).toEqual({
			id: CUSTOMER.id,
			companyName: 'Adventure Works Cycles',
			country: 'DE',
			email: 'janine.labrune@adventure-works.example.com',
			phone: '+49 40 5550101',
			firstName: 'Janine',
			lastName: 'Labrune',
			internalIdentifier: 'CRM-1001',
			resellerId: null,
			providerInstances: [
				{
					providerInstanceId: INSTANCE.id,
					providerName: 'Microsoft',
					providerCustomerId: CUSTOMER.placements[0].providerCustomerId,
					mcaStatus: 'agreementcreated',
				},
				{
					providerInstanceId: PROVIDER_INSTANCES.generic.id,
					providerName: 'Generic',
					providerCustomerId: 'adventure-works',
					mcaStatus: null,
				},
			],
		});
		const [raw] = await customers({ limit: 1, simplify: false });
		expect(raw).toMatchObject({ id: CUSTOMER.id, providerCustomers: expect.any(Object) });
	});

	test.each([
		[{ filters: { searchField: 'Name' } }, 'searchField', /^Search Field must be one of Company/],
		[{ filters: { resellerId: '12' } }, 'resellerId', /^Reseller ID must be a GUID or empty/],
		[{ limit: 0 }, 'limit', /^Limit must be a whole number from 1 to 1000000, but is "0"/],
		[{ limit: 1_000_001 }, 'limit', /^Limit must be/],
	])('refuses %j', async (parameters, name, message) => {
		const [json] = await customers(parameters);
		expect(json?.error).toMatchObject({
			message: expect.stringMatching(message),
			fields: [{ name }],
			attempts: 0,
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([]);
	});
});

describe('agreements', () => {
	const agreements = list('mca');

	test.each<[object, string]>([
		[{}, ''],
		[{ filters: { excludeCompliant: true } }, 'excludeCompliant=true&'],
		[{ filters: { excludeCompliant: false } }, ''],
		[{ filters: { status: 'Required' } }, 'status=required&'],
		[{ filters: { search: ' wing ' } }, 'searchValue=wing&'],
		[{ filters: { customerId: CUSTOMER.id.toUpperCase() } }, `customerId=${CUSTOMER.id}&`],
		[
			{ filters: { providerInstanceId: { __rl: true, mode: 'list', value: INSTANCE.id } } },
			`providerInstanceId=${INSTANCE.id}&`,
		],
	])('asked with %j', async (parameters, query) => {
		expect((await agreements(parameters)).length).toBeGreaterThan(0);
		expect(scene.calls()).toEqual([`GET /v1/Customers/mca?${query}pageNumber=1&pageSize=50`]);
	});

	test('gives them simplified, or as they came', async () => {
		const of = { limit: 1, filters: { customerId: CUSTOMER.id } };
		expect(await agreements(of)).toMatchObject([{ status: 'agreementcreated', agreed: true }]);
		expect(await agreements({ ...of, simplify: false })).toMatchObject([
			{ status: { name: 'agreementcreated' } },
		]);
	});

	test.each([
		[{ status: 'signed' }, 'status'],
		[{ customerId: 'x' }, 'customerId'],
		[{ providerInstanceId: 'x' }, 'providerInstanceId'],
		[{ excludeCompliant: 'perhaps' }, 'excludeCompliant'],
	])('refuses the filters %j', async (filters, name) => {
		const [json] = await agreements({ filters });
		expect(json?.error).toMatchObject({ outcome: 'notSent', fields: [{ name }] });
		expect(scene.calls()).toEqual([]);
	});
});

describe('users', () => {
	const users = list('user');
	const asked = `GET /v1/Customers/${CUSTOMER.id}/users?providerInstanceId=${INSTANCE.id}`;

	test('of the customer, without their passwords', async () => {
		const found = await users(AT_CUSTOMER);
		expect(found.map(({ displayName }) => displayName)).toEqual([
			'Annette Hill',
			'Terry Adams',
			'Pilar Ackerman',
			'Luis Bonifaz',
		]);
		expect(found[0]).not.toHaveProperty('temporaryPassword');
		expect(scene.calls()).toEqual([`${asked}&pageNumber=1&pageSize=50`]);
	});

	test('with a text in their name, up to a limit', async () => {
		const found = await users({ ...AT_CUSTOMER, limit: 1, filters: { search: ' a ' } });
		expect(found).toHaveLength(1);
		expect(scene.calls()).toEqual([`${asked}&searchValue=a&pageNumber=1&pageSize=1`]);
	});
});

describe('licenses', () => {
	const licenses = list('license');

	test('of the customer, with their seats', async () => {
		const found = await licenses(AT_CUSTOMER);
		expect(found.map(({ skuId }) => skuId)).toEqual([
			SKUS.microsoft365E3.skuId,
			SKUS.businessPremium.skuId,
			SKUS.exchangeOnline.skuId,
			SKUS.powerBiPro.skuId,
		]);
		expect(found[0]).toMatchObject({ totalLicenses: 50, availableLicenses: 12 });
		expect(scene.calls()).toEqual([
			`GET /v1/Customers/${CUSTOMER.id}/licenses?providerInstanceId=${INSTANCE.id}`,
		]);
	});

	test('up to a limit', async () => {
		expect(await licenses({ ...AT_CUSTOMER, limit: 2 })).toHaveLength(2);
	});
});

test('provider instances', async () => {
	const instances = list('providerInstance');
	expect((await instances({ returnAll: true })).map(({ id }) => id)).toEqual(
		Object.values(PROVIDER_INSTANCES).map(({ id }) => id),
	);
	expect(await instances({ limit: 1 })).toHaveLength(1);
	expect(scene.calls()).toEqual([
		'GET /v1/Providers/Instances?pageNumber=1&pageSize=250',
		'GET /v1/Providers/Instances?pageNumber=1&pageSize=1',
	]);
});
