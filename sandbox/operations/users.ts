import { findCustomer, findPlacement, notFoundWithError, Refusal } from './call';
import type { Handlers, Schemas } from './call';
import { findUser } from './licenses';
import { contains, page, sortedBy } from './paging';
import { errorAnswer } from '../answers';
import type { ErrorDetail } from '../answers';
import type { UserRecord } from '../state';

export const userHandlers: Pick<
	Handlers,
	'getCustomerUsers' | 'getCustomerUser' | 'updateCustomerUser'
> = {
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

	updateCustomerUser({ state, path, body: { providerInstanceId, customerUser } }) {
		const ids = { customerId: path.customerId, providerInstanceId };
		const { placement } = findPlacement(state, ids, notFoundWithError);
		const user = findUser(placement, path.customerUserId);
		const errors = findErrors(user, customerUser);
		if (errors.length > 0) return errorAnswer(400, 'The user could not be updated.', errors);
		for (const field of STORED) {
			const value = customerUser[field];
			if (value !== undefined) user[field] = value ?? '';
		}
		user.location = customerUser.location?.toUpperCase() ?? null;
		return { status: 200 };
	},
};

const STORED = ['displayName', 'firstName', 'lastName', 'email', 'domain'] as const;
const NEEDED = ['displayName', 'email', 'domain'] as const;

function findErrors(user: UserRecord, change: Schemas['CustomerUserChange']): ErrorDetail[] {
	const errors: ErrorDetail[] = NEEDED.filter((field) => !change[field]?.trim()).map((field) => ({
		propertyName: `customerUser.${field}`,
		description: ['must not be empty'],
	}));
	const { id, location } = change;
	if (id !== undefined && id.toLowerCase() !== user.id) {
		errors.push({ propertyName: 'customerUser.id', description: ['is not the id in the path'] });
	}
	// As Microsoft has it. A user without location can be stored, only not be given a license.
	if (location !== null && !/^[a-z]{2}$/i.test(location)) {
		const description = ['must be a country code of two letters'];
		errors.push({ propertyName: 'customerUser.location', description });
	}
	return errors;
}

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
