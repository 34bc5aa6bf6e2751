import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { CallFailure } from '../shared/api/failure';
import { authentication } from '../shared/fields/authentication';
import {
	type Choices,
	choice,
	collection,
	notice,
	optionalText,
	wholeNumber,
} from '../shared/fields/basic';
import { propertiesOf, readItem, type ValuesOf } from '../shared/fields/field';
import { filters, simplify } from '../shared/fields/lists';
import { customerFilter, providerInstanceFilter } from '../shared/fields/locators';
import { SENDING } from '../shared/fields/options';
import type { Pending } from '../shared/fields/look-up';
import { createParameterSource } from '../shared/fields/source';
import { describeIssues } from '../shared/items/report';
import { wordsFor } from './words';

const EVENTS = [
	{
		name: 'Agreement Created',
		value: 'agreementCreated',
		description: 'The customer has signed and the agreement is in place',
	},
	{
		name: 'Customer Accepted',
		value: 'customerAccepted',
		description: 'The customer has accepted; you create the agreement in the portal',
	},
	{
		name: 'Link Expired',
		value: 'linkExpired',
		description: 'The link has expired unused; the customer needs a new one',
	},
	{
		name: 'Status Changed',
		value: 'statusChanged',
		description:
			'Any change of status, a new link, and an agreement that is listed for the first time',
	},
] as const satisfies Choices;

const pollingNotice = notice(
	'Each poll reads the whole list of agreements: choose Every Hour above, which is often enough. The first poll only remembers what there is; after that, each change starts the workflow.',
);

const event = choice(
	{ displayName: 'Event', description: 'What starts the workflow' },
	EVENTS,
	'agreementCreated',
);

const search = optionalText({
	displayName: 'Search',
	placeholder: 'e.g. Fabrikam',
	description: 'Only agreements of companies with this text in their name',
});

const refreshPending = wholeNumber(
	{
		displayName: 'Refresh Pending',
		placeholder: 'e.g. 20',
		description:
			'How many agreements that are not in place to refresh from Microsoft at each poll, in turn; CloudCockpit only knows what was fetched last',
	},
	{ preset: 0, min: 0, max: 100 },
);

const FIELDS = {
	authentication,
	pollingNotice,
	event,
	simplify,
	filters: filters({
		customerId: customerFilter,
		providerInstanceId: providerInstanceFilter,
		search,
	}),
	options: collection(
		{
			displayName: 'Options',
			placeholder: 'Add Option',
			description: 'Settings for special cases; the defaults are safe',
		},
		{ maxRetries: SENDING.maxRetries, refreshPending, timeout: SENDING.timeout },
	),
};

/** All parameters of the node; n8n puts the times of the polls before them. */
export const triggerProperties: INodeProperties[] = propertiesOf(FIELDS);

export const WORDS = wordsFor(triggerProperties);

export type TriggerValues = ValuesOf<typeof FIELDS>;

/** The parameters of a poll. */
export interface TriggerParameters {
	values: TriggerValues;
	/** Values that must be looked up first. */
	pending: readonly Pending[];
}

/**
 * Reads and checks the parameters.
 * @throws CallFailure that names the first that cannot be used.
 */
export function readParameters(context: IPollFunctions): TriggerParameters {
	const read = createParameterSource({
		getNodeParameter: (name, _itemIndex, fallback, options) =>
			context.getNodeParameter(name, fallback, options),
	});
	const found = readItem(FIELDS, read, 0);
	if (!('issues' in found)) return found;
	throw new CallFailure({ ...describeIssues(found.issues, WORDS), hint: undefined });
}
