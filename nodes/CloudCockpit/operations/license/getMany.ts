import type { IDataObject } from 'n8n-workflow';

import { limit, readLimit, returnAll } from '../../fields/lists';
import { customer, providerInstance } from '../../fields/locators';
import { defineOperation } from '../operation';
import { readLicenses } from './seats';

export const getManyLicenses = defineOperation({
	resource: 'license',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many licenses of a customer',
	description:
		'List the licenses (SKUs) of a customer with their seats: total, assigned, free. Reads only.',
	fields: [customer, providerInstance, returnAll, limit],
	prepare: (reader) => ({
		customerId: reader.guid('customerId'),
		providerInstanceId: reader.guid('providerInstanceId'),
		limit: readLimit(reader),
	}),
	call: async (plan, { api }) => await readLicenses(api, plan.customerId, plan.providerInstanceId),
	present: (licenses, plan) => licenses.slice(0, plan.limit) as IDataObject[],
});
