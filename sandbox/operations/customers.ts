import { findCustomer, notFoundWithError } from './call';
import type { Handlers, Schemas } from './call';
import { contains, page, sortedBy } from './paging';
import { badProperty } from '../answers';
import { PROVIDER_INSTANCES, RESELLER } from '../seed';
import type { AgreementRecord, CustomerRecord, PlacementRecord } from '../state';

export const customerHandlers: Pick<
	Handlers,
	'getCustomers' | 'getCustomer' | 'updateInternalIdentifier'
> = {
	getCustomers({ state, query }) {
		if (query.searchField && !query.searchValue) {
			return badProperty('searchValue', 'searchValue is required when searchField is set.');
		}
		const { searchValue, searchField = 'Company.Name', resellerId } = query;
		let found = [...state.customers.values()];
		if (resellerId) found = found.filter(({ profile }) => profile.resellerId === resellerId);
		if (searchValue) {
			found = found.filter((customer) =>
				searchTexts(customer, searchField).some((text) => contains(text, searchValue)),
			);
		}
		if (query.sortPropertyName || query.ascendingOrder !== undefined) {
			found = sortedBy(found, companyName, query.ascendingOrder ?? true);
		}
		return { status: 200, body: page(found, query, presentCustomer) };
	},

	getCustomer({ state, path, query }) {
		const customer = findCustomer(state, path.customerId, notFoundWithError);
		if (isOfAnotherReseller(customer, query.resellerId)) return { status: 403 };
		return { status: 200, body: presentCustomer(customer) };
	},

	updateInternalIdentifier({ state, path, body }) {
		const customer = findCustomer(state, path.customerId, notFoundWithError);
		if (isOfAnotherReseller(customer, body.resellerId)) return { status: 403 };
		customer.profile.internalIdentifier = body.internalIdentifier || null;
		return { status: 204 };
	},
};

/** Whether a request names a reseller that has nothing to do with the customer. */
export const isOfAnotherReseller = (
	{ profile }: CustomerRecord,
	resellerId: string | null | undefined,
): boolean => Boolean(resellerId) && profile.resellerId !== resellerId?.toLowerCase();

export const companyName = ({ profile }: CustomerRecord): string => profile.companyName ?? '';

function searchTexts(
	{ profile, placements }: CustomerRecord,
	field: Schemas['CustomerSearchField'],
): Array<string | null | undefined> {
	switch (field) {
		case 'Company.Name':
			return [profile.companyName];
		case 'InternalIdentifier':
			return [profile.internalIdentifier];
		case 'Domain':
			return [...placements.values()].map(({ domain }) => domain);
		case 'ProviderCustomerId':
			return [...placements.values()].map(({ providerCustomerId }) => providerCustomerId);
	}
}

/** A customer as the API shows it, with the dictionary form of `providerCustomers`. */
export function presentCustomer(customer: CustomerRecord): Schemas['Customer'] {
	const { profile, placements } = customer;
	return {
		...profile,
		providerCustomers: Object.fromEntries(
			[...placements].map(([id, placement]) => [id, presentProviderCustomer(customer, placement)]),
		),
		customerAssociations: profile.resellerId
			? [{ resellerId: profile.resellerId, name: RESELLER.name }]
			: [],
	};
}

export function presentProviderCustomer(
	{ profile }: CustomerRecord,
	placement: PlacementRecord,
): Schemas['ProviderCustomer'] {
	const { agreement, providerInstanceId } = placement;
	const instance = Object.values(PROVIDER_INSTANCES).find(({ id }) => id === providerInstanceId);
	return {
		providerName: instance?.provider ?? null,
		providerInstanceId,
		providerCustomerId: placement.providerCustomerId,
		providerCustomerData: JSON.stringify({
			Domain: placement.domain,
			Qualifications: placement.qualification ? [placement.qualification] : [],
		}),
		margin: { marginRule: { name: 'markup' }, value: 10 },
		offerTypeMargins: {},
		status: { name: 'Success' },
		customerCreationError: { name: 'None' },
		...(agreement && {
			microsoftCustomerAgreement: summary(profile.id, providerInstanceId, agreement),
		}),
	};
}

function summary(
	customerId: string,
	providerInstanceId: string,
	{ status, dateAgreed, lastUpdate, attestationId }: AgreementRecord,
): Schemas['McaSummary'] {
	return {
		status: { name: status },
		customerId,
		providerInstanceId,
		dateAgreed,
		lastUpdate,
		attestationId,
		signatoryContact: null,
	};
}
