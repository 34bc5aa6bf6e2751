import type { IDataObject } from 'n8n-workflow';

import type { components } from '../api/contract';
import { nameOf } from './enumeration';

/** A customer's agreement on a provider instance, as the API gives it. */
export type Agreement = Partial<components['schemas']['Mca']>;

/** The API's own spelling of the status of an agreement that is in place. */
const AGREED = 'agreementcreated';

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
	return {
		customerId: agreement.customerId ?? null,
		companyName: agreement.companyName ?? null,
		providerCustomerId: agreement.providerCustomerId ?? null,
		providerInstanceId: agreement.providerInstanceId ?? null,
		providerInstanceName: agreement.providerInstanceName ?? null,
		status,
		agreed: status?.toLowerCase() === AGREED,
		...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, agreement[field] ?? null])),
	};
}
