import type { IDataObject } from 'n8n-workflow';

import type { components } from '../api/contract';
import { toJson } from '../json';
import { nameOf } from './enumeration';

/** A customer as the API gives it. */
export type Customer = Partial<components['schemas']['Customer']>;
export type ProviderCustomer = Partial<components['schemas']['ProviderCustomer']>;

/** The fields of a customer that are kept when simplified, next to its provider instances. */
const PLAIN_FIELDS = [
	'id',
	'companyName',
	'country',
	'email',
	'phone',
	'firstName',
	'lastName',
	'internalIdentifier',
	'resellerId',
] as const;

/** The JSON of a customer: the fields that people work with, or the API's object as it came. */
export function presentCustomer(customer: Customer, simplify: boolean): IDataObject {
	if (!simplify) return customer as IDataObject;
	return {
		...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, customer[field] ?? null])),
		domain: domainsOf(customer)[0] ?? null,
		providerInstances: providerCustomersOf(customer).map((entry) => ({
			providerInstanceId: entry.providerInstanceId ?? null,
			providerName: entry.providerName ?? null,
			providerCustomerId: entry.providerCustomerId ?? null,
			mcaStatus: nameOf(entry.microsoftCustomerAgreement?.status),
			...providerFactsOf(entry),
		})),
	};
}

/** Whose something is that belongs to a customer: its ID, and its name where the run knows it. */
export function whoseOf(customerId: string, companyName: string | undefined): IDataObject {
	return { customerId, ...(companyName !== undefined && { companyName }) };
}

/** What people ask for most of what a provider knows. Qualifications are as the portal wrote them. */
function providerFactsOf(entry: ProviderCustomer): IDataObject {
	const { Domain: domain, Qualifications: qualifications } = providerDataOf(entry);
	return {
		domain: typeof domain === 'string' ? domain : null,
		qualifications: Array.isArray(qualifications) ? (qualifications as IDataObject[]) : [],
	};
}

/** What a provider knows of the customer: JSON in a text, of which only parts are documented. */
export function providerDataOf({
	providerCustomerData,
}: ProviderCustomer): Record<string, unknown> {
	const data: unknown = toJson(providerCustomerData ?? undefined);
	return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}

/** The customer's domains at its providers. */
export function domainsOf(customer: Customer): string[] {
	const domains = providerCustomersOf(customer).map((entry) => providerDataOf(entry).Domain);
	return domains.filter((domain) => typeof domain === 'string');
}

/** The customer's provider instances. The API writes them as an array or by id. */
export function providerCustomersOf(customer: Customer): ProviderCustomer[] {
	const { providerCustomers } = customer;
	if (typeof providerCustomers !== 'object' || providerCustomers === null) return [];
	return Object.entries(providerCustomers).map(([key, entry]) =>
		Array.isArray(providerCustomers)
			? entry
			: { ...entry, providerInstanceId: entry.providerInstanceId ?? key },
	);
}

/** The IDs of the Microsoft instances that a customer is on. */
export function microsoftInstancesOf(customer: Customer): string[] {
	return providerCustomersOf(customer)
		.filter(({ providerName }) => isMicrosoft(providerName))
		.flatMap(({ providerInstanceId }) => providerInstanceId ?? []);
}

/** Names of providers are compared without regard to capitals. */
const MICROSOFT = 'microsoft';

/** Returns whether a provider is Microsoft, which one without a name may be. */
export function isMicrosoft(providerName: string | null | undefined): boolean {
	return (providerName ?? MICROSOFT).toLowerCase() === MICROSOFT;
}
