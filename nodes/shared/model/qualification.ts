import type { IDataObject } from 'n8n-workflow';

import { type Customer, providerCustomersOf, providerDataOf } from './customer';
import { nameOf } from './enumeration';

/** What a customer's own data says at one of its provider instances. */
export interface OwnData {
	/** Null where the data does not say. */
	qualifications: IDataObject['list'];
	/** Where the data has them is not documented. */
	isVerified: false;
	providerCustomerData: IDataObject;
}

/** Returns what a customer's own data says, or undefined for an instance that it is not on. */
export function ownDataOf(customer: Customer, providerInstanceId: string): OwnData | undefined {
	const place = providerCustomersOf(customer).find(
		(entry) => entry.providerInstanceId?.toLowerCase() === providerInstanceId,
	);
	if (!place) return undefined;
	const data = providerDataOf(place);
	return {
		qualifications: qualificationsOf(data),
		isVerified: false,
		providerCustomerData: data as IDataObject,
	};
}

/** Names where they can be read, else the entries as they came. Null where nothing is said. */
function qualificationsOf({ Qualifications: list }: Record<string, unknown>): IDataObject['list'] {
	if (!Array.isArray(list)) return null;
	return list.map((entry: unknown) => {
		const { Name, Qualification, qualification } = (entry ?? {}) as Record<string, unknown>;
		const named = [entry, Name, Qualification, qualification].map(nameOf);
		return named.find((name) => name !== null) ?? (entry as IDataObject);
	});
}
