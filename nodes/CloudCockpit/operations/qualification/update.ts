import { patch } from '../../../shared/api/api';
import { choice, notice, text } from '../../../shared/fields/basic';
import { when } from '../../../shared/fields/field';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { byVersion } from '../../../shared/fields/versions';
import { defineWrite, isDry } from '../write';
import { describeNow, type Now, readNow } from './now';

const MAX_NAME_LENGTH = 100;

/** What Microsoft's own API can set, and a way to write any other name. */
const chosen = choice(
	{ displayName: 'Qualification', description: 'The qualification to set for the customer' },
	[
		{
			name: 'Custom',
			value: 'custom',
			description: 'Any other name, sent exactly as you type it',
		},
		{
			name: 'Education',
			value: 'Education',
			description: 'Schools and universities; Microsoft reviews the customer afterwards',
		},
		{
			name: 'Government Community Cloud',
			value: 'GovernmentCommunityCloud',
			description: 'US government and its contractors',
		},
		{
			name: 'State Owned Entity',
			value: 'StateOwnedEntity',
			description: 'Companies owned by a state',
		},
	],
	'Education',
);

/** Hard to undo, so nothing is preset; the first version of the node saved Education by omission. */
const qualification = {
	...chosen,
	forms: byVersion(
		chosen.forms,
		// Else n8n's editor says of the empty choice that it is not supported, in place of required.
		chosen.forms.map((form) => ({
			...form,
			default: '',
			required: true,
			allowArbitraryValues: true,
		})),
	),
};

const customQualification = text(
	{
		displayName: 'Custom Qualification',
		placeholder: 'e.g. Nonprofit',
		description: 'The name of the qualification, spelled as CloudCockpit expects it',
	},
	MAX_NAME_LENGTH,
);

const qualificationNotice = notice(
	'A qualification is hard to undo: try it with Dry Run first. Microsoft reviews it afterwards and may reject it.',
);

interface Chosen {
	qualification: string;
	customQualification?: string;
}

function nameOf(given: Chosen): string {
	return given.customQualification ?? given.qualification;
}

export const updateQualification = defineWrite({
	resource: 'qualification',
	value: 'update',
	name: 'Update',
	action: 'Update the qualification of a customer (hard to undo)',
	description:
		"Set a customer's Microsoft qualification. WRITES, and is hard to undo; Microsoft reviews it afterwards. Plan with Dry Run first.",
	fields: {
		qualificationNotice,
		customerId: customer,
		providerInstanceId: providerInstance,
		qualification,
		customQualification: when(['qualification', ['custom']], customQualification, undefined),
	},
	target: ({ customerId, providerInstanceId }) => `${customerId}/${providerInstanceId}`,
	survey: {
		isWanted: isDry,
		key: ({ customerId, providerInstanceId }) => `${customerId}/${providerInstanceId}`,
		look: async (api, [place], lookUps): Promise<Now> =>
			place ? await readNow(api, lookUps, place) : { now: null },
		names: ({ companyName }) => (companyName ? { customerName: companyName } : {}),
	},
	request: ({ customerId, providerInstanceId, ...given }) =>
		patch('/v1/Customers/{customerId}/microsoft-qualification', {
			path: { customerId },
			body: { providerInstanceId, qualification: { name: nameOf(given) } },
		}),
	preview: (_, found) => ({ now: found?.now ?? null }),
	present: ({ customerId, providerInstanceId, ...given }) => ({
		customerId,
		providerInstanceId,
		qualification: nameOf(given),
	}),
	summary: (given, { customer: where, found }) => ({
		done: `Set the qualification of ${where} to ${nameOf(given)}`,
		planned: `Would set the qualification of ${where} to ${nameOf(given)}${describeNow(found?.now)}`,
	}),
});
