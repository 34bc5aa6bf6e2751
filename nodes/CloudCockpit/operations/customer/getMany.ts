import type { INodeProperties } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { filters, limit, readLimit, returnAll, simplify } from '../../fields/lists';
import { defineOperation } from '../operation';
import { presentCustomer } from './customer';

const SEARCH_FIELDS = [
	'Company.Name',
	'Domain',
	'InternalIdentifier',
	'ProviderCustomerId',
] as const;

const resellerId: INodeProperties = {
	displayName: 'Reseller ID',
	name: 'resellerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
	description: 'Only customers of this reseller, by its ID in CloudCockpit',
};

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. Fabrikam',
	description: 'Text to search for in the field chosen under Search Field',
};

const searchField: INodeProperties = {
	displayName: 'Search Field',
	name: 'searchField',
	type: 'options',
	default: 'Company.Name',
	description: 'Where to search for the text under Search',
	options: [
		{ name: 'Company Name', value: 'Company.Name' },
		{ name: 'Domain', value: 'Domain' },
		{ name: 'Internal Identifier', value: 'InternalIdentifier' },
		{ name: 'Microsoft Tenant ID', value: 'ProviderCustomerId' },
	],
};

export const getManyCustomers = defineOperation({
	resource: 'customer',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customers',
	description:
		'List customers, one item each, by name, domain, internal identifier or tenant ID. Reads only.',
	fields: [returnAll, limit, simplify, filters(resellerId, search, searchField)],
	prepare: (reader) => {
		const searchValue = reader.optionalText('filters.search');
		const field = reader.optionalChoice('filters.searchField', SEARCH_FIELDS);
		return {
			limit: readLimit(reader),
			simplify: reader.boolean('simplify', true),
			query: {
				searchValue,
				// The API wants a text to search for whenever a field is named.
				searchField: searchValue === undefined ? undefined : field,
				resellerId: reader.optionalGuid('filters.resellerId'),
			},
		};
	},
	call: async ({ query, limit: wanted }, { api }) =>
		await readList(
			async (pageNumber, pageSize) =>
				await api.read('/v1/Customers', { query: { ...query, pageNumber, pageSize } }),
			wanted,
		),
	present: (customers, plan) => customers.map((found) => presentCustomer(found, plan.simplify)),
});
