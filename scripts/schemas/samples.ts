import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import { createEngine } from '../../test/engine/support/engine';

/** What one operation returned, for items that differ as much as the sandbox's data do. */
export interface Sample {
	resource: string;
	operation: string;
	/** Component of the OpenAPI file whose properties the output keeps. */
	component?: string;
	output: IDataObject[];
}

type Call = Omit<Sample, 'output'> & { parameters: INodeParameters; items?: IDataObject[] };

const expression = (name: string): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value: `={{ $json.${name} }}`,
});

/** Every customer on every Microsoft instance that it is on. */
const PLACES = Object.values(CUSTOMERS).flatMap(({ id, placements }) =>
	placements
		.filter(({ instance }) => instance !== 'generic')
		.map(({ instance }) => ({ customer: id, instance: PROVIDER_INSTANCES[instance].id })),
);
const AT_PLACE = {
	customerId: expression('customer'),
	providerInstanceId: expression('instance'),
};
const ADVENTURE_WORKS = { customer: CUSTOMERS.adventureWorks.id };
const USERS = Object.values(CUSTOMERS.adventureWorks.placements[0].users).map(({ id }) => ({
	...ADVENTURE_WORKS,
	instance: PROVIDER_INSTANCES.microsoftEurope.id,
	user: id,
}));
const USER = { ...AT_PLACE, customerUserId: expression('user') };
const ALL = { returnAll: true };

const CALLS: Call[] = [
	{
		resource: 'customer',
		operation: 'get',
		component: 'Customer',
		parameters: { customerId: expression('id') },
		items: Object.values(CUSTOMERS).map(({ id }) => ({ id })),
	},
	{ resource: 'customer', operation: 'getMany', component: 'Customer', parameters: ALL },
	{
		resource: 'license',
		operation: 'getMany',
		component: 'License',
		parameters: { ...AT_PLACE, ...ALL },
		items: PLACES,
	},
	{
		resource: 'license',
		operation: 'update',
		parameters: {
			...USER,
			assignSkuIds: [SKUS.exchangeOnline.skuId],
			removeSkuIds: [SKUS.microsoft365E3.skuId],
		},
		items: USERS.slice(0, 3),
	},
	{ resource: 'mca', operation: 'get', component: 'Mca', parameters: AT_PLACE, items: PLACES },
	{ resource: 'mca', operation: 'getMany', component: 'Mca', parameters: ALL },
	{ resource: 'mca', operation: 'refresh', component: 'Mca', parameters: AT_PLACE, items: PLACES },
	{
		resource: 'providerInstance',
		operation: 'getMany',
		component: 'ProviderInstance',
		parameters: ALL,
	},
	{
		resource: 'qualification',
		operation: 'update',
		parameters: { ...AT_PLACE, qualification: 'Education' },
		items: PLACES,
	},
	{
		resource: 'user',
		operation: 'get',
		component: 'CustomerUser',
		parameters: USER,
		items: USERS,
	},
	{
		resource: 'user',
		operation: 'getMany',
		component: 'CustomerUser',
		parameters: { ...AT_PLACE, ...ALL },
		items: PLACES,
	},
];

/** Runs every operation through n8n's engine against the sandbox, with its default settings. */
export async function takeSamples(): Promise<Sample[]> {
	const engine = await createEngine({ from: 'source' });
	const sandbox = await startSandbox();
	const { url: baseUrl, tenant } = sandbox;
	const credentials = {
		cloudCockpitApi: { baseUrl, tenant, accessToken: sandbox.issueToken() },
	};
	try {
		const samples: Sample[] = [];
		for (const { parameters, items, ...call } of CALLS) {
			const { resource, operation } = call;
			const node = { authentication: 'accessToken', resource, operation, ...parameters };
			const run = await engine.run({ node, items, credentials });
			if (run.error) throw new Error(`${resource} ${operation}: ${run.error.message}`);
			samples.push({ ...call, output: run.output.map(({ json }) => json) });
		}
		return samples;
	} finally {
		await sandbox.close();
		engine.close();
	}
}
