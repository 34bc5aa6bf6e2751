import { findPlacement, notFoundWithoutBody, Refusal } from './call';
import type { Handlers, Schemas } from './call';
import { companyName, presentCustomer, presentProviderCustomer } from './customers';
import { contains, page, sortedBy } from './paging';
import { badProperty } from '../answers';
import { PROVIDER_INSTANCES } from '../seed';
import type { AgreementRecord, CustomerRecord, PlacementRecord, SandboxState } from '../state';

const LINK_LIFETIME_MINUTES = 10080;
const AGREED: Schemas['McaStatusName'] = 'agreementcreated';
const STATUS_NAMES: readonly Schemas['McaStatusName'][] = [
	'required',
	'linkgenerated',
	'customeraccepted',
	'linkexpired',
	AGREED,
];

interface Signed {
	customer: CustomerRecord;
	placement: PlacementRecord;
	agreement: AgreementRecord;
}

export const mcaHandlers: Pick<Handlers, 'getMca' | 'refreshMca' | 'getMcas'> = {
	getMca({ state, path }) {
		return { status: 200, body: presentMca(findAgreement(state, path)) };
	},

	refreshMca({ state, path }) {
		const { customer, agreement } = findAgreement(state, path);
		const found = agreement.microsoftKnows.shift();
		setStatus(agreement, found ?? agreement.status);
		const { firstName, lastName, email, phone } = customer.profile;
		const signatory: Schemas['McaSignatory'] = {
			firstName,
			lastName,
			email,
			phone,
			expirationTime: LINK_LIFETIME_MINUTES,
		};
		return { status: 200, body: signatory };
	},

	getMcas({ state, query }) {
		const status = query.status?.toLowerCase();
		if (status && !STATUS_NAMES.some((name) => name === status)) {
			return badProperty('status', `${query.status} is not a status of an agreement.`);
		}
		const { customerId, providerInstanceId, searchValue, excludeCompliant } = query;
		const found = allAgreements(state).filter(
			({ customer, placement, agreement }) =>
				(!customerId || customer.profile.id === customerId.toLowerCase()) &&
				(!providerInstanceId ||
					placement.providerInstanceId === providerInstanceId.toLowerCase()) &&
				(!status || agreement.status === status) &&
				(!searchValue || contains(customer.profile.companyName, searchValue)) &&
				!(excludeCompliant && agreement.status === AGREED),
		);
		const sortText =
			query.sortPropertyName === 'CompanyName'
				? ({ customer }: Signed) => companyName(customer)
				: ({ agreement }: Signed) => agreement.status;
		const sorted = sortedBy(found, sortText, query.ascendingOrder ?? false);
		return { status: 200, body: page(sorted, query, presentMca) };
	},
};

/** Puts an agreement into a status, as of now. */
export function setStatus(agreement: AgreementRecord, status: string): void {
	const now = new Date().toISOString();
	agreement.lastUpdate = now;
	if (status === agreement.status) return;
	agreement.status = status;
	agreement.dateAgreed = status === AGREED ? now : null;
}

/** Finds an agreement. Throws a `Refusal`: 404 without body, or 400 off Microsoft. */
export function findAgreement(
	state: SandboxState,
	ids: { customerId: string; providerInstanceId: string },
): Signed {
	const { customer, placement } = findPlacement(state, ids, notFoundWithoutBody);
	if (!placement.agreement) throw new Refusal(notFoundWithoutBody('agreement'));
	return { customer, placement, agreement: placement.agreement };
}

function allAgreements(state: SandboxState): Signed[] {
	return [...state.customers.values()].flatMap((customer) =>
		[...customer.placements.values()].flatMap((placement) =>
			placement.agreement ? [{ customer, placement, agreement: placement.agreement }] : [],
		),
	);
}

function presentMca({ customer, placement, agreement }: Signed): Schemas['Mca'] {
	const { profile } = customer;
	const { providerInstanceId } = placement;
	const instance = Object.values(PROVIDER_INSTANCES).find(({ id }) => id === providerInstanceId);
	return {
		customerId: profile.id,
		providerCustomerId: placement.providerCustomerId,
		companyName: profile.companyName,
		providerInstanceId,
		providerInstanceName: instance?.alias ?? null,
		firstName: profile.firstName,
		lastName: profile.lastName,
		email: profile.email,
		phone: profile.phone,
		status: { name: agreement.status },
		attestationId: agreement.attestationId,
		lastUpdate: agreement.lastUpdate,
		dateAgreed: agreement.dateAgreed,
		customer: presentCustomer(customer),
		microsoftProviderCustomer: presentProviderCustomer(customer, placement),
	};
}
