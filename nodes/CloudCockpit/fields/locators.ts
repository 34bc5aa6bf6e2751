import type { INodeProperties } from 'n8n-workflow';

/** Blanks and capitals are cleaned later; this only catches what can be no GUID at all. */
const GUID_PATTERN =
	'^\\s*\\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\}?\\s*$';

/**
 * A field that shows a list to search in, and takes the id from those who have it. n8n empties it
 * when what it depends on changes: that must be the name of a choice above, which only people change.
 * The value would be the result of an expression too, which changes when data arrives.
 */
function locator(
	displayName: string,
	name: string,
	description: string,
	searchListMethod: string,
	loadOptionsDependsOn: string[] = [],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		typeOptions: { loadOptionsDependsOn },
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
				placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: GUID_PATTERN,
							errorMessage: 'Not a GUID such as 3fa85f64-5717-4562-b3fc-2c963f66afa6',
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

export const customer = locator(
	'Customer',
	'customerId',
	"The customer in CloudCockpit, by name or by CloudCockpit's customer ID",
	'searchCustomers',
);

export const providerInstance = locator(
	'Provider Instance',
	'providerInstanceId',
	'The connection between your portal and Microsoft under which the customer is managed; the list shows those of the chosen customer',
	'searchProviderInstances',
	[CHOSEN_CUSTOMER],
);

export const user = locator(
	'User',
	'customerUserId',
	"The user in the customer's Microsoft tenant, by name or by user ID",
	'searchUsers',
	[CHOSEN_CUSTOMER, CHOSEN_INSTANCE],
);

/** The same locator as one of several filters, where none is a must. */
export function asFilter(field: INodeProperties): INodeProperties {
	return { ...field, required: undefined };
}
