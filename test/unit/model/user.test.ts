import { presentUser } from '../../../nodes/shared/model/user';

test('a user is given as the API gives it, without the password', () => {
	const user = { id: 'x', displayName: 'Terry Adams', more: 1 };
	expect(presentUser({ ...user, temporaryPassword: 'hush' })).toEqual(user);
});
