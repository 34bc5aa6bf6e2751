import { answerAbout } from '../../../shared/api/answer-about';
import { mapFailure } from '../../../shared/api/failure';
import { toggle } from '../../../shared/fields/basic';
import { simplify } from '../../../shared/fields/lists';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { presentAgreement } from '../../../shared/model/agreement';
import { defineOperation } from '../operation';
import { MCA, MCA_STATUS } from './paths';

const returnAgreement = toggle(
	{
		displayName: 'Return Agreement',
		description:
			'Whether to read the agreement after the refresh and return it with its new status',
	},
	true,
);

export const refreshMca = defineOperation({
	resource: 'mca',
	value: 'refresh',
	name: 'Refresh',
	action: 'Refresh a customer agreement from Microsoft',
	description:
		"Fetch the latest status of a customer's agreement from Microsoft into CloudCockpit. Writes only an entry to the audit log, changes nothing at Microsoft, and is safe to repeat.",
	fields: { customerId: customer, providerInstanceId: providerInstance, simplify },
	options: { returnAgreement },
	refreshes: ({ customerId, providerInstanceId }) => `${customerId}/${providerInstanceId}`,
	run: async ({ customerId, providerInstanceId, simplify: simplified, options }, api) => {
		const path = { customerId, providerInstanceId };
		const { correlationId } = api;
		const answer = await api.refresh(MCA_STATUS, { path });
		if (!options.returnAgreement) {
			const isAnswer = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
			const answered = isAnswer ? answerAbout(answer, path) : {};
			return [{ ...answered, success: true, ...path, correlationId }];
		}
		// What the POST answers is documented as a signatory, not as the agreement: read it back.
		const reading = api.read(MCA, { path }).then((read) => answerAbout(read, path));
		const agreement = await mapFailure(reading, (failure) => ({
			...failure,
			// The refresh itself was not refused.
			outcome: 'unknown',
			message: `The status was refreshed, but the agreement could not be read afterwards. ${failure.message}`,
		}));
		const presented = presentAgreement(agreement, simplified);
		return [simplified ? { ...presented, correlationId } : presented];
	},
});
