import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene } from '../support';

/** Where a customer's own data tells its qualifications. */
const scene = useScene();

const GET = { resource: 'qualification', operation: 'get', ...AT_CUSTOMER };

/** The customer, with this as its data at the provider. */
const withData = (providerCustomerData: unknown) =>
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body: {
			id: CUSTOMER.id,
			companyName: CUSTOMER.companyName,
			providerCustomers: { [INSTANCE.id.toUpperCase()]: { providerCustomerData } },
		},
	});

test('is read from the customer, and marked as not verified', async () => {
	await scene.run({ ...GET, operation: 'update', qualification: 'Education' });
	const run = await scene.run(GET);

	expect(scene.calls().at(-1)).toBe(`GET /v1/Customers/${CUSTOMER.id}`);
	expect(run.output).toEqual([
		{
			json: {
				customerId: CUSTOMER.id,
				companyName: 'Adventure Works Cycles',
				providerInstanceId: INSTANCE.id,
				qualifications: ['Education'],
				isVerified: false,
				providerCustomerData: { Domain: CUSTOMER.domain, Qualifications: ['Education'] },
			},
			pairedItem: { item: 0 },
		},
	]);
});

test.each<[string, unknown, unknown]>([
	['names', '{"Qualifications":["Education"]}', ['Education']],
	['objects with a name', '{"Qualifications":[{"Name":"Education"}]}', ['Education']],
	['enumerations', '{"Qualifications":[{"Qualification":{"name":"A"}}]}', ['A']],
	['something new', '{"Qualifications":[{"Kind":7},null]}', [{ Kind: 7 }, null]],
	['an empty list', '{"Qualifications":[]}', []],
	['nothing about them', '{"Domain":"a.example.com"}', null],
	['no list', '{"Qualifications":"Education"}', null],
	['broken JSON', '{"Qualifications":[', null],
	['no data', null, null],
])('is told as far as it can be read from %s', async (_, data, qualifications) => {
	withData(data);
	const run = await scene.run(GET);

	expect(run.error).toBeUndefined();
	expect(run.output[0]?.json).toMatchObject({ qualifications, isVerified: false });
});

test('fails for an instance that the customer is not on', async () => {
	const run = await scene.run(
		{
			...GET,
			customerId: byId(CUSTOMERS.northwind.id),
			providerInstanceId: byId(PROVIDER_INSTANCES.microsoftAmericas.id),
		},
		{ onError: 'continueErrorOutput' },
	);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: 'Northwind Traders is not on this provider instance',
		outcome: 'rejected',
	});
});

test('is not taken from an answer about another customer', async () => {
	scene.sandbox.inject({ kind: 'status', status: 200, body: { id: CUSTOMERS.northwind.id } });
	const run = await scene.run(GET, { onError: 'continueErrorOutput' });

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('CloudCockpit answered about another'),
	});
});
