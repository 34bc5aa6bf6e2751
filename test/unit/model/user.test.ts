import { withoutPassword } from '../../../nodes/shared/model/user';

test('a user is given as the API gives it, without the password, in whatever capitals', () => {
	const user = { id: 'x', displayName: 'Terry Adams', temporaryPasswordPolicy: 'strict', more: 1 };
	const passwords = { temporaryPassword: 'hush', TemporaryPassword: 'hush' };
	expect(withoutPassword({ ...user, ...passwords })).toEqual(user);
});
