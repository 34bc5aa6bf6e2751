import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { previewUpdate } from '../../../shared/api/calls';
import { customer, providerInstance, user } from '../../fields/locators';
import {
	checkAvailability,
	dryRun,
	dryRunOptions,
	readDryRun,
	retryUnknownOutcome,
} from '../../fields/options';
import { defineOperation } from '../operation';
import { type LicenseChange, readChanges } from './changes';
import { assertSeats, presentAvailability, type SeatSurvey, surveySeats } from './seats';

const PATH = '/v1/Customers/{customerId}/users/{customerUserId}/licenses';

const licenseInput: INodeProperties = {
	displayName: 'License Input',
	name: 'licenseInput',
	type: 'options',
	default: 'fields',
	description: 'How to say which licenses change',
	options: [
		{
			name: 'Choose Licenses',
			value: 'fields',
			description: 'Name what to assign and what to remove',
		},
		{ name: 'JSON', value: 'json', description: "An array in the API's own shape" },
	],
};

const assignSkuIds: INodeProperties = {
	displayName: 'Licenses to Assign',
	name: 'assignSkuIds',
	type: 'multiOptions',
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'Licenses that the user gets. An expression may give an array or comma-separated IDs.',
	typeOptions: {
		loadOptionsMethod: 'getLicenses',
		// n8n loads this list anew and empties nothing, so it can follow IDs and expressions too.
		loadOptionsDependsOn: ['customerId.value', 'providerInstanceId.value'],
	},
	displayOptions: { show: { licenseInput: ['fields'] } },
};

const removeSkuIds: INodeProperties = {
	...assignSkuIds,
	displayName: 'Licenses to Remove',
	name: 'removeSkuIds',
	hint: 'Licenses that the user loses. An expression may give an array or comma-separated IDs.',
};

const customerUserLicenses: INodeProperties = {
	displayName: 'Licenses',
	name: 'customerUserLicenses',
	type: 'json',
	default: '[\n  { "skuId": "", "isSelected": true }\n]',
	placeholder: 'e.g. [{ "skuId": "…", "isSelected": true }]',
	description: "Licenses in the API's own shape: isSelected true assigns the SKU, false removes it",
	displayOptions: { show: { licenseInput: ['json'] } },
};

const notice: INodeProperties = {
	displayName:
		'Only the licenses named here are sent. CloudCockpit does not document what happens to others: try it with one user first.',
	name: 'licenseNotice',
	type: 'notice',
	default: '',
};

export const updateLicenses = defineOperation({
	resource: 'license',
	value: 'update',
	name: 'Update',
	action: 'Update the licenses of a user (billed)',
	description:
		'Assign licenses to a user and remove others. WRITES, and licenses are billed. Licenses that are not named stay out of the request. Use Dry Run to plan.',
	fields: [
		customer,
		providerInstance,
		user,
		licenseInput,
		assignSkuIds,
		removeSkuIds,
		customerUserLicenses,
		notice,
		dryRun,
	],
	options: [checkAvailability, ...dryRunOptions, retryUnknownOutcome],
	prepare: (reader) => ({
		customerId: reader.guid('customerId'),
		providerInstanceId: reader.guid('providerInstanceId'),
		customerUserId: reader.guid('customerUserId'),
		...readChanges(reader),
		dryRun: readDryRun(reader),
		checkAvailability: reader.boolean('options.checkAvailability', false),
	}),
	target: (plan) => `${plan.customerId}/${plan.customerUserId}`,
	writes: (plan) => !plan.dryRun,
	verify: async (plan, run) => {
		if (plan.checkAvailability) assertSeats(await surveySeats(plan, run), plan);
	},
	call: async (plan, run) => {
		const known = plan.checkAvailability || plan.dryRun;
		const survey = known ? await surveySeats(plan, run) : undefined;
		const request = {
			path: { customerId: plan.customerId, customerUserId: plan.customerUserId },
			body: {
				providerInstanceId: plan.providerInstanceId,
				customerUserLicenses: plan.checkAvailability
					? withNames(plan.changes, survey)
					: plan.changes,
			},
		};
		if (plan.dryRun) return { preview: previewUpdate(PATH, request), survey };
		await run.api.update(PATH, request);
		return {};
	},
	present: ({ preview, survey }, plan, correlationId) => {
		if (preview && survey) {
			return [{ dryRun: true, request: preview, availability: presentAvailability(survey, plan) }];
		}
		const done: IDataObject = {
			success: true,
			customerId: plan.customerId,
			customerUserId: plan.customerUserId,
			providerInstanceId: plan.providerInstanceId,
			assigned: skuIdsOf(plan.changes, true),
			removed: skuIdsOf(plan.changes, false),
			correlationId,
		};
		return [done];
	},
});

/** The changes with the names of their SKUs, where the look-up of seats told them. */
function withNames(changes: LicenseChange[], survey: SeatSurvey | undefined): LicenseChange[] {
	return changes.map((change) => {
		const name = change.name ?? survey?.bySkuId.get(change.skuId.toLowerCase())?.name;
		return name ? { ...change, name } : change;
	});
}

function skuIdsOf(changes: LicenseChange[], isSelected: boolean): string[] {
	return changes.filter((change) => change.isSelected === isSelected).map(({ skuId }) => skuId);
}
