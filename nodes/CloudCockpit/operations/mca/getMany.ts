import { answerAbout } from '../../../shared/api/answer-about';
import { readList } from '../../../shared/api/paging';
import { optionalChoice, optionalText, toggle } from '../../../shared/fields/basic';
import { filters, paging, simplify } from '../../../shared/fields/lists';
import { customerFilter, providerInstanceFilter } from '../../../shared/fields/locators';
import { presentAgreement } from '../../../shared/model/agreement';
import { defineOperation } from '../operation';

const status = optionalChoice(
	{ displayName: 'Status', description: 'Only agreements with this status' },
	[
		{ name: 'Agreement Created', value: 'agreementcreated', description: 'In place' },
		{
			name: 'Customer Accepted',
			value: 'customeraccepted',
			description: 'Accepted, waits to be finalised in the portal',
		},
		{ name: 'Link Expired', value: 'linkexpired', description: 'A new link is needed' },
		{
			name: 'Link Generated',
			value: 'linkgenerated',
			description: 'Waits for the customer to accept',
		},
		{ name: 'Required', value: 'required', description: 'Nothing has been started' },
	],
	'required',
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

export const getManyMcas = defineOperation({
	resource: 'mca',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customer agreements',
	description:
		'List the Microsoft Customer Agreements of your customers, one item each. Reads only.',
	fields: {
		...paging,
		simplify,
		filters: filters({
			customerId: customerFilter,
			excludeCompliant,
			providerInstanceId: providerInstanceFilter,
			search,
			status,
		}),
	},
	run: async ({ limit, simplify: simplified, filters: by }, api) => {
		const { search: searchValue, excludeCompliant: withoutCompliant, ...same } = by;
		const query = { ...same, searchValue, excludeCompliant: withoutCompliant || undefined };
		const agreements = await readList(
			async (page) => await api.read('/v1/Customers/mca', { query: { ...query, ...page } }),
			limit,
			api.tell,
		);
		const { customerId, providerInstanceId } = by;
		const asked = {
			...(customerId && { customerId }),
			...(providerInstanceId && { providerInstanceId }),
		};
		for (const agreement of agreements) answerAbout(agreement, asked);
		return agreements.map((agreement) => presentAgreement(agreement, simplified));
	},
});
