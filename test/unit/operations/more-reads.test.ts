import * as chance from '../../../nodes/shared/api/jitter';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { ID } from '../api/sent';
import { failureOf } from '../support/api';
import { AT_CUSTOMER, CUSTOMER, INSTANCE, ok, operationOf, perform } from '../support/operation';
import { run } from '../support/run';

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

/** Runs an operation as the node does: what it gives, and what it tells beside. */
async function told(name: string, parameters: object, body: unknown) {
	const given = { items: [{}], parameters: { ...parameters } };
	const answer = async () => ({ statusCode: 200, headers: {}, body });
	const { output, hints } = await run(operationOf(name), given, answer);
	return { json: output.map(({ json }) => json), hints: hints.map(({ message }) => message) };
}
const NOT_WHOLE = [expect.stringMatching(/^The list may not be complete/)];

test.each<[string, object]>([
	['license/getMany', [{ skuId: 'a' }]],
	['user/getMany', [{ id: 'u' }]],
])(
	'%s tells whose they are, with the name under which the customer was chosen',
	async (name, body) => {
		const chosen = { __rl: true, mode: 'list', value: CUSTOMER, cachedResultName: 'Fabrikam' };
		const { json } = await told(name, { ...AT_CUSTOMER, customerId: chosen }, body);
		expect(json).toMatchObject([{ customerId: CUSTOMER, companyName: 'Fabrikam' }]);
		const [unnamed] = (await told(name, AT_CUSTOMER, body)).json;
		expect(unnamed).not.toHaveProperty('companyName');
	},
);

describe('delegated admin relationships', () => {
	const LIST = 'delegatedAdminRelationship/getMany';

	test('come as the API gives them, with their ID under one name', async () => {
		const { json, calls } = await perform(LIST, AT_CUSTOMER, [
			ok([
				{ relationshipId: 'r-1', id: 'x', displayName: 'A' },
				{ id: 'r-2', displayName: 'B' },
				{ displayName: 'C' },
			]),
		]);
		expect(calls).toEqual([
			`GET /v1/Customers/${CUSTOMER}/delegated-admin-relationships?providerInstanceId=${INSTANCE}`,
		]);
		expect(json).toEqual([
			{ relationshipId: 'r-1', id: 'x', displayName: 'A' },
			{ relationshipId: 'r-2', id: 'r-2', displayName: 'B' },
			{ relationshipId: null, displayName: 'C' },
		]);
	});

	test.each([
		[{ limit: 1 }, ['a']],
		[{ limit: 2 }, ['a', 'b']],
		[{ returnAll: true }, ['a', 'b', 'c']],
	])('with %j are as many as wanted', async (wanted, ids) => {
		const items = ['a', 'b', 'c'].map((relationshipId) => ({ relationshipId }));
		const { json } = await perform(LIST, { ...AT_CUSTOMER, ...wanted }, [ok({ items })]);
		expect(json?.map(({ relationshipId }) => relationshipId)).toEqual(ids);
	});

	const items = [{ relationshipId: 'a' }];
	test.each<[string, unknown, unknown[]]>([
		['an entry cannot be read', [...items, null], NOT_WHOLE],
		['there is a next page', { items, hasNextPage: true }, NOT_WHOLE],
		['there are more pages', { items, totalPages: 2 }, NOT_WHOLE],
		['there are more entries', { items, totalCount: 2 }, NOT_WHOLE],
		['there is just that', { items, hasNextPage: false, totalPages: 1, totalCount: 1 }, []],
		['the count is no number', { items, totalCount: '2' }, []],
	])('come with a hint when some are missing: %s', async (_, body, wanted) => {
		const { json, hints } = await told(LIST, AT_CUSTOMER, body);
		expect([json, hints]).toEqual([items, wanted]);
	});
});

