import { choice, notice, toggle } from '../../../shared/fields/basic';
import { type Field, REFUSED, when, withCondition } from '../../../shared/fields/field';
import { toTexts } from '../../../shared/fields/parse';
import { toJson } from '../../../shared/json';
import { skuList } from '../../../shared/fields/skus';
import type { LicenseChange } from '../../../shared/model/license';
import { jsonChanges } from './json-changes';

const licenseInput = choice(
	{ displayName: 'Specify Licenses By', description: 'How to say which licenses to assign' },
	[
		{
			name: 'Changes',
			value: 'fields',
			description: 'List the licenses to assign and to remove',
		},
		{
			name: 'Exact List',
			value: 'exact',
			description: 'List every license the user should have; all others are removed',
		},
		{ name: 'JSON', value: 'json', description: 'Write the array that CloudCockpit expects' },
	],
	'fields',
);

const EXPRESSION_HINT = 'In an expression, give an array of SKU IDs or names.';

const assignSkuIds = skuList({
	displayName: 'Licenses to Assign',
	hint: EXPRESSION_HINT,
});

const removeSkuIds = skuList({
	displayName: 'Licenses to Remove',
	hint: EXPRESSION_HINT,
});

const exactSkuIds = skuList({
	displayName: 'Licenses',
	hint: `Every license this user should have. ${EXPRESSION_HINT}`,
});

const otherLicenses = choice(
	{
		displayName: 'Other Licenses',
		description: 'What to send about licenses that are not listed above',
	},
	[
		{
			name: 'Leave Out',
			value: 'omit',
			description: 'Send nothing about them',
		},
		{
			name: 'Keep as Held',
			value: 'asHeld',
			description:
				'You say which ones the user has now, and the request lists every license of the customer',
		},
	],
	'omit',
);

/** Objects with a SKU ID, as Microsoft Entra ID lists the licenses of a user, or texts; also as JSON. */
function toHeld(value: unknown): string[] | undefined {
	const list = toJson(value);
	if (!Array.isArray(list)) return toTexts(value);
	return toTexts(
		list.map((entry: unknown) =>
			typeof entry === 'object' && entry !== null && 'skuId' in entry ? entry.skuId : entry,
		),
	);
}

const heldList = skuList(
	{
		displayName: 'Licenses Held',
		hint: 'Licenses this user has now, for example assignedLicenses of the Microsoft Entra ID node.',
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
		const list = toJson(given.value);
		const isEmptyList = Array.isArray(list) && list.length === 0;
		if (isEmptyList && given.isExpression) return held;
		return slot.refuse('must list what the user has now, or be an expression that gives []');
	},
};

/** On what only names changes, as the form does by default. */
const licenseNotice = withCondition(
	notice(
		'Only the licenses listed here are sent. The user may lose all others: CloudCockpit does not document whether it keeps them. To be safe, choose Exact List, or Keep as Held under Other Licenses.',
	),
	{ show: { licenseInput: ['fields', 'json'] }, hide: { otherLicenses: ['asHeld'] } },
);

export const checkAvailability = toggle(
	{
		displayName: 'Check Availability',
		description:
			'Whether to count the free seats for all items before anything is sent, so that only items without a seat fail',
	},
	true,
	false,
);

export const allowNone = toggle(
	{
		displayName: 'Allow None',
		description: 'Whether an empty list may remove all licenses from the user',
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
