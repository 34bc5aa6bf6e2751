import type { IDataObject } from 'n8n-workflow';

import type { components } from '../api/contract';

/** The JSON of a user as the API gives it, without the password that it may hold. */
export function presentUser(user: components['schemas']['CustomerUser']): IDataObject {
	const { temporaryPassword, ...shown } = user;
	return shown;
}
