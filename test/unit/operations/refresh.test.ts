import { apiThatMeets, failureOf } from '../support/api';
import { AT_CUSTOMER, CUSTOMER, INSTANCE, ok, perform, tasksOf, USER } from '../support/operation';
import { ID } from '../api/sent';

const PATH = `/v1/Customers/${CUSTOMER}/provider-instances/${INSTANCE}/mca`;
const AGREEMENT = { customerId: CUSTOMER, status: { name: 'customeraccepted' } };
const without = { ...AT_CUSTOMER, options: { returnAgreement: false } };

test('a refresh reads the agreement afterwards', async () => {
	const { json, calls } = await perform('mca/refresh', AT_CUSTOMER, [ok({}), ok(AGREEMENT)]);
	expect(json).toMatchObject([{ status: 'customeraccepted', agreed: false, correlationId: ID }]);
	expect(calls).toEqual([`POST ${PATH}/status`, `GET ${PATH}`]);
	const raw = { ...AT_CUSTOMER, simplify: false };
	expect((await perform('mca/refresh', raw, [ok({}), ok(AGREEMENT)])).json).toEqual([AGREEMENT]);
});

test.each<[unknown, object]>([
	[undefined, {}],
	[null, {}],
	[[1], {}],
	[7, {}],
	[{ firstName: 'Janine', success: 'no' }, { firstName: 'Janine' }],
])('without the agreement, when %j is answered', async (body, json) => {
	const done = await perform('mca/refresh', without, [ok(body)]);
	expect(done.json).toEqual([{ ...json, success: true, ...AT_CUSTOMER, correlationId: ID }]);
	expect(done.calls).toEqual([`POST ${PATH}/status`]);
});

test('one that succeeded while the agreement could not be read says so', async () => {
	const { api } = apiThatMeets([ok({}), { status: 400 }]);
	const [task] = tasksOf('mca/refresh', AT_CUSTOMER);
	const failure = await failureOf(task?.run(api) ?? Promise.resolve());
	expect(failure.message).toMatch(
		/^The status was refreshed, but the agreement could not be read afterwards\. \w/,
	);
});

test('those of the same agreement have an order, and count as changes in a run that stops', () => {
	const other = { ...AT_CUSTOMER, providerInstanceId: USER };
	const another = { ...AT_CUSTOMER, customerId: USER };
	const tasks = tasksOf('mca/refresh', AT_CUSTOMER, AT_CUSTOMER, other, another);
	const [first, second, ...others] = tasks.map(({ target }) => target);
	expect(first).toBe(second);
	expect(new Set([first, ...others]).size).toBe(3);
	expect(tasks.every(({ impact }) => impact === 'refresh')).toBe(true);
});
