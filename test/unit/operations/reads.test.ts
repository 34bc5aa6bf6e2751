import { createLookUps } from '../../../nodes/shared/fields/look-up';
import {
	AT_CUSTOMER,
	CUSTOMER,
	INSTANCE,
	issuesOf,
	ok,
	operationOf,
	perform,
	tasksOf,
	USER,
} from '../support/operation';

const list = async (resource: string, parameters: object, body: unknown = []) =>
	await perform(`${resource}/getMany`, parameters, [ok(body)]);

test.each([
	['customer/erase', 'operation', 'erase'],
	['invoice/get', 'resource', 'invoice'],
])('%s, whose %s this version does not have, is refused for every item', (whole, name, value) => {
	const message = `must be one that this version of the node has, but is "${value}"`;
	expect(issuesOf(whole, {})).toEqual([{ name, messages: [message] }]);
	expect(operationOf(whole).plan([], createLookUps())).toEqual([]);
});

test.each([
	['customer/get', { customerId: CUSTOMER }],
	['customer/getMany', {}],
	['license/getMany', AT_CUSTOMER],
	['mca/get', AT_CUSTOMER],
	['mca/getMany', {}],
	['providerInstance/getMany', {}],
	['user/get', { ...AT_CUSTOMER, customerUserId: USER }],
	['user/getMany', AT_CUSTOMER],
])('%s changes nothing, so that its items need no order', (name, parameters) => {
	const [task] = tasksOf(name, parameters);
	expect(task).toMatchObject({ impact: 'none', target: undefined });
	expect(task?.survey).toBeUndefined();
});

test('one customer, simplified or as it came', async () => {
	const body = { id: CUSTOMER, providerCustomers: [{ providerName: 'Microsoft' }], more: 1 };
	const { json, calls } = await perform('customer/get', { customerId: CUSTOMER }, [ok(body)]);
	expect(json).toMatchObject([{ id: CUSTOMER, providerInstances: [{ mcaStatus: null }] }]);
	expect(json?.[0]).not.toHaveProperty('more');
	expect(calls).toEqual([`GET /v1/Customers/${CUSTOMER}`]);
	const raw = await perform('customer/get', { customerId: CUSTOMER, simplify: false }, [ok(body)]);
	expect(raw.json).toEqual([body]);
});

test('one user, without the password', async () => {
	const parameters = { ...AT_CUSTOMER, customerUserId: USER };
	const body = { id: USER, temporaryPassword: 'hush' };
	const { json, calls } = await perform('user/get', parameters, [ok(body)]);
	expect(json).toEqual([{ id: USER }]);
	expect(calls).toEqual([
		`GET /v1/Customers/${CUSTOMER}/users/${USER}?providerInstanceId=${INSTANCE}`,
	]);
});

test('one agreement, simplified or as it came', async () => {
	const body = { customerId: CUSTOMER, status: { name: 'agreementcreated' } };
	const { json, calls } = await perform('mca/get', AT_CUSTOMER, [ok(body)]);
	expect(json).toMatchObject([{ customerId: CUSTOMER, agreed: true }]);
	expect(calls).toEqual([`GET /v1/Customers/${CUSTOMER}/provider-instances/${INSTANCE}/mca`]);
	const raw = await perform('mca/get', { ...AT_CUSTOMER, simplify: false }, [ok(body)]);
	expect(raw.json).toEqual([body]);
});

test('the ids that are none are named', () => {
	const wrong = { customerId: 'x', providerInstanceId: '' };
	expect(issuesOf('mca/get', wrong)).toMatchObject([
		{ name: 'customerId', messages: [expect.stringMatching(/^must be a GUID such as .* is "x"$/)] },
		{ name: 'providerInstanceId', messages: [expect.stringMatching(/but is empty$/)] },
	]);
});

describe('customers', () => {
	test.each<[string, object, string]>([
		['a limit of 50 by default', {}, 'pageNumber=1&pageSize=50'],
		['the limit', { limit: 2 }, 'pageNumber=1&pageSize=2'],
		['all', { returnAll: true }, 'pageNumber=1&pageSize=250'],
		[
			'a search, in the field',
			{ filters: { search: ' Fabrikam ', searchField: 'Domain' } },
			'searchValue=Fabrikam&searchField=Domain&pageNumber=1&pageSize=50',
		],
		[
			'a search, in no field named',
			{ filters: { search: 'Fabrikam' } },
			'searchValue=Fabrikam&pageNumber=1&pageSize=50',
		],
		[
			'a field without a search',
			{ filters: { searchField: 'Domain' } },
			'pageNumber=1&pageSize=50',
		],
		[
			'the customers of a reseller',
			{ filters: { resellerId: CUSTOMER } },
			`resellerId=${CUSTOMER}&pageNumber=1&pageSize=50`,
		],
	])('asks for %s', async (_, parameters, query) => {
		const { calls } = await list('customer', parameters);
		expect(calls).toEqual([`GET /v1/Customers?${query}`]);
	});

	test('gives as many as wanted, simplified or as they came', async () => {
		const customers = [1, 2, 3].map((id) => ({ id: String(id), more: id }));
		const { json } = await list('customer', { limit: 2 }, customers);
		expect(json?.map(({ id }) => id)).toEqual(['1', '2']);
		expect(json?.[0]).not.toHaveProperty('more');
		const raw = await list('customer', { simplify: false, returnAll: true }, customers);
		expect(raw.json).toEqual(customers);
	});

	test.each([
		[{ searchField: 'Name' }, 'searchField', /^must be one of Company/],
		[{ resellerId: '12' }, 'resellerId', /^must be a GUID or empty/],
	])('refuses the filters %j', (filters, name, message) => {
		expect(issuesOf('customer/getMany', { filters })).toEqual([
			{ name, messages: [expect.stringMatching(message)] },
		]);
	});
});

