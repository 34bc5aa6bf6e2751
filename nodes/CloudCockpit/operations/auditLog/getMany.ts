import type { IDataObject } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { optionalChoice, optionalText } from '../../../shared/fields/basic';
import { optionalDateTime } from '../../../shared/fields/date-time';
import { filters, paging } from '../../../shared/fields/lists';
import { openNames } from '../../../shared/fields/names';
import { defineOperation } from '../operation';

const customer = optionalText({
	displayName: 'Customer',
	placeholder: 'e.g. Fabrikam',
	description: 'Only entries of customers with this text in their name',
});

const from = optionalDateTime({
	displayName: 'From',
	description:
		'Only entries from this time on (empty: a month ago); without a time zone it is in UTC',
});

const to = optionalDateTime({
	displayName: 'To',
	description: 'Only entries up to this time (empty: now); without a time zone it is in UTC',
});

const operations = openNames(
	{
		displayName: 'Operations',
		description: 'Only entries of these operations; an expression may name others',
	},
	[
		{ name: 'Create Customer', value: 'CreateCustomer' },
		{ name: 'Create Order', value: 'CreateOrder' },
	],
);

const status = optionalChoice(
	{ displayName: 'Status', description: 'Only entries of operations with this status' },
	[
		{ name: 'Failed', value: 'Failed' },
		{ name: 'Processing', value: 'Processing' },
		// As the API spells it.
		{ name: 'Succeeded', value: 'Succeded' },
	],
	'Failed',
);

export const getManyAuditLogs = defineOperation({
	resource: 'auditLog',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many entries of the audit log',
	description:
		'List what was done in CloudCockpit, newest first, for example to find out what became of an update whose outcome is unknown. Reads only.',
	fields: { ...paging, filters: filters({ customer, from, operations, status, to }) },
	check: ({ filters: { from: start, to: end } }, refuse) => {
		if (start && end && start > end) refuse('to', 'must not be before From');
	},
	run: async ({ limit, filters: by }, api) => {
		const query = {
			Customer: by.customer,
			StartDate: by.from,
			EndDate: by.to,
			Operations: by.operations.length > 0 ? by.operations.join('|') : undefined,
			Status: by.status,
		};
		const entries = await readList(
			async ({ pageNumber: PageNumber, pageSize: PageSize }) =>
				await api.read('/v1/AuditLogs', { query: { ...query, PageNumber, PageSize } }),
			limit,
			api.tell,
		);
		return entries as IDataObject[];
	},
});
