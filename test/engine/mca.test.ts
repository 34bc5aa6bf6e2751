import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene, UUID_V4 } from './support';

const scene = useScene();

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const REFRESH = { resource: 'mca', operation: 'refresh', ...AT_CUSTOMER };
const PATH = `/v1/Customers/${CUSTOMER.id}/provider-instances/${INSTANCE.id}/mca`;

const SIMPLIFIED = {
	customerId: CUSTOMER.id,
	companyName: 'Adventure Works Cycles',
	providerCustomerId: CUSTOMER.placements[0].providerCustomerId,
	providerInstanceId: INSTANCE.id,
	providerInstanceName: 'Microsoft Europe',
	status: 'agreementcreated',
	statusLabel: 'Compliant',
	waitsFor: null,
	agreed: true,
	firstName: 'Janine',
	lastName: 'Labrune',
	email: 'janine.labrune@adventure-works.example.com',
	phone: '+49 40 5550101',
	attestationId: expect.any(String),
	dateAgreed: expect.any(String),
	lastUpdate: expect.any(String),
};

describe('mca get', () => {
	test('sends one GET without body and gives the agreement in flat fields', async () => {
		const run = await scene.run(GET);

		expect(run.error).toBeUndefined();
		expect(run.output).toEqual([{ json: SIMPLIFIED, pairedItem: { item: 0 } }]);
		expect(scene.requests()).toHaveLength(1);
		expect(scene.requests()[0]).toMatchObject({
			method: 'GET',
			path: PATH,
			query: {},
			rawBody: '',
		});
	});

	test('gives the whole object of the API when it is not simplified', async () => {
		const run = await scene.run({ ...GET, simplify: false });

		const [agreement] = run.output;
		expect(agreement?.json).toMatchObject({
			customerId: CUSTOMER.id,
			status: { name: 'agreementcreated' },
			customer: { id: CUSTOMER.id, companyName: 'Adventure Works Cycles', country: 'DE' },
			microsoftProviderCustomer: { providerInstanceId: INSTANCE.id },
		});
		expect(Object.keys(agreement?.json ?? {})).not.toContain('agreed');
	});

	test.each([
		['tailspin', 'linkexpired'],
		['wingtip', 'required'],
		['northwind', 'linkgenerated'],
		['fabrikam', 'customeraccepted'],
	] as const)('says of %s that nothing is agreed: %s', async (name, status) => {
		const run = await scene.run({ ...GET, customerId: byId(CUSTOMERS[name].id) });

		expect(run.output[0]?.json).toMatchObject({ status, agreed: false, dateAgreed: null });
	});

	test('passes on a status and a field that nobody knew of', async () => {
		scene.sandbox.inject({
			kind: 'status',
			status: 200,
			body: { customerId: CUSTOMER.id, status: { name: 'signedonpaper' }, region: 'EMEA' },
		});
		const simplified = await scene.run(GET);
		expect(simplified.output[0]?.json).toMatchObject({ status: 'signedonpaper', agreed: false });

		scene.sandbox.inject({
			kind: 'status',
			status: 200,
			body: { customerId: CUSTOMER.id, status: null, region: 'EMEA' },
		});
		const whole = await scene.run({ ...GET, simplify: false });
		expect(whole.output[0]?.json).toEqual({
			customerId: CUSTOMER.id,
			status: null,
			region: 'EMEA',
		});
	});
});

describe('mca refresh', () => {
	test('posts without body, then reads the agreement under the same correlation id', async () => {
		const run = await scene.run(REFRESH);

		expect(run.error).toBeUndefined();
		const [post, get] = scene.requests();
		expect(scene.calls()).toEqual([`POST ${PATH}/status`, `GET ${PATH}`]);
		expect(post).toMatchObject({ query: {}, rawBody: '' });
		expect(post?.headers['x-correlation-id']).toMatch(UUID_V4);
		expect(get?.headers['x-correlation-id']).toBe(post?.headers['x-correlation-id']);
		expect(run.output).toEqual([
			{
				json: { ...SIMPLIFIED, correlationId: post?.headers['x-correlation-id'] },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('gives what Microsoft knows now, not what the portal knew', async () => {
		const northwind = { ...REFRESH, customerId: byId(CUSTOMERS.northwind.id) };

		const first = await scene.run(northwind);
		const second = await scene.run(northwind);

		expect(first.output[0]?.json).toMatchObject({ status: 'customeraccepted', agreed: false });
		expect(second.output[0]?.json).toMatchObject({
			status: 'agreementcreated',
			agreed: true,
			dateAgreed: expect.any(String),
		});
	});

	test('is found in the audit log under its correlation id', async () => {
		const correlationId = '0c7d2f1e-8a35-4b96-b0e4-6f19c2d8a573';
		const run = await scene.run({ ...REFRESH, options: { correlationId } });

		expect(run.output[0]?.json.correlationId).toBe(correlationId);
		expect(scene.sandbox.audit).toEqual([
			expect.objectContaining({ correlationId, customerId: CUSTOMER.id, succeeded: true }),
		]);
	});

	test('without the agreement gives what the POST answered, and reads nothing', async () => {
		const run = await scene.run({ ...REFRESH, options: { returnAgreement: false } });

		expect(scene.calls()).toEqual([`POST ${PATH}/status`]);
		expect(run.output[0]?.json).toEqual({
			firstName: 'Janine',
			lastName: 'Labrune',
			email: 'janine.labrune@adventure-works.example.com',
			phone: '+49 40 5550101',
			expirationTime: 10080,
			success: true,
			customerId: CUSTOMER.id,
			providerInstanceId: INSTANCE.id,
			correlationId: scene.requests()[0]?.headers['x-correlation-id'],
		});
	});

	test('takes an answer without body for success', async () => {
		scene.sandbox.inject({ kind: 'empty' });
		const run = await scene.run({ ...REFRESH, options: { returnAgreement: false } });

		expect(run.output[0]?.json).toEqual({
			success: true,
			customerId: CUSTOMER.id,
			providerInstanceId: INSTANCE.id,
			correlationId: scene.requests()[0]?.headers['x-correlation-id'],
		});
	});

	test('not simplified gives the object of the API as it came', async () => {
		const refreshed = await scene.run({ ...REFRESH, simplify: false });
		const got = await scene.run({ ...GET, simplify: false });

		expect(refreshed.output).toEqual(got.output);
		expect(refreshed.output[0]?.json).toMatchObject({ status: { name: 'agreementcreated' } });
	});

	test('tells in the words of the API that an instance is not Microsoft', async () => {
		const providerInstanceId = byId(PROVIDER_INSTANCES.generic.id);
		const run = await scene.run({ ...REFRESH, providerInstanceId });

		expect(run.error?.message).toBe('Other vendors is not a Microsoft provider instance.');
		expect(scene.calls()).toHaveLength(1);
	});
});

test('a plain text instead of a locator is an ID', async () => {
	const run = await scene.run({
		resource: 'mca',
		operation: 'get',
		customerId: CUSTOMER.id,
		providerInstanceId: INSTANCE.id,
	});

	expect(run.output[0]?.json).toMatchObject({ companyName: CUSTOMER.companyName });
	expect(scene.calls()).toHaveLength(1);
});
