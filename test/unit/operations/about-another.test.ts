import { apiThatMeets, failureOf } from '../support/api';
import { AT_CUSTOMER, CUSTOMER, INSTANCE, ok, perform, tasksOf, USER } from '../support/operation';

/** An answer about somebody else than was asked for is not passed on. */
const OTHER = 'b5d7c1e2-6f34-4a98-8e0b-3c9d2f1a7e65';
const AT_USER = { ...AT_CUSTOMER, customerUserId: USER };

test.each<[string, object, unknown]>([
	['customer/get', { customerId: CUSTOMER }, { id: OTHER }],
	['qualification/get', AT_CUSTOMER, { id: OTHER }],
	['user/get', AT_USER, { id: OTHER }],
	['mca/get', AT_CUSTOMER, { customerId: OTHER }],
	['mca/get', AT_CUSTOMER, { providerInstanceId: OTHER }],
	['mca/getMany', { filters: { customerId: CUSTOMER } }, [{}, { customerId: OTHER }]],
	[
		'mca/getMany',
		{ filters: { providerInstanceId: INSTANCE } },
		[{ customerId: OTHER, providerInstanceId: OTHER }],
	],
])('%s with %j fails when %j is answered', async (name, parameters, body) => {
	const { api } = apiThatMeets([ok(body)]);
	const [task] = tasksOf(name, parameters);
	const failure = await failureOf(task?.run(api) ?? Promise.resolve());
	expect(failure).toMatchObject({
		kind: 'notTheApi',
		message: expect.stringMatching(/^CloudCockpit answered about another [\w ]+ than /),
	});
});

test.each<[object, object[]]>([
	[{}, [{ customerId: OTHER, providerInstanceId: OTHER }]],
	[{ filters: { customerId: CUSTOMER } }, [{ customerId: CUSTOMER, providerInstanceId: OTHER }]],
	[{ filters: { providerInstanceId: INSTANCE } }, [{ customerId: OTHER }]],
])('agreements asked for with %j are those of %j', async (parameters, body) => {
	const { json } = await perform('mca/getMany', { ...parameters, simplify: false }, [ok(body)]);
	expect(json).toEqual(body);
});
