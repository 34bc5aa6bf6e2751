import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import {
	AT_CUSTOMER,
	byId,
	CORRELATION_ID,
	CUSTOMER,
	INSTANCE,
	NOBODY,
	useNode,
	USERS,
} from '../support/node';

const scene = useNode();

const MCA_PATH = `/v1/Customers/${CUSTOMER.id}/provider-instances/${INSTANCE.id}/mca`;
const WITH_ID = { correlationId: CORRELATION_ID };

test('an operation that this version does not have is refused for every item', async () => {
	const missing = { resource: 'customer', operation: 'erase' };
	expect(await scene.json(missing, [{}, {}])).toMatchObject([
		{ error: { message: 'Operation is not one that this version of the node has' } },
		{ error: { outcome: 'notSent', attempts: 0 } },
	]);
	const other = await scene.errorOf({ resource: 'invoice', operation: 'get' });
	expect(other.message).toBe('Operation is not one that this version of the node has');
	expect(scene.calls()).toEqual([]);
});

test('one customer', async () => {
	const get = { resource: 'customer', operation: 'get', customerId: byId(CUSTOMER.id) };
	expect(await scene.json(get)).toMatchObject([
		{ id: CUSTOMER.id, providerInstances: [{ mcaStatus: 'agreementcreated' }, {}] },
	]);
	const [raw] = await scene.json({ ...get, simplify: false });
	expect(raw).toHaveProperty('providerCustomers');
	expect(scene.calls()).toEqual(Array(2).fill(`GET /v1/Customers/${CUSTOMER.id}`));
});

describe('one user', () => {
	const get = { resource: 'user', operation: 'get', ...AT_CUSTOMER };

	test('without the password', async () => {
		scene.sandbox.inject({
			kind: 'status',
			status: 200,
			body: { id: USERS.terryAdams.id, temporaryPassword: 'hush' },
		});
		expect(await scene.json({ ...get, customerUserId: byId(USERS.terryAdams.id) })).toEqual([
			{ id: USERS.terryAdams.id },
		]);
		expect(scene.calls()).toEqual([
			`GET /v1/Customers/${CUSTOMER.id}/users/${USERS.terryAdams.id}?providerInstanceId=${INSTANCE.id}`,
		]);
	});

	test('whom nobody knows', async () => {
		expect(await scene.errorOf({ ...get, customerUserId: byId(NOBODY) })).toMatchObject({
			message: `User ${NOBODY} was not found.`,
			description: expect.stringContaining(`users ${NOBODY}`),
			httpCode: '404',
			outcome: 'rejected',
			attempts: 1,
		});
	});
});

describe('one agreement', () => {
	const get = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };

	test('simplified, or as it came', async () => {
		expect(await scene.json(get)).toMatchObject([{ customerId: CUSTOMER.id, agreed: true }]);
		expect(await scene.json({ ...get, simplify: false })).toMatchObject([
			{ status: { name: 'agreementcreated' } },
		]);
		expect(scene.calls()).toEqual([`GET ${MCA_PATH}`, `GET ${MCA_PATH}`]);
	});

	test('of nobody', async () => {
		expect(await scene.errorOf({ ...get, customerId: byId(NOBODY) })).toMatchObject({
			message: 'CloudCockpit does not know what this item names',
			httpCode: '404',
			outcome: 'rejected',
		});
	});

	test('says which ids are none', async () => {
		const wrong = { customerId: byId('x'), providerInstanceId: byId('') };
		expect(await scene.errorOf({ ...get, ...wrong })).toEqual({
			message:
				'Customer must be a GUID such as 00000000-0000-4000-8000-000000000000, but is "x" (and 1 more)',
			description: expect.stringMatching(
				/^Customer: must .* Provider Instance: must .* but is empty\. Nothing was sent for this item\.$/,
			),
			fields: [
				{ name: 'customerId', messages: [expect.any(String)] },
				{ name: 'providerInstanceId', messages: [expect.any(String)] },
			],
			attempts: 0,
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([]);
	});
});

describe('a refresh', () => {
	const refresh = { resource: 'mca', operation: 'refresh', ...AT_CUSTOMER, options: WITH_ID };
	const IDS = { customerId: CUSTOMER.id, providerInstanceId: INSTANCE.id };

	test('reads the agreement afterwards', async () => {
		const northwind = { ...refresh, customerId: byId(CUSTOMERS.northwind.id) };
		expect(await scene.json(northwind)).toMatchObject([
			{ status: 'customeraccepted', agreed: false, ...WITH_ID },
		]);
		expect(await scene.json({ ...northwind, simplify: false })).toMatchObject([
			{ status: { name: 'agreementcreated' } },
		]);
		expect((await scene.json({ ...refresh, simplify: false }))[0]).not.toHaveProperty(
			'correlationId',
		);
		expect(scene.calls().slice(-2)).toEqual([`POST ${MCA_PATH}/status`, `GET ${MCA_PATH}`]);
	});

	test.each<[unknown, object]>([
		[undefined, {}],
		[[1], {}],
		[7, {}],
		[{ firstName: 'Janine', success: 'no' }, { firstName: 'Janine' }],
	])('without the agreement, when %j is answered', async (body, json) => {
		if (body === undefined) scene.sandbox.inject({ kind: 'empty' });
		else scene.sandbox.inject({ kind: 'status', status: 200, body });
		const options = { ...WITH_ID, returnAgreement: false };
		expect(await scene.json({ ...refresh, options })).toEqual([
			{ ...json, success: true, ...IDS, ...WITH_ID },
		]);
		expect(scene.calls()).toEqual([`POST ${MCA_PATH}/status`]);
	});

	test('that succeeded while the agreement could not be read says so', async () => {
		scene.sandbox.inject({ kind: 'status', status: 400, match: { method: 'GET' } });
		expect((await scene.errorOf(refresh)).message).toMatch(
			/^The status was refreshed, but the agreement could not be read afterwards\. \w/,
		);
	});

	test('of the same agreement waits for the one before, of another it does not', async () => {
		const per = {
			...refresh,
			customerId: byId('={{ $json.c }}'),
			providerInstanceId: byId('={{ $json.p }}'),
		};
		scene.sandbox.inject({ kind: 'delay', delayMs: 100, times: 'always' });
		const { wideWorld } = CUSTOMERS;
		const { microsoftEurope, microsoftAmericas } = PROVIDER_INSTANCES;
		const both = [microsoftEurope, microsoftAmericas].map(({ id }) => ({ c: wideWorld.id, p: id }));
		await scene.json(per, [{ c: CUSTOMER.id, p: INSTANCE.id }, ...both]);
		expect(scene.sandbox.peakInFlight).toBe(3);
		scene.sandbox.reset();
		scene.sandbox.inject({ kind: 'delay', delayMs: 10, times: 'always' });
		await scene.json(per, Array(3).fill({ c: CUSTOMER.id, p: INSTANCE.id }));
		expect(scene.sandbox.peakInFlight).toBe(1);
	});

	test('is a write to the run that stops half-way', async () => {
		const items = [CUSTOMER.id, NOBODY].map((c) => ({ c }));
		const { error } = await scene.run(
			{ ...refresh, customerId: byId('={{ $json.c }}') },
			{ items },
		);
		expect(error?.description).toContain('Already applied: item 0.');
	});
});
