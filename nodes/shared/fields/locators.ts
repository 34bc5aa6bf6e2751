import type { INodePropertyMode } from 'n8n-workflow';

import type { CustomerMode } from '../model/search';
import { EXAMPLE_GUID, type Look, textOrFilledIn } from './basic';
import { type Field, type Form, REFUSED, type Slot } from './field';
import { CUSTOMER_MODES, findCustomer, findOnlyInstance, findUser } from './find';
import { toGuid, toText } from './parse';
import { show } from './show';
import type { Given } from './source';

/** Blanks and capitals are cleaned later; this only catches what can be no GUID at all. */
const GUID_PATTERN =
	'^\\s*\\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\}?\\s*$';

/**
 * Returns the form of a field with a list to search in, which also takes an ID. n8n empties it when
 * what it depends on changes. So it depends on the name under which something was chosen above, which
 * only people change, and not on the value, which an expression changes when data arrives.
 */
function locatorForm(
	look: Look,
	searchListMethod: string,
	{ dependsOn = [], modes = [] }: { dependsOn?: string[]; modes?: INodePropertyMode[] },
): Form {
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
			...modes,
		],
	};
}

function textMode(displayName: string, name: string, example: string): INodePropertyMode {
	const named = { displayName, name };
	return { ...named, type: 'string', placeholder: `e.g. ${example}` };
}

// "&" looks beside the field, so that the same field also works in a collection.
const CHOSEN_CUSTOMER = '&customerId.cachedResultName';
const CHOSEN_INSTANCE = '&providerInstanceId.cachedResultName';

const CUSTOMER = locatorForm(
	{
		displayName: 'Customer',
		description:
			'The customer in CloudCockpit: from the list, or by customer ID (a GUID), domain, internal identifier or Microsoft tenant ID (a GUID)',
	},
	'searchCustomers',
	{
		modes: [
			textMode('By Domain', 'domain', 'fabrikam.example.com'),
			textMode('By Internal Identifier', 'internalIdentifier', 'C-1042'),
			textMode('By Microsoft Tenant ID', 'microsoftTenantId', EXAMPLE_GUID),
		],
	},
);

const PROVIDER_INSTANCE = locatorForm(
	{
		displayName: 'Provider Instance',
		description:
			'The connection between your portal and Microsoft under which the customer is managed: from the list, or by ID (a GUID)',
	},
	'searchProviderInstances',
	{
		dependsOn: [CHOSEN_CUSTOMER],
		modes: [
			{
				...textMode('The Only One', 'only', ''),
				placeholder: 'Nothing to enter',
				hint: "The customer's only Microsoft instance; an item is refused if there are several",
			},
		],
	},
);

const USER = locatorForm(
	{
		displayName: 'User',
		description:
			"The user in the customer's Microsoft tenant: from the list, or by user ID (a GUID), user principal name or e-mail address",
	},
	'searchUsers',
	{
		dependsOn: [CHOSEN_CUSTOMER, CHOSEN_INSTANCE],
		modes: [textMode('By User Principal Name', 'upn', 'ada@fabrikam.example.com')],
	},
);

/** A GUID in lower case. What is no GUID is refused; `undefined` where nothing is there. */
function readId(
	slot: Slot,
	{ value, mode, isExpression }: Given,
	isRequired: boolean,
): string | undefined | typeof REFUSED {
	const isEmpty = value === null || value === undefined || toText(value) === '';
	if (isEmpty && !isRequired) return undefined;
	if (isEmpty && mode === 'list' && !isExpression) return slot.refuse('must be chosen');
	const wanted = isRequired ? `a GUID such as ${EXAMPLE_GUID}` : 'a GUID or empty';
	return toGuid(value) ?? slot.refuse(`must be ${wanted}, but is ${show(value)}`);
}

/** The text of a mode that takes one. */
function readText(slot: Slot, { value }: Given): string | typeof REFUSED {
	const wanted = textOrFilledIn(value);
	return toText(value) || slot.refuse(`must be ${wanted}, but is ${show(value)}`);
}

