import { answerAbout } from '../../../shared/api/answer-about';
import { simplify } from '../../../shared/fields/lists';
import { customer } from '../../../shared/fields/locators';
import { presentCustomer } from '../../../shared/model/customer';
import { defineOperation } from '../operation';

export const getCustomer = defineOperation({
	resource: 'customer',
	value: 'get',
	name: 'Get',
	action: 'Get a customer',
	description: 'Get a customer with its provider instances. Reads only.',
	fields: { customerId: customer, simplify },
	run: async ({ customerId, simplify: simplified }, api) => {
		const found = await api.read('/v1/Customers/{customerId}', { path: { customerId } });
		return [presentCustomer(answerAbout(found, { id: customerId }), simplified)];
	},
});
