import { answerAbout } from '../../../shared/api/answer-about';
import { customer, providerInstance, user } from '../../../shared/fields/locators';
import { withoutPassword } from '../../../shared/model/user';
import { defineOperation } from '../operation';

export const getUser = defineOperation({
	resource: 'user',
	value: 'get',
	name: 'Get',
	action: 'Get a user of a customer',
	description: "Get a user of a customer's Microsoft tenant, without licenses. Reads only.",
	fields: { customerId: customer, providerInstanceId: providerInstance, customerUserId: user },
	run: async ({ customerId, providerInstanceId, customerUserId }, api) => {
		const found = await api.read('/v1/Customers/{customerId}/users/{customerUserId}', {
			path: { customerId, customerUserId },
			query: { providerInstanceId },
		});
		return [withoutPassword(answerAbout(found, { id: customerUserId }))];
	},
});
