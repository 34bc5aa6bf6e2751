import type { IDataObject } from 'n8n-workflow';

import type { components } from '../api/contract';
import { nameOf } from './enumeration';

/** A customer's agreement on a provider instance, as the API gives it. */
export type Agreement = Partial<components['schemas']['Mca']>;

/** Whose turn it is. */
export type Party = 'customer' | 'partner';

interface StatusMeaning {
	/** As the portal says it. */
	label: string;
	/** Null where there is nothing to wait for. */
	waitsFor: Party | null;
}

/** What a status means, by the API's own spelling. */
export const STATUSES = {
	required: { label: 'MCA required', waitsFor: 'customer' },
	linkgenerated: { label: 'MCA pending', waitsFor: 'customer' },
	customeraccepted: { label: 'Ready to create agreement', waitsFor: 'partner' },
	linkexpired: { label: 'Link expired', waitsFor: 'customer' },
	agreementcreated: { label: 'Compliant', waitsFor: null },
} as const satisfies Record<string, StatusMeaning>;

export type Status = keyof typeof STATUSES;

/** The API's own spelling of the status of an agreement that is in place. */
const AGREED: Status = 'agreementcreated';

const PLAIN_FIELDS = [
	'firstName',
	'lastName',
	'email',
	'phone',
	'attestationId',
	'dateAgreed',
	'lastUpdate',
] as const;

/** The JSON of an agreement: the fields that people work with, or the API's object as it came. */
export function presentAgreement(agreement: Agreement, simplify: boolean): IDataObject {
	if (!simplify) return agreement as IDataObject;
	const status = nameOf(agreement.status);
	const meaning = meaningOf(status);
	return {
		customerId: agreement.customerId ?? null,
		companyName: agreement.companyName ?? null,
		providerCustomerId: agreement.providerCustomerId ?? null,
		providerInstanceId: agreement.providerInstanceId ?? null,
		providerInstanceName: agreement.providerInstanceName ?? null,
		status,
		statusLabel: meaning?.label ?? status,
		waitsFor: meaning?.waitsFor ?? null,
		agreed: status?.toLowerCase() === AGREED,
		...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, agreement[field] ?? null])),
	};
}

/** Whether an agreement has one of these statuses, in any capitals. */
export function hasStatus({ status }: Agreement, statuses: readonly Status[]): boolean {
	const name = nameOf(status)?.toLowerCase();
	return statuses.some((wanted) => wanted === name);
}

/** What a status means; undefined for one that is newer than this package. */
function meaningOf(status: string | null): StatusMeaning | undefined {
	const name = status?.toLowerCase() ?? '';
	return Object.hasOwn(STATUSES, name) ? STATUSES[name as Status] : undefined;
}
