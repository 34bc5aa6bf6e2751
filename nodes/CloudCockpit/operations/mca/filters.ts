import { optionalChoice, optionalText, severalChoices, toggle } from '../../../shared/fields/basic';
import { filters } from '../../../shared/fields/lists';
import { customerFilter, providerInstanceFilter } from '../../../shared/fields/locators';
import { byVersion } from '../../../shared/fields/versions';
import { type Party, type Status, STATUSES } from '../../../shared/model/agreement';

const STATUS_LOOK = { displayName: 'Status', description: 'Only agreements with this status' };
const STATUS_CHOICES = [
	{ name: 'Agreement Created', value: 'agreementcreated', description: 'In place' },
	{
		name: 'Customer Accepted',
		value: 'customeraccepted',
		description: 'Waits for you to create the agreement in the portal',
	},
	{
		name: 'Link Expired',
		value: 'linkexpired',
		description: 'The customer needs a new link',
	},
	{
		name: 'Link Generated',
		value: 'linkgenerated',
		description: 'Waits for the customer to accept',
	},
	{ name: 'Required', value: 'required', description: 'Nothing has been started' },
] as const;

const one = optionalChoice(STATUS_LOOK, STATUS_CHOICES, 'required');
const several = severalChoices(
	{ ...STATUS_LOOK, description: 'Only agreements with one of these statuses' },
	STATUS_CHOICES,
);

/** One is chosen in the first version of the node; both versions take one or several. */
const status = { ...several, forms: byVersion(one.forms, several.forms) };

const waitsFor = optionalChoice(
	{
		displayName: 'Waits For',
		description: 'Only agreements that wait for the customer, or for you',
	},
	[
		{
			name: 'Customer',
			value: 'customer',
			description: 'Required, link generated or link expired: the customer has yet to accept',
		},
		{
			name: 'Partner',
			value: 'partner',
			description: 'The customer has accepted; you create the agreement in the portal',
		},
	],
	'customer',
);

/** On when it is added, off as long as it is not there. */
const excludeCompliant = toggle(
	{
		displayName: 'Exclude Compliant',
		description: 'Whether to leave out agreements that are in place',
	},
	true,
	false,
);

const search = optionalText({
	displayName: 'Search',
	placeholder: 'e.g. Fabrikam',
	description: 'Only agreements of companies with this text in their name',
});

export const agreementFilters = filters({
	customerId: customerFilter,
	excludeCompliant,
	providerInstanceId: providerInstanceFilter,
	search,
	status,
	waitsFor,
});

/** The statuses that two filters leave; undefined where neither is set. */
export function statusesOf(
	chosen: readonly Status[] | undefined,
	party: Party | undefined,
): readonly Status[] | undefined {
	if (party === undefined) return chosen;
	const all = chosen ?? (Object.keys(STATUSES) as Status[]);
	return all.filter((name) => STATUSES[name].waitsFor === party);
}
