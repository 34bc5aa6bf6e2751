import { simplify } from '../../fields/lists';
import { customer } from '../../fields/locators';
import { defineOperation } from '../operation';
import { presentCustomer } from './customer';

export const getCustomer = defineOperation({
	resource: 'customer',
	value: 'get',
	name: 'Get',
	action: 'Get a customer',
	description: 'Get a customer with its provider instances. Reads only.',
	fields: [customer, simplify],
	prepare: (reader) => ({
		path: { customerId: reader.guid('customerId') },
		simplify: reader.boolean('simplify', true),
	}),
	call: async ({ path }, { api }) => await api.read('/v1/Customers/{customerId}', { path }),
	present: (found, plan) => [presentCustomer(found, plan.simplify)],
});
