import * as chance from '../../../nodes/shared/api/jitter';
import { apiThatMeets, failureOf } from '../support/api';
import { AT_CUSTOMER, CUSTOMER, tasksOf } from '../support/operation';

const AUDIT_LOG = /The fastest way to find out: Get Many of Audit Log, /;
const OWN_DATA = /The fastest way to find out: Get of Microsoft Qualification, /;
const SET = { customerId: CUSTOMER, internalIdentifier: 'A' };
const QUALIFY = { ...AT_CUSTOMER, qualification: 'Education' };

beforeEach(() => void jest.spyOn(chance, 'jitter').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

async function failing(name: string, parameters: object, status: number) {
	const { api } = apiThatMeets([{ status }]);
	const [task] = tasksOf(name, parameters);
	return await failureOf(task?.run(api) ?? Promise.resolve());
}

test.each<[string, object, RegExp]>([
	['customer/setInternalIdentifier', SET, AUDIT_LOG],
	['qualification/update', QUALIFY, OWN_DATA],
	['api/call', { method: 'POST', path: '/v1/Things' }, AUDIT_LOG],
])('whether %s was carried out can be found out, and only that', async (name, parameters, way) => {
	const open = await failing(name, parameters, 504);
	expect(open.outcome).toBe('unknown');
	expect(open.hint).toMatch(way);
	// What there is to say about the failure itself comes first.
	expect(open.hint).not.toMatch(/^The fastest/);
	const refused = await failing(name, parameters, 400);
	expect(refused.outcome).toBe('rejected');
	expect(refused.hint ?? '').not.toMatch(/find out/);
});
