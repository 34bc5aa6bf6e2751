import { EXAMPLE_GUID, type Look } from './basic';
import { type Field, field, type Form, UNFIT } from './field';
import { toGuid, toText } from './parse';

/** Blanks and capitals are cleaned later; this only catches what can be no GUID at all. */
const GUID_PATTERN =
	'^\\s*\\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\}?\\s*$';

/**
 * A field that shows a list to search in, and takes the id from those who have it. n8n empties it
 * when what it depends on changes: that must be the name of a choice above, which only people change.
 * The value would be the result of an expression too, which changes when data arrives.
 */
function locatorForm(look: Look, searchListMethod: string, dependsOn: string[] = []): Form {
	return {
		...look,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		typeOptions: { loadOptionsDependsOn: dependsOn },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${EXAMPLE_GUID}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: GUID_PATTERN,
							errorMessage: `Not a GUID such as ${EXAMPLE_GUID}`,
						},
					},
				],
			},
		],
	};
}

// "&" looks beside the field, so that the same field also works in a collection.
const CHOSEN_CUSTOMER = '&customerId.cachedResultName';
const CHOSEN_INSTANCE = '&providerInstanceId.cachedResultName';

const CUSTOMER = locatorForm(
	{
		displayName: 'Customer',
		description: "The customer in CloudCockpit, by name or by CloudCockpit's customer ID",
	},
	'searchCustomers',
);

const PROVIDER_INSTANCE = locatorForm(
	{
		displayName: 'Provider Instance',
		description:
			'The connection between your portal and Microsoft under which the customer is managed; the list shows those of the chosen customer',
	},
	'searchProviderInstances',
	[CHOSEN_CUSTOMER],
);

const USER = locatorForm(
	{
		displayName: 'User',
		description: "The user in the customer's Microsoft tenant, by name or by user ID",
	},
	'searchUsers',
	[CHOSEN_CUSTOMER, CHOSEN_INSTANCE],
);

/** A GUID in lower case, which must be there. */
function required(form: Form): Field<string> {
	return field(
		{ ...form, required: true },
		`a GUID such as ${EXAMPLE_GUID}`,
		(value) => toGuid(value) ?? UNFIT,
	);
}

/** The same as one of several filters, where none is a must. */
function optional(form: Form): Field<string | undefined> {
	return field(form, 'a GUID or empty', (value) => {
		if (value === null || value === undefined || toText(value) === '') return undefined;
		return toGuid(value) ?? UNFIT;
	});
}

export const customer = required(CUSTOMER);
export const providerInstance = required(PROVIDER_INSTANCE);
export const user = required(USER);

export const customerFilter = optional(CUSTOMER);
export const providerInstanceFilter = optional(PROVIDER_INSTANCE);
