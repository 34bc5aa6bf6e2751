import { type INode, type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { byId, INSTANCE, useScene } from './support';

/**
 * Options that are on when somebody adds them, and off as long as nobody has: n8n leaves out of a saved
 * workflow what equals a default, but not what stands in a collection.
 */
const scene = useScene();

const { proseware } = CUSTOMERS;
const UPDATE = {
	resource: 'license',
	operation: 'update',
	customerId: byId(proseware.id),
	providerInstanceId: byId(INSTANCE.id),
	customerUserId: byId(proseware.placements[0].users.rolandWacker.id),
	assignSkuIds: [SKUS.businessPremium.skuId],
};

/** What n8n saves of a node with these parameters. */
function saved(parameters: INodeParameters): INodeParameters {
	const { type } = scene.engine.loader.getNode('cloudCockpit');
	const { description } = NodeHelpers.getVersionedNodeType(type, 1.1);
	const node = { typeVersion: 1.1, parameters } as INode;
	const { properties } = description;
	return (
		NodeHelpers.getNodeParameters(properties, parameters, false, false, node, description) ?? {}
	);
}

test.each(['checkAvailability', 'allowNone', 'includeInput'])('%s stays on', (name) => {
	expect(saved({ ...UPDATE, options: { [name]: true } }).options).toEqual({ [name]: true });
});

test('the filter Exclude Compliant stays on', () => {
	const list = { resource: 'mca', operation: 'getMany', filters: { excludeCompliant: true } };

	expect(saved(list).filters).toEqual({ excludeCompliant: true });
});

test('a node as it was saved checks the seats, and one without the option does not', async () => {
	const checked = await scene.run(saved({ ...UPDATE, options: { checkAvailability: true } }), {
		typeVersion: 1.1,
	});
	expect(checked.error?.message).toBe('No seat of Microsoft 365 Business Premium is free (of 3)');
	expect(scene.calls().every((call) => call.startsWith('GET'))).toBe(true);

	await scene.run(saved(UPDATE), { typeVersion: 1.1 });
	expect(scene.calls().at(-1)).toMatch(/^PATCH /);
});
