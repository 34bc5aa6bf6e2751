import { withContext } from '../../../shared/api/failure';
import { simplify } from '../../fields/lists';
import { customer, providerInstance } from '../../fields/locators';
import { returnAgreement } from '../../fields/options';
import { defineOperation } from '../operation';
import { presentAgreement } from './agreement';

export const refreshMca = defineOperation({
	resource: 'mca',
	value: 'refresh',
	name: 'Refresh',
	action: 'Refresh a customer agreement from Microsoft',
	description:
		"Fetch the latest status of a customer's agreement from Microsoft into CloudCockpit. Writes an entry to the audit log, changes nothing at Microsoft, and is safe to repeat.",
	fields: [customer, providerInstance, simplify],
	options: [returnAgreement],
	prepare: (reader) => ({
		path: {
			customerId: reader.guid('customerId'),
			providerInstanceId: reader.guid('providerInstanceId'),
		},
		simplify: reader.boolean('simplify', true),
		returnAgreement: reader.boolean('options.returnAgreement', true),
	}),
	target: ({ path }) => `${path.customerId}/${path.providerInstanceId}`,
	call: async ({ path, returnAgreement: wanted }, { api }) => {
		const answer = await api.refresh(
			'/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status',
			{ path },
		);
		// What the POST answers is documented as a signatory, not as the agreement: read it back.
		const agreement = wanted
			? await withContext(
					'The status was refreshed, but the agreement could not be read afterwards',
					api.read('/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca', {
						path,
					}),
				)
			: undefined;
		return { answer, agreement };
	},
	present: ({ answer, agreement }, plan, correlationId) => {
		if (agreement && !plan.simplify) return [presentAgreement(agreement, false)];
		if (agreement) return [{ ...presentAgreement(agreement, true), correlationId }];
		const answered = typeof answer === 'object' && !Array.isArray(answer) ? answer : {};
		return [{ ...answered, success: true, ...plan.path, correlationId }];
	},
});
