import { choice, notice, toggle } from '../../../shared/fields/basic';
import { type Field, REFUSED, when, withCondition } from '../../../shared/fields/field';
import { toTexts } from '../../../shared/fields/parse';
import { skuList } from '../../../shared/fields/skus';
import type { LicenseChange } from '../../../shared/model/license';
import { jsonChanges } from './json-changes';

const licenseInput = choice(
	{ displayName: 'Specify Licenses By', description: 'How to say which licenses the user gets' },
	[
		{
			name: 'Changes',
			value: 'fields',
			description: 'Name what to assign and what to remove',
		},
		{
			name: 'Exact List',
			value: 'exact',
			description: 'Name all licenses that the user is to have; all others are removed',
		},
		{ name: 'JSON', value: 'json', description: "An array in the API's own shape" },
	],
	'fields',
);

const EXPRESSION_HINT = 'An expression gives an array of IDs or names.';

const assignSkuIds = skuList({
	displayName: 'Licenses to Assign',
	hint: `Licenses to assign to this user. ${EXPRESSION_HINT}`,
});

const removeSkuIds = skuList({
	displayName: 'Licenses to Remove',
	hint: `Licenses to remove from this user. ${EXPRESSION_HINT}`,
});

const exactSkuIds = skuList({
	displayName: 'Licenses',
	hint: `All licenses that this user is to have. ${EXPRESSION_HINT}`,
});

const otherLicenses = choice(
	{
		displayName: 'Other Licenses',
		description: 'What the request says about licenses that are not named above',
	},
	[
		{
			name: 'Leave Out',
			value: 'omit',
			description: 'They stay out of the request',
		},
		{
			name: 'Keep as Held',
			value: 'asHeld',
			description:
				'You say which ones the user holds, and the request names every license of the customer',
		},
	],
	'omit',
);

/** Objects with a SKU ID, as Microsoft Entra ID lists the licenses of a user, or texts. */
function toHeld(value: unknown): string[] | undefined {
	if (!Array.isArray(value)) return toTexts(value);
	return toTexts(
		value.map((entry: unknown) =>
			typeof entry === 'object' && entry !== null && 'skuId' in entry ? entry.skuId : entry,
		),
	);
}

const heldList = skuList(
	{
		displayName: 'Licenses Held',
		hint: 'Licenses that this user has now, for example assignedLicenses of the Microsoft Entra ID node.',
	},
	{ parse: toHeld, mayBeMissing: true },
);

/**
 * What the user holds now. Nothing is a strong word here, as all that is not held is not selected: it
 * must be an empty list from an expression, not a field that was left blank.
 */
const heldSkuIds: Field<string[]> = {
	forms: heldList.forms,
	read(slot) {
		const given = slot.given();
		if (!given) return REFUSED;
		const held = heldList.read(slot);
		if (held === REFUSED || held.length > 0) return held;
		const isEmptyList = given.isExpression && given.value !== '';
		if (isEmptyList) return held;
		return slot.refuse('must name what the user holds, or be an expression that gives []');
	},
};

/** On what only names changes, as the form does by default. */
const licenseNotice = withCondition(
	notice(
		'Only the licenses named here are sent. CloudCockpit does not document whether it keeps the others: if not, the user loses them. To be safe, choose Exact List or Keep as Held.',
	),
	{ show: { licenseInput: ['fields', 'json'] }, hide: { otherLicenses: ['asHeld'] } },
);

export const checkAvailability = toggle(
	{
		displayName: 'Check Availability',
		description:
			'Whether to count the free seats for all items of the run before anything is sent, so that only items that do not fit fail',
	},
	true,
	false,
);

export const allowNone = toggle(
	{
		displayName: 'Allow None',
		description: 'Whether an empty list may take all licenses from the user',
	},
	true,
	false,
);

const NONE: string[] = [];
const NO_CHANGES: LicenseChange[] = [];
const byFields = ['licenseInput', ['fields']] as const;

/** Which licenses a user is to get, in three forms. The fields of the other forms are empty. */
export const licenseFields = {
	licenseInput,
	assignSkuIds: when(byFields, assignSkuIds, NONE),
	removeSkuIds: when(byFields, removeSkuIds, NONE),
	otherLicenses: when(byFields, otherLicenses, 'omit' as const),
	heldSkuIds: when(byFields, when(['otherLicenses', ['asHeld']], heldSkuIds, NONE), NONE),
	exactSkuIds: when(['licenseInput', ['exact']], exactSkuIds, NONE),
	customerUserLicenses: when(['licenseInput', ['json']], jsonChanges, NO_CHANGES),
	licenseNotice,
};
