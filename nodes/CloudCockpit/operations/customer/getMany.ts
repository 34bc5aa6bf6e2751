import { readList } from '../../../shared/api/paging';
import {
	EXAMPLE_GUID,
	optionalChoice,
	optionalGuid,
	optionalText,
} from '../../../shared/fields/basic';
import { filters, paging, simplify } from '../../../shared/fields/lists';
import { presentCustomer } from '../../../shared/model/customer';
import { defineOperation } from '../operation';

const resellerId = optionalGuid({
	displayName: 'Reseller ID',
	placeholder: `e.g. ${EXAMPLE_GUID}`,
	description: 'Only customers of this reseller, by its ID in CloudCockpit (a GUID)',
});

const search = optionalText({
	displayName: 'Search',
	placeholder: 'e.g. Fabrikam',
	description: 'Text to search for in the field chosen under Search Field',
});

const searchField = optionalChoice(
	{
		displayName: 'Search Field',
		description: 'Where to search for the text under Search',
	},
	[
		{ name: 'Company Name', value: 'Company.Name' },
		{ name: 'Domain', value: 'Domain' },
		{ name: 'Internal Identifier', value: 'InternalIdentifier' },
		{ name: 'Microsoft Tenant ID', value: 'ProviderCustomerId' },
	],
	'Company.Name',
);

export const getManyCustomers = defineOperation({
	resource: 'customer',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customers',
	description:
		'List customers, one item each, by name, domain, internal identifier or tenant ID. Reads only.',
	fields: { ...paging, simplify, filters: filters({ resellerId, search, searchField }) },
	run: async ({ limit, simplify: simplified, filters: by }, api) => {
		const query = {
			searchValue: by.search,
			// The API wants a text to search for whenever a field is named.
			searchField: by.search === undefined ? undefined : by.searchField,
			resellerId: by.resellerId,
		};
		const customers = await readList(
			async (page) => await api.read('/v1/Customers', { query: { ...query, ...page } }),
			limit,
			api.tell,
		);
		return customers.map((found) => presentCustomer(found, simplified));
	},
});
