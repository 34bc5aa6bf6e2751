import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { CallFailure } from '../api/failure';
import { type CustomerUser, withoutPassword } from './user';

/** Fields of a user that can be changed. What is undefined stays as it is. */
export type UserChange = {
	readonly [Name in 'displayName' | 'firstName' | 'lastName' | 'location']?: string | undefined;
};

interface UserPlace {
	customerId: string;
	providerInstanceId: string;
	customerUserId: string;
}

/**
 * Reads a user that is to be sent back with changes, without its password: that would set it anew.
 * @throws CallFailure when what comes is not that user, since the whole of it is sent.
 */
export async function readUserToChange(
	api: Api,
	place: UserPlace | undefined,
): Promise<CustomerUser> {
	const { customerId = '', customerUserId = '', providerInstanceId = '' } = place ?? {};
	const found = await api.read('/v1/Customers/{customerId}/users/{customerUserId}', {
		path: { customerId, customerUserId },
		query: { providerInstanceId },
	});
	if (found.id?.toLowerCase() !== customerUserId) {
		throw new CallFailure({
			kind: 'refusedBefore',
			message: 'CloudCockpit did not give the user that is to be changed',
			hint: 'Nothing was sent for this item, because the whole user would have been.',
			correlationId: api.correlationId,
			attempts: 1,
			outcome: 'notSent',
		});
	}
	return withoutPassword(found);
}

/** The names of the fields that really change. */
export function changedFields(user: CustomerUser, change: UserChange): Array<keyof UserChange> {
	const names = Object.keys(change) as Array<keyof UserChange>;
	return names.filter((name) => change[name] !== undefined && change[name] !== user[name]);
}

/** The whole user as it was read, with its changes. */
export function withChanges(
	user: CustomerUser,
	change: UserChange,
): components['schemas']['CustomerUserChange'] {
	const changes = changedFields(user, change).map((name) => [name, change[name]]);
	// Fields that the contract wants are sent as they are, also where the API left them out.
	return { ...user, ...Object.fromEntries(changes) } as components['schemas']['CustomerUserChange'];
}
