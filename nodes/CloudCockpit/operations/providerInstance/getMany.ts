import type { IDataObject } from 'n8n-workflow';

import { readList } from '../../../shared/api/paging';
import { paging } from '../../../shared/fields/lists';
import { defineOperation } from '../operation';

export const getManyProviderInstances = defineOperation({
	resource: 'providerInstance',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many provider instances',
	description:
		'List the connections between your portal and vendors such as Microsoft, one item each. Reads only.',
	fields: { ...paging },
	run: async ({ limit }, api) => {
		const instances = await readList(
			async (page) => await api.read('/v1/Providers/Instances', { query: page }),
			limit,
			api.tell,
		);
		return instances as IDataObject[];
	},
});
