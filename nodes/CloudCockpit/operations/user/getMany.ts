import type { INodeProperties } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { filters, limit, readLimit, returnAll } from '../../fields/lists';
import { customer, providerInstance } from '../../fields/locators';
import { defineOperation } from '../operation';
import { presentUser } from './user';

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ada',
	description: 'Only users with this text in their name or user principal name',
};

export const getManyUsers = defineOperation({
	resource: 'user',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users of a customer',
	description: "List the users of a customer's Microsoft tenant, one item each. Reads only.",
	fields: [customer, providerInstance, returnAll, limit, filters(search)],
	prepare: (reader) => ({
		path: { customerId: reader.guid('customerId') },
		query: {
			providerInstanceId: reader.guid('providerInstanceId'),
			searchValue: reader.optionalText('filters.search'),
		},
		limit: readLimit(reader),
	}),
	call: async ({ path, query, limit: wanted }, { api }) =>
		await readList(
			async (pageNumber, pageSize) =>
				await api.read('/v1/Customers/{customerId}/users', {
					path,
					query: { ...query, pageNumber, pageSize },
				}),
			wanted,
		),
	present: (users) => users.map(presentUser),
});
