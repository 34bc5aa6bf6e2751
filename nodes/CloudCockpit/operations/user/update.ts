import { patch } from '../../../shared/api/api';
import { choice, collection, text } from '../../../shared/fields/basic';
import { whenAdded } from '../../../shared/fields/field';
import { customer, providerInstance, user } from '../../../shared/fields/locators';
import type { CustomerUser } from '../../../shared/model/user';
import {
	changedFields,
	readUserToChange,
	type UserChange,
	withChanges,
} from '../../../shared/model/user-change';
import { defineWrite } from '../write';
import { COUNTRIES } from './countries';

/** The length of names in the contract. */
const MAX_LENGTH = 50;

const displayName = text(
	{
		displayName: 'Display Name',
		placeholder: 'e.g. Ada Lovelace',
		description: 'The name under which others see the user',
	},
	MAX_LENGTH,
);

const firstName = text(
	{
		displayName: 'First Name',
		placeholder: 'e.g. Ada',
		description: 'The first name of the user',
	},
	MAX_LENGTH,
);

const lastName = text(
	{
		displayName: 'Last Name',
		placeholder: 'e.g. Lovelace',
		description: 'The last name of the user',
	},
	MAX_LENGTH,
);

const location = choice(
	{
		displayName: 'Location',
		description:
			'The country in which the user works, without which Microsoft assigns no license; in an expression its ISO code, for example DE',
	},
	COUNTRIES,
	'US',
);

const updateFields = collection(
	{
		displayName: 'Update Fields',
		placeholder: 'Add Field',
		description: 'What to change; everything else stays as it is',
	},
	{
		displayName: whenAdded(displayName),
		firstName: whenAdded(firstName),
		lastName: whenAdded(lastName),
		location: whenAdded(location),
	},
);

/** What the fields are called in a sentence. */
const WORDS: Readonly<Record<keyof UserChange, string>> = {
	displayName: 'display name',
	firstName: 'first name',
	lastName: 'last name',
	location: 'location',
};

export const updateUser = defineWrite({
	resource: 'user',
	value: 'update',
	name: 'Update',
	action: 'Update a user of a customer',
	description:
		"Change the location or the names of a user of a customer's Microsoft tenant. Licenses need a location. WRITES. Use Dry Run to plan.",
	fields: {
		customerId: customer,
		providerInstanceId: providerInstance,
		customerUserId: user,
		updateFields,
	},
	target: ({ customerId, customerUserId }) => `${customerId}/${customerUserId}`,
	survey: {
		isWanted: () => true,
		key: ({ customerId, providerInstanceId, customerUserId }) =>
			[customerId, providerInstanceId, customerUserId].join('/'),
		look: async (api, [place]): Promise<CustomerUser> => await readUserToChange(api, place),
		isFresh: true,
		names: ({ displayName: userName }) => (userName ? { userName } : {}),
	},
	request: ({ customerId, customerUserId, providerInstanceId, updateFields: wanted }, found) => {
		if (!found || changedFields(found, wanted).length === 0) return undefined;
		return patch('/v1/Customers/{customerId}/users/{customerUserId}', {
			path: { customerId, customerUserId },
			body: { providerInstanceId, customerUser: withChanges(found, wanted) },
		});
	},
	present: ({ customerId, customerUserId, providerInstanceId, updateFields: wanted }, found) => ({
		customerId,
		customerUserId,
		providerInstanceId,
		changed: found ? changedFields(found, wanted) : [],
	}),
	summary: ({ updateFields: wanted }, { found, user: who, customer: where }) => {
		const changes = (found ? changedFields(found, wanted) : [])
			.map((name) => `${WORDS[name]} from ${found?.[name] || 'empty'} to ${wanted[name]}`)
			.join(', ');
		const whom = `${who} (${where})`;
		if (changes === '') {
			return { done: `Nothing changes for ${whom}`, planned: `Nothing would change for ${whom}` };
		}
		return { done: `Changed ${whom}: ${changes}`, planned: `Would change ${whom}: ${changes}` };
	},
});
