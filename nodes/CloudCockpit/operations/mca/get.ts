import { simplify } from '../../fields/lists';
import { customer, providerInstance } from '../../fields/locators';
import { defineOperation } from '../operation';
import { presentAgreement } from './agreement';

export const getMca = defineOperation({
	resource: 'mca',
	value: 'get',
	name: 'Get',
	action: 'Get a customer agreement',
	description:
		'Get the Microsoft Customer Agreement of a customer as CloudCockpit knows it. Reads only.',
	fields: [customer, providerInstance, simplify],
	prepare: (reader) => ({
		path: {
			customerId: reader.guid('customerId'),
			providerInstanceId: reader.guid('providerInstanceId'),
		},
		simplify: reader.boolean('simplify', true),
	}),
	call: async ({ path }, { api }) =>
		await api.read('/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca', {
			path,
		}),
	present: (agreement, plan) => [presentAgreement(agreement, plan.simplify)],
});
