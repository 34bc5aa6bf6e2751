import { deepEqual, ok } from 'node:assert/strict';

import type { PickerRequest } from '../../../playground/n8n-api';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import { AT_CUSTOMER } from '../../support/adventure-works';
import type { Check } from '../check';
import type { CompatWorld } from '../world';

const { adventureWorks, northwind } = CUSTOMERS;
const FORM = { authentication: 'oAuth2', ...AT_CUSTOMER };

export const pickers: Check[] = [
	{
		title: 'Customers, provider instances and users can be chosen from lists',
		async run(world) {
			world.sandbox.reset();
			const search = async (field: string, methodName: string, filter?: string) => {
				const request = await ask(world, field, methodName, { resource: 'user', operation: 'get' });
				return await world.n8n.api.searchList({ ...request, filter });
			};
			const customers = await search('customerId', 'searchCustomers');
			deepEqual(
				new Set(customers.map(({ value }) => value)),
				new Set(Object.values(CUSTOMERS).map(({ id }) => id)),
			);
			const found = await search('customerId', 'searchCustomers', 'Northwind');
			deepEqual(
				found.map(({ value }) => value),
				[northwind.id],
			);
			const instances = await search('providerInstanceId', 'searchProviderInstances');
			ok(instances.some(({ value }) => value === PROVIDER_INSTANCES.microsoftEurope.id));
			const users = await search('customerUserId', 'searchUsers', 'Terry');
			deepEqual(
				users.map(({ value }) => value),
				[adventureWorks.placements[0].users.terryAdams.id],
			);
		},
	},
	{
		title: 'Licenses can be chosen from a list, with their free seats',
		async run(world) {
			world.sandbox.reset();
			const operation = { resource: 'license', operation: 'update' };
			const request = await ask(world, 'assignSkuIds', 'getLicenses', operation);
			const licenses = await world.n8n.api.loadOptions(request);
			deepEqual(
				licenses.map(({ name }) => name),
				[
					'Exchange Online (Plan 1), 7 of 10 free',
					'Microsoft 365 Business Premium, 5 of 25 free',
					'Microsoft 365 E3, 12 of 50 free',
					'Power BI Pro, 0 of 5 free',
				],
			);
		},
	},
];

async function ask(
	world: CompatWorld,
	field: string,
	methodName: string,
	operation: Record<string, string>,
): Promise<PickerRequest> {
	return {
		nodeTypeAndVersion: { name: 'n8n-nodes-cloudcockpit.cloudCockpit', version: 1.1 },
		path: `parameters.${field}`,
		methodName,
		currentNodeParameters: { ...FORM, ...operation },
		credentials: await world.signedIn('oAuth2'),
	};
}
