import type { INodeProperties } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { filters, limit, readLimit, returnAll, simplify } from '../../fields/lists';
import { asFilter, customer, providerInstance } from '../../fields/locators';
import { defineOperation } from '../operation';
import { presentAgreement } from './agreement';

const STATUSES = [
	'required',
	'linkgenerated',
	'customeraccepted',
	'linkexpired',
	'agreementcreated',
] as const;

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'required',
	description: 'Only agreements with this status',
	options: [
		{ name: 'Agreement Created', value: 'agreementcreated', description: 'In place' },
		{
			name: 'Customer Accepted',
			value: 'customeraccepted',
			description: 'Accepted, waits to be finalised in the portal',
		},
		{ name: 'Link Expired', value: 'linkexpired', description: 'A new link is needed' },
		{
			name: 'Link Generated',
			value: 'linkgenerated',
			description: 'Waits for the customer to accept',
		},
		{ name: 'Required', value: 'required', description: 'Nothing has been started' },
	],
};

const excludeCompliant: INodeProperties = {
	displayName: 'Exclude Compliant',
	name: 'excludeCompliant',
	type: 'boolean',
	default: true,
	description: 'Whether to leave out agreements that are in place',
};

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. Fabrikam',
	description: 'Only agreements of companies with this text in their name',
};

export const getManyMcas = defineOperation({
	resource: 'mca',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customer agreements',
	description:
		'List the Microsoft Customer Agreements of your customers, one item each. Reads only.',
	fields: [
		returnAll,
		limit,
		simplify,
		filters(asFilter(customer), excludeCompliant, asFilter(providerInstance), search, status),
	],
	prepare: (reader) => ({
		limit: readLimit(reader),
		simplify: reader.boolean('simplify', true),
		query: {
			customerId: reader.optionalGuid('filters.customerId'),
			providerInstanceId: reader.optionalGuid('filters.providerInstanceId'),
			status: reader.optionalChoice('filters.status', STATUSES),
			searchValue: reader.optionalText('filters.search'),
			excludeCompliant: reader.boolean('filters.excludeCompliant', false) || undefined,
		},
	}),
	call: async ({ query, limit: wanted }, { api }) =>
		await readList(
			async (pageNumber, pageSize) =>
				await api.read('/v1/Customers/mca', { query: { ...query, pageNumber, pageSize } }),
			wanted,
		),
	present: (agreements, plan) =>
		agreements.map((agreement) => presentAgreement(agreement, plan.simplify)),
});
