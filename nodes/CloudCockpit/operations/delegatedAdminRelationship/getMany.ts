import type { IDataObject } from 'n8n-workflow';

import { toList } from '../../../shared/api/paging';
import { paging } from '../../../shared/fields/lists';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { defineOperation } from '../operation';

export const getManyDelegatedAdminRelationships = defineOperation({
	resource: 'delegatedAdminRelationship',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many delegated admin relationships of a customer',
	description:
		'List what a customer lets you do in its Microsoft tenant (GDAP), one item each. Reads only.',
	fields: { customerId: customer, providerInstanceId: providerInstance, ...paging },
	run: async ({ customerId, providerInstanceId, limit }, api) => {
		const answer = await api.read('/v1/Customers/{customerId}/delegated-admin-relationships', {
			path: { customerId },
			query: { providerInstanceId },
		});
		const relationships = toList(answer, api.tell).slice(0, limit);
		// An older version of the API calls the ID by another name.
		return relationships.map((found) => ({
			...(found as IDataObject),
			relationshipId: found.relationshipId ?? found.id ?? null,
		}));
	},
});
