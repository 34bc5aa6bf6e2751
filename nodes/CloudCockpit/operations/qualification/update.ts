import type { INodeProperties } from 'n8n-workflow';

import { previewUpdate } from '../../../shared/api/calls';
import { customer, providerInstance } from '../../fields/locators';
import { dryRun, dryRunOptions, readDryRun, retryUnknownOutcome } from '../../fields/options';
import { defineOperation } from '../operation';

const PATH = '/v1/Customers/{customerId}/microsoft-qualification';

/** What Microsoft's own API can set, and a way to write any other name. */
const QUALIFICATIONS = [
	'Education',
	'GovernmentCommunityCloud',
	'StateOwnedEntity',
	'custom',
] as const;
const MAX_NAME_LENGTH = 100;

const qualification: INodeProperties = {
	displayName: 'Qualification',
	name: 'qualification',
	type: 'options',
	default: 'Education',
	description: 'The qualification that the customer gets',
	options: [
		{
			name: 'Custom',
			value: 'custom',
			description: 'Another name, sent exactly as you write it',
		},
		{
			name: 'Education',
			value: 'Education',
			description: 'Schools and universities; Microsoft vets the customer afterwards',
		},
		{
			name: 'Government Community Cloud',
			value: 'GovernmentCommunityCloud',
			description: 'US government and its contractors',
		},
		{
			name: 'State Owned Entity',
			value: 'StateOwnedEntity',
			description: 'Companies that belong to a state',
		},
	],
};

const customQualification: INodeProperties = {
	displayName: 'Custom Qualification',
	name: 'customQualification',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nonprofit',
	description: "The qualification's name in the spelling that CloudCockpit expects",
	displayOptions: { show: { qualification: ['custom'] } },
};

const notice: INodeProperties = {
	displayName:
		'Microsoft vets a qualification after it was set and may deny it later. It is hard to undo: try it with Dry Run first.',
	name: 'qualificationNotice',
	type: 'notice',
	default: '',
};

export const updateQualification = defineOperation({
	resource: 'qualification',
	value: 'update',
	name: 'Update',
	action: 'Update the qualification of a customer (hard to undo)',
	description:
		"Set a customer's Microsoft qualification. WRITES, and is hard to undo; Microsoft vets it afterwards. Use Dry Run to plan.",
	fields: [notice, customer, providerInstance, qualification, customQualification, dryRun],
	options: [...dryRunOptions, retryUnknownOutcome],
	prepare: (reader) => {
		const chosen = reader.choice('qualification', QUALIFICATIONS);
		const name = chosen === 'custom' ? reader.text('customQualification') : chosen;
		if (name.length > MAX_NAME_LENGTH) {
			reader.refuse('customQualification', `must not be longer than ${MAX_NAME_LENGTH} characters`);
		}
		return {
			customerId: reader.guid('customerId'),
			providerInstanceId: reader.guid('providerInstanceId'),
			name,
			dryRun: readDryRun(reader),
		};
	},
	target: (plan) => `${plan.customerId}/${plan.providerInstanceId}`,
	writes: (plan) => !plan.dryRun,
	call: async (plan, { api }) => {
		const request = {
			path: { customerId: plan.customerId },
			body: {
				providerInstanceId: plan.providerInstanceId,
				qualification: { name: plan.name },
			},
		};
		if (plan.dryRun) return previewUpdate(PATH, request);
		await api.update(PATH, request);
		return undefined;
	},
	present: (preview, plan, correlationId) => [
		preview
			? { dryRun: true, request: preview }
			: {
					success: true,
					customerId: plan.customerId,
					providerInstanceId: plan.providerInstanceId,
					qualification: plan.name,
					correlationId,
				},
	],
});
