import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../../../shared/api/failure';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { providerCustomersOf, providerDataOf } from '../../../shared/model/customer';
import { nameOf } from '../../../shared/model/enumeration';
import { defineOperation } from '../operation';

export const getQualification = defineOperation({
	resource: 'qualification',
	value: 'get',
	name: 'Get',
	action: 'Get the qualifications of a customer',
	description:
		"Get the Microsoft qualifications of a customer as its own data in CloudCockpit lists them, which is not verified against CloudCockpit's service. Reads only.",
	fields: { customerId: customer, providerInstanceId: providerInstance },
	run: async ({ customerId, providerInstanceId }, api) => {
		const found = await api.read('/v1/Customers/{customerId}', { path: { customerId } });
		const place = providerCustomersOf(found).find(
			(entry) => entry.providerInstanceId?.toLowerCase() === providerInstanceId,
		);
		if (!place) {
			throw new CallFailure({
				kind: 'notFound',
				message: `${found.companyName ?? 'The customer'} is not on this provider instance`,
				correlationId: api.correlationId,
				attempts: 1,
				outcome: 'rejected',
			});
		}
		const data = providerDataOf(place);
		return [
			{
				customerId,
				companyName: found.companyName ?? null,
				providerInstanceId,
				qualifications: qualificationsOf(data),
				isVerified: false,
				providerCustomerData: data as IDataObject,
			},
		];
	},
});

/** Names where they can be read, else the entries as they came. Null where nothing is said. */
function qualificationsOf({ Qualifications: list }: Record<string, unknown>): IDataObject['list'] {
	if (!Array.isArray(list)) return null;
	return list.map((entry: unknown) => {
		const { Name, Qualification, qualification } = (entry ?? {}) as Record<string, unknown>;
		const named = [entry, Name, Qualification, qualification].map(nameOf);
		return named.find((name) => name !== null) ?? (entry as IDataObject);
	});
}
