import { findCustomer, findPlacement, notFoundWithError, Refusal } from './call';
import type { Handlers, Schemas } from './call';
import { findUser } from './licenses';
import { contains, page, sortedBy } from './paging';
import type { UserRecord } from '../state';

export const userHandlers: Pick<Handlers, 'getCustomerUsers' | 'getCustomerUser'> = {
	getCustomerUsers({ state, path, query }) {
		const { placement } = findPlacement(state, { ...path, ...query }, notFoundWithError);
		const { searchValue, sortPropertyName, ascendingOrder } = query;
		let found = [...placement.users.values()];
		if (searchValue) {
			found = found.filter(
				(user) => contains(user.displayName, searchValue) || contains(user.email, searchValue),
			);
		}
		if (sortPropertyName || ascendingOrder !== undefined) {
			const text = (user: UserRecord): string =>
				sortPropertyName === 'UserPrincipalName' ? user.email : user.displayName;
			found = sortedBy(found, text, ascendingOrder ?? true);
		}
		return { status: 200, body: page(found, query, presentUser) };
	},

	getCustomerUser({ state, path, query: { providerInstanceId } }) {
		const { customerId, customerUserId } = path;
		if (providerInstanceId) {
			const ids = { customerId, providerInstanceId };
			const { placement } = findPlacement(state, ids, notFoundWithError);
			return { status: 200, body: presentUser(findUser(placement, customerUserId)) };
		}
		const { placements } = findCustomer(state, customerId, notFoundWithError);
		for (const { users } of placements.values()) {
			const user = users.get(customerUserId.toLowerCase());
			if (user) return { status: 200, body: presentUser(user) };
		}
		throw new Refusal(notFoundWithError(`User ${customerUserId}`));
	},
};

function presentUser(user: UserRecord): Schemas['CustomerUser'] {
	const { id, displayName, email, firstName, lastName, location, domain } = user;
	return {
		id,
		displayName,
		email,
		firstName,
		lastName,
		location,
		temporaryPassword: null,
		domain,
	};
}
