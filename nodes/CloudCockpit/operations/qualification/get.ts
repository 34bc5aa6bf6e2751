import { answerAbout } from '../../../shared/api/answer-about';
import { CallFailure } from '../../../shared/api/failure';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { ownDataOf } from '../../../shared/model/qualification';
import { defineOperation } from '../operation';

export const getQualification = defineOperation({
	resource: 'qualification',
	value: 'get',
	name: 'Get',
	action: 'Get the qualifications of a customer',
	description:
		"Get the Microsoft qualifications that a customer's own data in CloudCockpit lists, which is not verified against the live service. Reads only.",
	fields: { customerId: customer, providerInstanceId: providerInstance },
	run: async ({ customerId, providerInstanceId }, api) => {
		const answer = await api.read('/v1/Customers/{customerId}', { path: { customerId } });
		const found = answerAbout(answer, { id: customerId });
		const ownData = ownDataOf(found, providerInstanceId);
		if (!ownData) {
			throw new CallFailure({
				kind: 'notFound',
				message: `${found.companyName ?? 'The customer'} is not on this provider instance`,
				correlationId: api.correlationId,
				attempts: 1,
				outcome: 'rejected',
			});
		}
		return [{ customerId, companyName: found.companyName ?? null, providerInstanceId, ...ownData }];
	},
});
