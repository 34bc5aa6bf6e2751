import { readList } from '../../../shared/api/paging';
import { optionalText } from '../../../shared/fields/basic';
import { filters, paging } from '../../../shared/fields/lists';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { whoseOf } from '../../../shared/model/customer';
import { withoutPassword } from '../../../shared/model/user';
import { defineOperation } from '../operation';

const search = optionalText({
	displayName: 'Search',
	placeholder: 'e.g. Ada',
	description: 'Only users with this text in their name or user principal name',
});

export const getManyUsers = defineOperation({
	resource: 'user',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users of a customer',
	description: "List the users of a customer's Microsoft tenant, one item each. Reads only.",
	fields: {
		customerId: customer,
		providerInstanceId: providerInstance,
		...paging,
		filters: filters({ search }),
	},
	run: async ({ customerId, providerInstanceId, limit, filters: by }, api, { customerName }) => {
		const query = { providerInstanceId, searchValue: by.search };
		const users = await readList(
			async (page) =>
				await api.read('/v1/Customers/{customerId}/users', {
					path: { customerId },
					query: { ...query, ...page },
				}),
			limit,
			api.tell,
		);
		const whose = whoseOf(customerId, customerName);
		return users.map((user) => ({ ...whose, ...withoutPassword(user) }));
	},
});
