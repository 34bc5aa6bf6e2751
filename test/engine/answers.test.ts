import type { Fault } from '../../sandbox';
import { CUSTOMERS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene, USERS } from './support';

const scene = useScene();
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const OTHER = CUSTOMERS.northwind.id;
const AT_USER = { ...AT_CUSTOMER, customerUserId: byId(USERS.terryAdams.id) };

const READS = [
	{ resource: 'mca', operation: 'get', ...AT_CUSTOMER },
	{ resource: 'customer', operation: 'get', customerId: AT_CUSTOMER.customerId },
	{ resource: 'user', operation: 'get', ...AT_USER },
	{ resource: 'mca', operation: 'refresh', ...AT_CUSTOMER },
];
const answer = (body: unknown, times: Fault['times'] = 'always') =>
	scene.sandbox.inject({ kind: 'status', status: 200, body, times });

test.each<[string, unknown]>([
	['a list', []],
	['a list of one', [{ id: CUSTOMER.id, customerId: CUSTOMER.id }]],
	['another customer', { id: OTHER, customerId: OTHER, agreed: true }],
])('%s in the place of one object is refused, with the id of the request', async (_, body) => {
	for (const read of READS) {
		scene.sandbox.reset();
		answer(body);
		const run = await scene.run(read, CONTINUE);

		expect(run.output).toEqual([]);
		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining('CloudCockpit'),
			correlationId: scene.requests()[0]?.headers['x-correlation-id'],
		});
	}
});

test('an agreement on another provider instance is refused, also when the statuses agree', async () => {
	answer({
		customerId: CUSTOMER.id,
		providerInstanceId: 'cb3c0000-0000-4000-8000-000000000001',
		status: { name: 'AgreementCreated' },
	});
	const run = await scene.run(READS[0] ?? {}, CONTINUE);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining(`another provider instance than ${INSTANCE.id}`),
	});
});

test('other capitals and missing ids are the right answer', async () => {
	answer({ customerId: CUSTOMER.id.toUpperCase(), providerInstanceId: null });
	const run = await scene.run(READS[0] ?? {}, CONTINUE);

	expect(run.output).toHaveLength(1);
});

test('a list that was asked for one customer and has another one is refused', async () => {
	answer({ items: [{ customerId: OTHER }], hasNextPage: false });
	const run = await scene.run(
		{
			resource: 'mca',
			operation: 'getMany',
			returnAll: true,
			filters: { customerId: byId(CUSTOMER.id) },
		},
		CONTINUE,
	);

	expect(run.errorOutput).toHaveLength(1);
});

test.each([undefined, 'continueErrorOutput'] as const)(
	'null among licenses breaks neither the run nor the item, with onError %s',
	async (onError) => {
		answer([null, { skuId: 'a' }, null, 7]);
		const run = await scene.run(
			{ resource: 'license', operation: 'getMany', ...AT_CUSTOMER, returnAll: true },
			{ items: [{ row: 1 }], onError },
		);

		expect(run.output.map(({ json }) => json)).toEqual([{ customerId: CUSTOMER.id, skuId: 'a' }]);
	},
);

test('parts of an answer in a form that nobody knows fail their item, with its id', async () => {
	answer({ id: CUSTOMER.id, providerCustomers: [null] });
	const run = await scene.run(READS[1] ?? {}, CONTINUE);

	expect(run.output).toEqual([]);
	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('could not make sense'),
		correlationId: scene.requests()[0]?.headers['x-correlation-id'],
	});
});

test.each<[string, Fault]>([
	['is refused', { kind: 'status', status: 403 }],
	['is about another customer', { kind: 'status', status: 200, body: { customerId: OTHER } }],
])('a refresh whose agreement %s was not rejected', async (_, fault) => {
	scene.sandbox.inject({ ...fault, times: 'always', match: { operationId: 'getMca' } });
	const run = await scene.run(READS[3] ?? {}, CONTINUE);

	expect(scene.sandbox.audit).toHaveLength(1);
	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('The status was refreshed'),
		outcome: 'unknown',
	});
});

describe('what is looked up in an API that writes IDs in capitals', () => {
	const domain = 'adventure-works.example.com';
	const email = `terry.adams@${domain}`;
	const inCapitals = {
		id: CUSTOMER.id.toUpperCase(),
		companyName: 'Adventure Works Cycles',
		providerCustomers: [
			{
				providerInstanceId: INSTANCE.id.toUpperCase(),
				providerName: 'Microsoft',
				providerCustomerData: JSON.stringify({ Domain: domain, Qualifications: ['Education'] }),
			},
		],
	};
	const user = { id: USERS.terryAdams.id.toUpperCase(), displayName: 'Terry Adams', email };
	const answerAt = (path: RegExp, body: unknown) =>
		scene.sandbox.inject({
			...{ kind: 'status', status: 200, body, times: 'always' },
			match: { method: 'GET', path },
		});
	const named = {
		customerId: { __rl: true, mode: 'domain', value: domain },
		providerInstanceId: { __rl: true, mode: 'only', value: '' },
	};

	beforeEach(() => {
		answerAt(/\/Customers$/, [inCapitals]);
		answerAt(new RegExp(`/Customers/${CUSTOMER.id}$`, 'i'), inCapitals);
		answerAt(/\/users$/, [user]);
		answerAt(/\/users\/[^/]+$/, user);
	});

	test('is the customer and the instance that it has', async () => {
		const run = await scene.run({ resource: 'qualification', operation: 'get', ...named });

		expect(run.error).toBeUndefined();
		expect(run.output[0]?.json).toMatchObject({
			...{ customerId: CUSTOMER.id, providerInstanceId: INSTANCE.id },
			qualifications: ['Education'],
		});
	});

	test('is the user that is to be changed', async () => {
		const run = await scene.run({
			...{ resource: 'user', operation: 'update', ...named },
			customerUserId: { __rl: true, mode: 'upn', value: email },
			updateFields: { location: 'DE' },
			dryRun: true,
		});

		expect(run.error).toBeUndefined();
		expect(run.output[0]?.json.request).toMatchObject({
			path: `/v1/Customers/${CUSTOMER.id}/users/${USERS.terryAdams.id}`,
			body: { providerInstanceId: INSTANCE.id },
		});
	});
});
