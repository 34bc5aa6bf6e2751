import type { INode, INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { byId, INSTANCE, TRIGGER, useScene, type WorkflowJson } from './support';

const scene = useScene();

const node = (name: string, parameters: INodeParameters, type: string, rest = {}): INode => ({
	...{ id: name, name, type, parameters, typeVersion: 1, position: [0, 0] },
	...rest,
});
const ours = (name: string, parameters: INodeParameters) =>
	node(
		name,
		{
			customerId: byId(`={{ $('${TRIGGER}').item.json.customer }}`),
			providerInstanceId: byId(INSTANCE.id),
			...parameters,
		},
		'n8n-nodes-cloudcockpit.cloudCockpit',
		{ onError: 'continueErrorOutput' },
	);
const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

/** Refresh the agreement, set the qualification, hand out a license; what fails ends in `Failed`. */
const ONBOARDING: WorkflowJson = {
	nodes: [
		node(TRIGGER, {}, 'n8n-nodes-base.manualTrigger'),
		ours('Agreement', { resource: 'mca', operation: 'refresh' }),
		ours('Qualification', {
			resource: 'qualification',
			operation: 'update',
			qualification: 'Education',
		}),
		ours('License', {
			resource: 'license',
			operation: 'update',
			customerUserId: byId(`={{ $('${TRIGGER}').item.json.user }}`),
			assignSkuIds: `={{ $('${TRIGGER}').item.json.skus }}`,
		}),
		node('Failed', {}, 'n8n-nodes-base.noOp'),
	],
	connections: {
		[TRIGGER]: { main: [to('Agreement')] },
		Agreement: { main: [to('Qualification'), to('Failed')] },
		Qualification: { main: [to('License'), to('Failed')] },
		License: { main: [[], to('Failed')] },
	},
};

test('items keep their origin through a whole workflow, also behind an item that failed', async () => {
	const { northwind, proseware, wideWorld } = CUSTOMERS;
	const [north] = northwind.placements;
	const [prose] = proseware.placements;
	const [wide] = wideWorld.placements;
	const [premium, e3] = [SKUS.businessPremium.skuId, SKUS.microsoft365E3.skuId];
	const items = [
		{ customer: northwind.id, user: north.users.stevenThorpe.id, skus: premium },
		{
			customer: 'c0ffee00-0000-4000-8000-000000000000',
			user: north.users.stevenThorpe.id,
			skus: e3,
		},
		{ customer: proseware.id, user: prose.users.rolandWacker.id, skus: premium },
		{ customer: wideWorld.id, user: wide.users.hudsonOnslow.id, skus: e3 },
	];
	const run = await scene.engine.runWorkflow(ONBOARDING, {
		items: items.map((json) => ({ json })),
		credentials: scene.credentials(),
	});

	expect(run.error).toBeUndefined();
	expect(run.items('License').map(({ json }) => [json.customerId, json.assigned])).toEqual([
		[northwind.id, [premium]],
		[wideWorld.id, [e3]],
	]);
	expect(run.items('Agreement', 1).map(({ json }) => json.customer)).toEqual([items[1]?.customer]);
	expect(run.items('License', 1).map(({ json }) => json.error)).toEqual([
		expect.objectContaining({
			fields: [
				{
					name: 'customerUserLicenses[0].skuId',
					messages: ['No license of Microsoft 365 Business Premium is available.'],
				},
			],
		}),
	]);
	expect(scene.tokenRequests()).toHaveLength(1);
});