/** The domain or address that a list adds to a name, in parentheses. Only its end is looked at closely. */
const ADDED = / \([^\s()]*[a-z0-9-]\.[a-z0-9-]+\)$/i;

/** Notes how the list showed what was chosen, without what it adds to the name. */
function noteName(slot: Slot, { mode, cachedResultName }: Given, as: 'customerName' | 'userName') {
	const isChosen = mode === 'list' && typeof cachedResultName === 'string';
	const name = isChosen ? cachedResultName.replace(ADDED, '') : '';
	if (name !== '') slot.names[as] = name;
}

/** The ID of what was found, in lower case like one that is given. */
function idOf({ id = '' }: { id?: string }): string {
	return id.toLowerCase();
}

function readCustomer(isRequired: boolean): Field<string | undefined>['read'] {
	return (slot) => {
		const given = slot.given();
		if (!given) return REFUSED;
		const { mode } = given;
		if (typeof mode !== 'string' || !(mode in CUSTOMER_MODES)) {
			noteName(slot, given, 'customerName');
			return readId(slot, given, isRequired);
		}
		if (!isRequired && toText(given.value) === '') return undefined;
		const text = readText(slot, given);
		if (text === REFUSED) return REFUSED;
		return slot.later(async ({ api, lookUps, names }) => {
			const found = await findCustomer(api, lookUps, mode as CustomerMode, text);
			names.customerName = found.companyName ?? names.customerName;
			return idOf(found);
		}, text);
	};
}

const readInstance: Field<string>['read'] = (slot) => {
	const given = slot.given();
	if (!given) return REFUSED;
	if (given.mode !== 'only') return readId(slot, given, true) ?? '';
	return slot.later(async ({ api, lookUps, above, names }) => {
		const found = await findOnlyInstance(api, lookUps, String(above('customerId')));
		names.customerName ??= found.companyName ?? undefined;
		return idOf(found);
	}, '');
};

const readUser: Field<string>['read'] = (slot) => {
	const given = slot.given();
	if (!given) return REFUSED;
	if (given.mode !== 'upn') {
		noteName(slot, given, 'userName');
		return readId(slot, given, true) ?? '';
	}
	const upn = readText(slot, given);
	if (upn === REFUSED) return REFUSED;
	return slot.later(async ({ api, lookUps, above, names }) => {
		const place = {
			customerId: String(above('customerId')),
			providerInstanceId: String(above('providerInstanceId')),
			customerName: names.customerName,
		};
		const found = await findUser(api, lookUps, place, upn);
		names.userName = found.displayName ?? names.userName;
		return idOf(found);
	}, upn);
};

export const customer: Field<string> = {
	forms: [{ ...CUSTOMER, required: true }],
	read: readCustomer(true) as Field<string>['read'],
};
/** Not `required` for n8n, which refuses an empty value also where the mode needs none. */
export const providerInstance: Field<string> = { forms: [PROVIDER_INSTANCE], read: readInstance };
export const user: Field<string> = { forms: [{ ...USER, required: true }], read: readUser };

/** The same as filters, where none is a must. */
export const customerFilter: Field<string | undefined> = {
	forms: [CUSTOMER],
	read: readCustomer(false),
};
export const providerInstanceFilter: Field<string | undefined> = {
	forms: [{ ...PROVIDER_INSTANCE, modes: PROVIDER_INSTANCE.modes?.filter(isNotOnly) }],
	read: (slot) => {
		const given = slot.given();
		if (!given) return REFUSED;
		// A list has no one customer: read as empty, it would let all instances through.
		if (given.mode === 'only') return slot.refuse('must be chosen, or given by ID, in a filter');
		return readId(slot, given, false);
	},
};

function isNotOnly({ name }: INodePropertyMode): boolean {
	return name !== 'only';
}
