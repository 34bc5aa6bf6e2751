import type { IDataObject } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { limit, readLimit, returnAll } from '../../fields/lists';
import { defineOperation } from '../operation';

export const getManyProviderInstances = defineOperation({
	resource: 'providerInstance',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many provider instances',
	description:
		'List the connections between your portal and vendors such as Microsoft, one item each. Reads only.',
	fields: [returnAll, limit],
	prepare: (reader) => ({ limit: readLimit(reader) }),
	call: async (plan, { api }) =>
		await readList(
			async (pageNumber, pageSize) =>
				await api.read('/v1/Providers/Instances', { query: { pageNumber, pageSize } }),
			plan.limit,
		),
	present: (instances) => instances as IDataObject[],
});
