import {
	changedFields,
	readUserToChange,
	withChanges,
} from '../../../nodes/shared/model/user-change';
import { apiThatMeets, callsOf, failureOf } from '../support/api';

const PLACE = { customerId: 'c', providerInstanceId: 'p', customerUserId: 'u' };
const readFrom = (body: unknown) => {
	const { api, requests } = apiThatMeets([{ status: 200, body }]);
	return { reading: readUserToChange(api, PLACE), calls: () => callsOf(requests) };
};

test('a user is read as a whole, without the password, in whatever capitals it is called', async () => {
	const { reading, calls } = readFrom({
		...{ id: 'U', displayName: 'Ada', more: 1 },
		...{ temporaryPassword: 'hush', TemporaryPassword: 'hush' },
		...{ temporaryPasswordPolicy: 'strict', hasTemporaryPassword: true },
	});
	expect(await reading).toEqual({
		...{ id: 'U', displayName: 'Ada', more: 1 },
		...{ temporaryPasswordPolicy: 'strict', hasTemporaryPassword: true },
	});
	expect(calls()).toEqual(['GET /v1/Customers/c/users/u?providerInstanceId=p']);
});

test.each([[{ id: 'other' }], [{}], [{ id: null }]])('%j is not that user', async (body) => {
	expect(await failureOf(readFrom(body).reading)).toMatchObject({
		...{ kind: 'refusedBefore', outcome: 'notSent' },
	});
});

test('only what really changes is a change, and the rest stays as it was', () => {
	const user = { id: 'u', displayName: 'Ada', firstName: 'A', location: 'DE', more: 1 };
	const change = { displayName: 'Ada', firstName: '', lastName: undefined, location: 'GB' };
	expect(changedFields(user, change)).toEqual(['firstName', 'location']);
	expect(withChanges(user, change)).toEqual({ ...user, firstName: '', location: 'GB' });
	expect(changedFields(user, {})).toEqual([]);
});
