import type { IDataObject } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { optionalText } from '../../../shared/fields/basic';
import { filters, paging } from '../../../shared/fields/lists';
import { customer } from '../../../shared/fields/locators';
import { openNames } from '../../../shared/fields/names';
import { nameOf } from '../../../shared/model/enumeration';
import { defineOperation } from '../operation';

const search = optionalText({
	displayName: 'Search',
	placeholder: 'e.g. Microsoft 365',
	description: 'Only subscriptions with this text in their name',
});

const status = openNames(
	{
		displayName: 'Status',
		description: 'Only subscriptions with one of these statuses; an expression may name others',
	},
	['Active', 'Deleted', 'Disabled', 'Expired', 'Suspended'].map((name) => ({ name, value: name })),
);

export const getManySubscriptions = defineOperation({
	resource: 'subscription',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many subscriptions of a customer',
	description:
		'List the subscriptions of a customer with quantity, end and renewal, one item each. Reads only.',
	fields: { customerId: customer, ...paging, filters: filters({ search, status }) },
	run: async ({ customerId, limit, filters: by }, api) => {
		const wanted = new Set(by.status.map((name) => name.toLowerCase()));
		const query = {
			searchValue: by.search,
			statuses: by.status.length > 0 ? by.status.join('|') : undefined,
		};
		const found = await readList(
			async (page) =>
				await api.read('/v1/customers/{customerId}/subscriptions', {
					path: { customerId },
					query: { ...query, ...page },
				}),
			limit,
			api.tell,
			// The name of the parameter is not certain: an API that does not know it lists them all.
			({ subscriptionStatus, status: other }) => {
				const name = nameOf(subscriptionStatus) ?? nameOf(other);
				return wanted.size === 0 || name === null || wanted.has(name.toLowerCase());
			},
		);
		return found as IDataObject[];
	},
});
