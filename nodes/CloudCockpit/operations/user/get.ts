import { customer, providerInstance, user } from '../../fields/locators';
import { defineOperation } from '../operation';
import { presentUser } from './user';

export const getUser = defineOperation({
	resource: 'user',
	value: 'get',
	name: 'Get',
	action: 'Get a user of a customer',
	description: "Get a user of a customer's Microsoft tenant, without licenses. Reads only.",
	fields: [customer, providerInstance, user],
	prepare: (reader) => ({
		path: {
			customerId: reader.guid('customerId'),
			customerUserId: reader.guid('customerUserId'),
		},
		query: { providerInstanceId: reader.guid('providerInstanceId') },
	}),
	call: async (plan, { api }) =>
		await api.read('/v1/Customers/{customerId}/users/{customerUserId}', plan),
	present: (found) => [presentUser(found)],
});