describe('subscriptions', () => {
	const LIST = 'subscription/getMany';
	const PATH = `GET /v1/customers/${CUSTOMER}/subscriptions`;
	const PAGE = 'pageNumber=1&pageSize=250';
	const list = async (filters: object, body: unknown = [], more: object = {}) =>
		await perform(LIST, { customerId: CUSTOMER, filters, ...more }, [ok(body)]);

	test.each<[object, string]>([
		[{}, PAGE],
		[{ status: [] }, PAGE],
		[{ search: ' visio ' }, `searchValue=visio&${PAGE}`],
		[{ status: ['Active'] }, `statuses=Active&${PAGE}`],
		[{ status: 'Active, Suspended' }, `statuses=Active%7CSuspended&${PAGE}`],
	])('are asked for with %j', async (filters, query) => {
		expect((await list(filters)).calls).toEqual([`${PATH}?${query}`]);
	});

	const entry = (id: string, subscriptionStatus?: unknown) => ({ id, subscriptionStatus });
	const SEVERAL = [
		entry('1', { name: 'Active' }),
		entry('2', { name: 'suspended' }),
		entry('3', null),
		{ id: '4', status: 'Active' },
		entry('5', 'SUSPENDED'),
		{ id: '6', subscriptionStatus: { name: 'Suspended' }, status: 'Active' },
	];

	test.each<[string, object, string[]]>([
		['all without a filter', {}, ['1', '2', '3', '4', '5', '6']],
		['those of a status, and those without', { status: ['Suspended'] }, ['2', '3', '5', '6']],
		['those of several', { status: ['active', 'deleted'] }, ['1', '3', '4']],
	])('are %s, whatever the API picks', async (_, filters, ids) => {
		const { json } = await list(filters, SEVERAL);
		expect(json?.map(({ id }) => id)).toEqual(ids);
	});

	test('are counted after that', async () => {
		const { json } = await list({ status: ['Suspended'] }, SEVERAL, { limit: 2 });
		expect(json).toEqual([SEVERAL[1], SEVERAL[2]]);
	});

	test('come with a hint when some are missing', async () => {
		const { json, hints } = await told(LIST, { customerId: CUSTOMER }, [{ id: '1' }, null]);
		expect([json, hints]).toEqual([[{ id: '1' }], NOT_WHOLE]);
	});
});

describe('the qualifications of a customer', () => {
	const GET = 'qualification/get';
	const withData = (providerCustomerData: unknown, more: object = {}) =>
		ok({
			...{ id: CUSTOMER, companyName: 'Fabrikam', ...more },
			providerCustomers: {
				other: { providerCustomerData: '{"Qualifications":["Other"]}' },
				[INSTANCE.toUpperCase()]: { providerCustomerData },
			},
		});

	test('are read from its data on that instance, and marked as not verified', async () => {
		const data = { Domain: 'fabrikam.example.com', Qualifications: ['Education'] };
		const answer = withData(JSON.stringify(data));
		const { json, calls } = await perform(GET, AT_CUSTOMER, [answer]);
		expect(calls).toEqual([`GET /v1/Customers/${CUSTOMER}`]);
		expect(json).toEqual([
			{
				...AT_CUSTOMER,
				companyName: 'Fabrikam',
				qualifications: ['Education'],
				isVerified: false,
				providerCustomerData: data,
			},
		]);
	});

	test.each<[string, unknown]>([
		['[{"Name":"Education"}]', ['Education']],
		['[{"Qualification":{"name":"A"}},{"qualification":"B"},{"name":"C"}]', ['A', 'B', 'C']],
		['[{"Kind":7},null]', [{ Kind: 7 }, null]],
		['[]', []],
		['"Education"', null],
		['null', null],
	])('written as %s are told as %j', async (written, qualifications) => {
		const { json } = await perform(GET, AT_CUSTOMER, [withData(`{"Qualifications":${written}}`)]);
		expect(json).toMatchObject([{ qualifications }]);
	});

	test('are unknown where there is no data, also without a name of the customer', async () => {
		const { json } = await perform(GET, AT_CUSTOMER, [withData(null, { companyName: null })]);
		expect(json).toMatchObject([
			{ companyName: null, qualifications: null, providerCustomerData: {} },
		]);
	});

	test.each([
		[{ companyName: 'Fabrikam' }, 'Fabrikam is not on this provider instance'],
		[{ providerCustomers: {} }, 'The customer is not on this provider instance'],
		[{ providerCustomers: [{ id: 1 }] }, 'The customer is not on this provider instance'],
	])('fail for %j, which is on no such instance', async (customer, message) => {
		expect(await failureOf(perform(GET, AT_CUSTOMER, [ok(customer)]))).toMatchObject({
			...{ kind: 'notFound', message, outcome: 'rejected' },
			...{ correlationId: ID, attempts: 1 },
		});
	});
});
