import { answerAbout } from '../../../shared/api/answer-about';
import { simplify } from '../../../shared/fields/lists';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { presentAgreement } from '../../../shared/model/agreement';
import { defineOperation } from '../operation';
import { MCA } from './paths';

export const getMca = defineOperation({
	resource: 'mca',
	value: 'get',
	name: 'Get',
	action: 'Get a customer agreement',
	description:
		'Get the Microsoft Customer Agreement of a customer as CloudCockpit knows it. Reads only.',
	fields: { customerId: customer, providerInstanceId: providerInstance, simplify },
	run: async ({ customerId, providerInstanceId, simplify: simplified }, api) => {
		const ids = { customerId, providerInstanceId };
		const agreement = answerAbout(await api.read(MCA, { path: ids }), ids);
		return [presentAgreement(agreement, simplified)];
	},
});
