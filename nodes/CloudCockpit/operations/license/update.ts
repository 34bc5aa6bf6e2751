import { patch } from '../../../shared/api/api';
import { choice, notice, toggle } from '../../../shared/fields/basic';
import { when } from '../../../shared/fields/field';
import { customer, providerInstance, user } from '../../../shared/fields/locators';
import { skuList } from '../../../shared/fields/skus';
import { type LicenseChange, readLicenses, skuKey } from '../../../shared/model/license';
import {
	assertSeats,
	presentAvailability,
	type SeatRequest,
	type SeatSurvey,
	shareSeats,
} from '../../../shared/model/seats';
import { defineWrite, isDry } from '../operation';
import { jsonChanges } from './json-changes';

const licenseInput = choice(
	{ displayName: 'License Input', description: 'How to say which licenses change' },
	[
		{
			name: 'Choose Licenses',
			value: 'fields',
			description: 'Name what to assign and what to remove',
		},
		{ name: 'JSON', value: 'json', description: "An array in the API's own shape" },
	],
	'fields',
);

const assignSkuIds = skuList({
	displayName: 'Licenses to Assign',
	hint: 'Licenses that the user gets. An expression may give an array or comma-separated IDs.',
});

const removeSkuIds = skuList({
	displayName: 'Licenses to Remove',
	hint: 'Licenses that the user loses. An expression may give an array or comma-separated IDs.',
});

const licenseNotice = notice(
	'Only the licenses named here are sent. CloudCockpit does not document what happens to others: try it with one user first.',
);

const checkAvailability = toggle(
	{
		displayName: 'Check Availability',
		description:
			'Whether to count the free seats for all items of the run before anything is sent, so that only items that do not fit fail',
	},
	false,
);

export const updateLicenses = defineWrite({
	resource: 'license',
	value: 'update',
	name: 'Update',
	action: 'Update the licenses of a user (billed)',
	description:
		'Assign licenses to a user and remove others. WRITES, and licenses are billed. Licenses that are not named stay out of the request. Use Dry Run to plan.',
	fields: {
		customerId: customer,
		providerInstanceId: providerInstance,
		customerUserId: user,
		licenseInput,
		assignSkuIds: when(['licenseInput', ['fields']], assignSkuIds, [] as string[]),
		removeSkuIds: when(['licenseInput', ['fields']], removeSkuIds, [] as string[]),
		customerUserLicenses: when(['licenseInput', ['json']], jsonChanges, [] as LicenseChange[]),
		licenseNotice,
	},
	options: { checkAvailability },
	check: ({ assignSkuIds: assign, removeSkuIds: remove, ...values }, refuse) => {
		const both = assign.filter((skuId) => remove.includes(skuId));
		if (both.length > 0) {
			refuse('removeSkuIds', `must not name what is assigned as well: ${both.join(', ')}`);
		}
		if (assign.length + remove.length + values.customerUserLicenses.length === 0) {
			refuse('assignSkuIds', 'must name a license where Licenses to Remove names none');
		}
	},
	target: ({ customerId, customerUserId }) => `${customerId}/${customerUserId}`,
	survey: {
		key: ({ customerId, providerInstanceId }) => `${customerId}/${providerInstanceId}`,
		isWanted: (values) => values.options.checkAvailability || isDry(values),
		look: async (api, items): Promise<SeatSurvey<object>> => {
			const [place] = items;
			const licenses = place ? await readLicenses(api, place) : [];
			return shareSeats(licenses, items, seatRequestOf);
		},
		verify: assertSeats,
	},
	request: (values, found) => {
		const { customerId, customerUserId, providerInstanceId } = values;
		const names = values.options.checkAvailability ? found?.bySkuId : undefined;
		return patch('/v1/Customers/{customerId}/users/{customerUserId}/licenses', {
			path: { customerId, customerUserId },
			body: {
				providerInstanceId,
				customerUserLicenses: changesOf(values).map((change) => {
					const name = change.name ?? names?.get(skuKey(change.skuId))?.name;
					return name ? { ...change, name } : change;
				}),
			},
		});
	},
	preview: (values, found) =>
		found ? { availability: presentAvailability(found, seatRequestOf(values)) } : {},
	present: ({ customerId, customerUserId, providerInstanceId, ...values }) => ({
		customerId,
		customerUserId,
		providerInstanceId,
		assigned: skuIdsOf(changesOf(values), true),
		removed: skuIdsOf(changesOf(values), false),
	}),
});

interface Changing {
	assignSkuIds: readonly string[];
	removeSkuIds: readonly string[];
	customerUserLicenses: readonly LicenseChange[];
}

/** What changes, in whichever form it was given: the fields of the other form are empty. */
function changesOf(values: Changing): LicenseChange[] {
	return [
		...values.assignSkuIds.map((skuId) => ({ skuId, isSelected: true })),
		...values.removeSkuIds.map((skuId) => ({ skuId, isSelected: false })),
		...values.customerUserLicenses,
	];
}

function seatRequestOf(
	values: Changing & {
		customerUserId: string;
		licenseInput: string;
		options: { checkAvailability: boolean };
	},
): SeatRequest {
	const isJson = values.licenseInput === 'json';
	return {
		customerUserId: values.customerUserId,
		changes: changesOf(values),
		fieldOf: (index) => (isJson ? `customerUserLicenses[${index}].skuId` : 'assignSkuIds'),
		isChecked: values.options.checkAvailability,
	};
}

function skuIdsOf(changes: readonly LicenseChange[], isSelected: boolean): string[] {
	return changes.filter((change) => change.isSelected === isSelected).map(({ skuId }) => skuId);
}
