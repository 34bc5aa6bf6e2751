import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, AUTHENTICATIONS, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';
import { openPicker, PICKERS } from './support/open-pickers';

const scene = useScene();

const listed = ({ results }: { results: Array<{ name: string }> }) =>
	results.map(({ name }) => name);

describe.each(AUTHENTICATIONS)('signed in by %s', (authentication) => {
	const open = async (
		method: string,
		parameters = {},
		page: { filter?: string; paginationToken?: string } = {},
	) =>
		await scene.engine.listSearch(
			method,
			{ authentication, resource: 'license', operation: 'update', ...parameters },
			scene.credentials(authentication),
			page,
		);

	test('customers are listed by name and found by what people know of them', async () => {
		const all = await open('searchCustomers');
		expect(all.results).toContainEqual({
			name: 'Adventure Works Cycles (adventure-works.example.com)',
			value: CUSTOMER.id,
		});
		expect(all.results).toHaveLength(Object.keys(CUSTOMERS).length);
		expect(listed(all)).toEqual([...listed(all)].sort());

		expect(listed(await open('searchCustomers', {}, { filter: 'ALPINE' }))).toEqual([
			'Alpine Ski House (alpine-ski.example.com)',
		]);
		expect(listed(await open('searchCustomers', {}, { filter: 'CRM-1007' }))).toEqual([
			'Proseware Editions (proseware.example.com)',
		]);
		expect(listed(await open('searchCustomers', {}, { filter: 'tailspin.example.com' }))).toEqual([
			'Tailspin Toys (tailspin.example.com)',
		]);
		const { providerCustomerId } = CUSTOMERS.fabrikam.placements[0];
		expect(listed(await open('searchCustomers', {}, { filter: providerCustomerId }))).toEqual([
			'Fabrikam Residences (fabrikam.example.com)',
		]);
	});

	test('provider instances are those of the customer, Microsoft only', async () => {
		expect(listed(await open('searchProviderInstances'))).toEqual([
			'Microsoft Americas',
			'Microsoft Europe',
		]);
		const customerId = byId(CUSTOMERS.alpineSki.id);
		expect((await open('searchProviderInstances', { customerId })).results).toEqual([
			{ name: 'Microsoft Americas', value: PROVIDER_INSTANCES.microsoftAmericas.id },
		]);
		expect(
			listed(await open('searchProviderInstances', { customerId: byId('={{ $json.id }}') })),
		).toEqual(['Microsoft Americas', 'Microsoft Europe']);
	});

	test('users are those of the customer', async () => {
		const found = await open('searchUsers', AT_CUSTOMER, { filter: 'hill' });

		expect(found.results).toEqual([
			{ name: expect.stringContaining('Annette Hill'), value: USERS.annetteHill.id },
		]);
	});

	test('licenses show their free seats', async () => {
		const licenses = await scene.engine.loadOptions(
			'getLicenses',
			{ authentication, resource: 'license', operation: 'update', ...AT_CUSTOMER },
			scene.credentials(authentication),
		);

		expect(licenses).toContainEqual({
			name: 'Microsoft 365 E3, 12 of 50 free',
			value: SKUS.microsoft365E3.skuId,
		});
		expect(licenses).toHaveLength(4);
	});
});

test('a filter of a list knows the customer chosen next to it', async () => {
	const { results } = await scene.engine.listSearch(
		'searchProviderInstances',
		{
			resource: 'mca',
			operation: 'getMany',
			filters: { customerId: byId(CUSTOMERS.alpineSki.id) },
		},
		scene.credentials(),
	);

	expect(listed({ results })).toEqual(['Microsoft Americas']);
});

test('lists may be bare arrays, and entries may lack a name', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body: [{ id: CUSTOMER.id, skuId: CUSTOMER.id }],
		times: 'always',
	});

	for (const name of PICKERS) {
		const above = name === 'searchProviderInstances' ? {} : AT_CUSTOMER;
		const { results } = await openPicker(scene, name, { above });
		expect(results).toEqual([{ name: expect.stringContaining(CUSTOMER.id), value: CUSTOMER.id }]);
	}
});

test('licenses may come as a page', async () => {
	const license = { ...SKUS.powerBiPro, availableLicenses: 3, totalLicenses: 5 };
	scene.sandbox.inject({ kind: 'status', status: 200, body: { items: [license] } });
	const { results } = await openPicker(scene, 'getLicenses');

	expect(results).toEqual([{ name: 'Power BI Pro, 3 of 5 free', value: license.skuId }]);
});

test('an instance whose provider is not told may be Microsoft', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body: { providerCustomers: { [INSTANCE.id]: { providerName: null } } },
		match: { operationId: 'getCustomer' },
	});
	const { results } = await openPicker(scene, 'searchProviderInstances');

	expect(results).toEqual([{ name: INSTANCE.alias, value: INSTANCE.id }]);
});

test('lists longer than a page go on by a token', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body: { items: [{ id: CUSTOMER.id, companyName: 'Page one' }], hasNextPage: true },
	});
	const first = await scene.engine.listSearch('searchCustomers', {}, scene.credentials());
	await scene.engine.listSearch('searchCustomers', {}, scene.credentials(), {
		paginationToken: String(first.paginationToken),
	});

	expect(listed(first)).toEqual(['Page one']);
	expect(scene.requests().map(({ query }) => query.pageNumber)).toEqual(['1', '2']);
});
