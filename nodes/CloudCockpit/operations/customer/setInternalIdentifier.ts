import { patch } from '../../../shared/api/api';
import { optionalText, toggle } from '../../../shared/fields/basic';
import { mustGive } from '../../../shared/fields/field';
import { customer } from '../../../shared/fields/locators';
import { defineWrite } from '../write';

/** The length in the contract. */
const MAX_LENGTH = 255;

const internalIdentifier = mustGive(
	optionalText(
		{
			displayName: 'Internal Identifier',
			placeholder: 'e.g. CRM-1042',
			description: 'The identifier that your own systems use for this customer',
		},
		MAX_LENGTH,
	),
);

const allowNone = toggle(
	{
		displayName: 'Allow None',
		description: 'Whether an empty Internal Identifier may clear the one that the customer has',
	},
	true,
	false,
);

export const setInternalIdentifier = defineWrite({
	resource: 'customer',
	value: 'setInternalIdentifier',
	name: 'Set Internal Identifier',
	action: 'Set the internal identifier of a customer',
	description:
		'Set the identifier that your own systems use for a customer, by which it can be found later. WRITES. Use Dry Run to plan.',
	fields: { customerId: customer, internalIdentifier },
	options: { allowNone },
	check: ({ internalIdentifier: identifier, options }, refuse) => {
		if (identifier === undefined && !options.allowNone) {
			refuse('internalIdentifier', 'must be filled in: only Allow None lets an empty one clear it');
		}
	},
	target: ({ customerId }) => customerId,
	request: ({ customerId, internalIdentifier: identifier = null }) =>
		patch('/v1/Customers/{customerId}/internal-identifier', {
			path: { customerId },
			body: { internalIdentifier: identifier },
		}),
	present: ({ customerId, internalIdentifier: identifier = null }) => ({
		customerId,
		internalIdentifier: identifier,
	}),
	summary: ({ internalIdentifier: identifier }, { customer: where }) =>
		identifier === undefined
			? {
					done: `Cleared the internal identifier of ${where}`,
					planned: `Would clear the internal identifier of ${where}`,
				}
			: {
					done: `Set the internal identifier of ${where} to ${identifier}`,
					planned: `Would set the internal identifier of ${where} to ${identifier}`,
				},
});
