import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { readList } from '../api/paging';
import { type Customer, domainsOf, providerCustomersOf } from './customer';

type SearchField = components['schemas']['CustomerSearchField'];

/** By what a customer can be named besides its ID, as workflows save it. */
export type CustomerMode = 'domain' | 'internalIdentifier' | 'microsoftTenantId';

interface CustomerKey {
	searchField: SearchField;
	/** What the customer has there. */
	valuesOf: (customer: Customer) => unknown[];
}

const CUSTOMER_KEYS: Readonly<Record<CustomerMode, CustomerKey>> = {
	domain: { searchField: 'Domain', valuesOf: domainsOf },
	internalIdentifier: {
		searchField: 'InternalIdentifier',
		valuesOf: ({ internalIdentifier }) => [internalIdentifier],
	},
	microsoftTenantId: {
		searchField: 'ProviderCustomerId',
		valuesOf: (customer) =>
			providerCustomersOf(customer).map(({ providerCustomerId }) => providerCustomerId),
	},
};

/**
 * Finds the customers that have exactly this text, in any capitals.
 * @throws CallFailure when the API cannot be searched.
 */
export async function searchCustomer(
	api: Api,
	mode: CustomerMode,
	text: string,
): Promise<Customer[]> {
	const { searchField, valuesOf } = CUSTOMER_KEYS[mode];
	const found = await readList(
		async (page) =>
			await api.read('/v1/Customers', { query: { ...page, searchField, searchValue: text } }),
		Infinity,
		api.tell,
	);
	// The API finds a part of a text as well.
	return found.filter((customer) => valuesOf(customer).some((value) => isSame(value, text)));
}

/**
 * Finds the users with exactly this user principal name or e-mail address, in any capitals.
 * @throws CallFailure when the API cannot be searched.
 */
export async function searchUser(
	api: Api,
	place: { customerId: string; providerInstanceId: string },
	upn: string,
): Promise<Array<components['schemas']['CustomerUser']>> {
	const { customerId, providerInstanceId } = place;
	const found = await readList(
		async (page) =>
			await api.read('/v1/Customers/{customerId}/users', {
				path: { customerId },
				query: { ...page, providerInstanceId, searchValue: upn },
			}),
		Infinity,
		api.tell,
	);
	// What Microsoft calls the user principal name is the API's `email`.
	return found.filter(({ email }) => isSame(email, upn));
}

function isSame(value: unknown, text: string): boolean {
	return typeof value === 'string' && value.trim().toLowerCase() === text.toLowerCase();
}
