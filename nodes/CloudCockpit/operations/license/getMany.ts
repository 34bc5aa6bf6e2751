import type { IDataObject } from 'n8n-workflow';

import { paging } from '../../../shared/fields/lists';
import { customer, providerInstance } from '../../../shared/fields/locators';
import { readLicenses } from '../../../shared/model/license';
import { whoseOf } from '../../../shared/model/customer';
import { defineOperation } from '../operation';

export const getManyLicenses = defineOperation({
	resource: 'license',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many licenses of a customer',
	description:
		'List the licenses (SKUs) of a customer with their seats: total, assigned, free. Reads only.',
	fields: { customerId: customer, providerInstanceId: providerInstance, ...paging },
	run: async ({ limit, ...place }, api, { customerName }) => {
		const licenses = await readLicenses(api, place, api.tell);
		const whose = whoseOf(place.customerId, customerName);
		return licenses.slice(0, limit).map((license) => ({ ...whose, ...license }) as IDataObject);
	},
});
