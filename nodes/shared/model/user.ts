import type { components } from '../api/contract';

/** A user as the API gives it, maybe with more fields than are documented. */
export type CustomerUser = components['schemas']['CustomerUser'];

/** Not `temporaryPasswordPolicy` and the like, which are no secret. */
const PASSWORD = /^temporaryPassword$/i;

/** Returns a user without the password that the API may give, in whatever capitals. */
export function withoutPassword(user: CustomerUser): CustomerUser {
	return Object.fromEntries(Object.entries(user).filter(([name]) => !PASSWORD.test(name)));
}