describe('agreements', () => {
	test.each<[object, string]>([
		[{}, ''],
		[{ filters: { excludeCompliant: true } }, 'excludeCompliant=true&'],
		[{ filters: { excludeCompliant: false } }, ''],
		[{ filters: { status: 'Required' } }, 'status=required&'],
		[{ filters: { search: ' wing ' } }, 'searchValue=wing&'],
		[{ filters: { customerId: CUSTOMER.toUpperCase() } }, `customerId=${CUSTOMER}&`],
		[{ filters: { providerInstanceId: INSTANCE } }, `providerInstanceId=${INSTANCE}&`],
	])('asked with %j', async (parameters, query) => {
		const { calls } = await list('mca', parameters);
		expect(calls).toEqual([`GET /v1/Customers/mca?${query}pageNumber=1&pageSize=50`]);
	});

	const AT = (name: string) => ({ status: { name } });
	const ALL = [
		...['Required', 'LinkGenerated', 'LinkExpired', 'CustomerAccepted', 'AgreementCreated'].map(AT),
		...[AT('brand-new'), {}],
	];
	const picked = (json: object[] | undefined) => json?.map((entry) => (entry as never)['status']);

	test.each<[object, string, string[]]>([
		[{ waitsFor: 'partner' }, 'status=customeraccepted&pageNumber=1&pageSize=50', []],
		[
			{ waitsFor: 'Customer' },
			'pageNumber=1&pageSize=250',
			['Required', 'LinkGenerated', 'LinkExpired'],
		],
		[
			{ status: ['required', 'agreementCreated'] },
			'pageNumber=1&pageSize=250',
			['Required', 'AgreementCreated'],
		],
		[
			{ status: 'LinkExpired, customeraccepted, linkgenerated', waitsFor: 'customer' },
			'pageNumber=1&pageSize=250',
			['LinkGenerated', 'LinkExpired'],
		],
		[
			{ status: ['required'], waitsFor: 'customer' },
			'status=required&pageNumber=1&pageSize=50',
			[],
		],
	])('narrowed by %j', async (filters, query, statuses) => {
		const { json, calls } = await list('mca', { filters }, statuses.length > 0 ? ALL : []);
		expect(calls).toEqual([`GET /v1/Customers/mca?${query}`]);
		expect(picked(json)).toEqual(statuses);
	});

	test('are none, and not asked for, where a status does not wait for that party', async () => {
		const filters = { status: ['agreementcreated', 'required'], waitsFor: 'partner' };
		expect(await list('mca', { filters }, ALL)).toMatchObject({ json: [], calls: [] });
	});

	test('gives them simplified, or as they came', async () => {
		const body = [{ status: { name: 'agreementcreated' } }];
		const { json } = await list('mca', {}, body);
		expect(json).toMatchObject([{ status: 'agreementcreated', agreed: true }]);
		expect((await list('mca', { simplify: false }, body)).json).toEqual(body);
		expect((await list('mca', { limit: 1 }, [...body, { id: 1 }])).json).toHaveLength(1);
	});

	test.each([
		[{ status: 'signed' }, 'status'],
		[{ customerId: 'x' }, 'customerId'],
		[{ providerInstanceId: 'x' }, 'providerInstanceId'],
		[{ excludeCompliant: 'perhaps' }, 'excludeCompliant'],
		[{ waitsFor: 'nobody' }, 'waitsFor'],
		[{ status: ['required', 'signed'] }, 'status'],
	])('refuses the filters %j', (filters, name) => {
		expect(issuesOf('mca/getMany', { filters })).toMatchObject([{ name }]);
	});
});

test('users of the customer with a text in their name, up to a limit, without passwords', async () => {
	const body = [
		{ id: 'a', temporaryPassword: 'hush' },
		{ id: 'b', temporaryPassword: 'hush' },
	];
	const parameters = { ...AT_CUSTOMER, limit: 1, filters: { search: ' a ' } };
	const { json, calls } = await list('user', parameters, body);
	expect(json).toEqual([{ customerId: CUSTOMER, id: 'a' }]);
	const asked = `GET /v1/Customers/${CUSTOMER}/users?providerInstanceId=${INSTANCE}`;
	expect(calls).toEqual([`${asked}&searchValue=a&pageNumber=1&pageSize=1`]);
	expect((await list('user', AT_CUSTOMER)).calls).toEqual([`${asked}&pageNumber=1&pageSize=50`]);
});

test('licenses of the customer with their seats, up to a limit', async () => {
	const licenses = [{ skuId: 'a', totalLicenses: 50 }, { skuId: 'b' }, { skuId: 'c' }];
	const { json, calls } = await list('license', AT_CUSTOMER, licenses);
	expect(json).toEqual(licenses.map((license) => ({ customerId: CUSTOMER, ...license })));
	expect(calls).toEqual([`GET /v1/Customers/${CUSTOMER}/licenses?providerInstanceId=${INSTANCE}`]);
	expect((await list('license', { ...AT_CUSTOMER, limit: 2 }, licenses)).json).toHaveLength(2);
});

test('provider instances, up to a limit', async () => {
	const instances = [{ id: 'a' }, { id: 'b' }];
	const { json, calls } = await list('providerInstance', { returnAll: true }, instances);
	expect(json).toEqual(instances);
	expect(calls).toEqual(['GET /v1/Providers/Instances?pageNumber=1&pageSize=250']);
	expect((await list('providerInstance', { limit: 1 }, instances)).json).toEqual([{ id: 'a' }]);
});
