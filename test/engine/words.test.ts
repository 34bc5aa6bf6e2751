import { type INode, type INodeParameters, NodeHelpers, Workflow } from 'n8n-workflow';

import { OPERATIONS } from '../../nodes/CloudCockpit/operations';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';
import { OPERATION_CASES } from './support/operations';
import { formFields } from './support/shown';

/** What people read: below a node, in a refusal, in the order of a form. */
const scene = useScene();

const TYPE = 'n8n-nodes-cloudcockpit.cloudCockpit';
const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.terryAdams.id),
};
/** Where n8n cuts what a tool says of itself, when it has a model make test cases for an agent. */
const SHORTEST_CUT = 200;
const NOBODY = 'c0ffee00-0000-4000-8000-000000000000';

const description = () => {
	const type = scene.engine.loader.getNode('cloudCockpit').type;
	return NodeHelpers.getVersionedNodeType(type, 1.1).description;
};

/** What n8n writes below the node on the canvas. */
function subtitleOf(chosen: INodeParameters, typeVersion = 1.1): unknown {
	const node: INode = {
		...{ id: '1', name: 'Node', type: TYPE, typeVersion, position: [0, 0] },
		parameters: chosen,
	};
	const { properties } = description();
	node.parameters =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description()) ?? {};
	const getByNameAndVersion = () => scene.engine.loader.getNode('cloudCockpit').type as never;
	const nodeTypes = {
		getByName: getByNameAndVersion,
		getByNameAndVersion,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, description().subtitle, 'internal', {});
}

describe('below the node', () => {
	test.each([
		[{ resource: 'mca', operation: 'getMany' }, 'Get Many: Agreement'],
		[{}, 'Get: Agreement'],
		[{ resource: 'license' }, 'Get Many: License'],
		[{ resource: 'qualification' }, 'Update: Qualification'],
		[{ resource: 'providerInstance' }, 'Get Many: Provider Instance'],
		[{ ...UPDATE, dryRun: true }, 'Update: License (dry run)'],
		[{ ...UPDATE, dryRun: false }, 'Update: License'],
	])('%j reads %s', (chosen, words) => expect(subtitleOf(chosen as INodeParameters)).toBe(words));

	test('a dry run among the options of 0.1.0 is told too', () => {
		expect(subtitleOf({ ...UPDATE, options: { dryRun: true } }, 1)).toBe(
			'Update: License (dry run)',
		);
	});
});

describe('a form', () => {
	test.each(OPERATIONS.map(({ resource, value }) => [resource, value]))(
		'of %s %s has what it limits above what it simplifies, then filters, then options',
		(resource, operation) => {
			const shown = description().properties.filter(({ displayOptions }) => {
				const { resource: resources, operation: operations } = displayOptions?.show ?? {};
				return resources?.includes(resource) && operations?.includes(operation);
			});
			const order = ['returnAll', 'limit', 'simplify', 'filters', 'options'];
			const found = shown.map(({ name }) => name).filter((name) => order.includes(name));

			expect(found).toEqual(order.filter((name) => found.includes(name)));
			expect(shown.at(-1)?.name).toBe('options');
		},
	);
});

test('a list in which nothing was chosen says so', async () => {
	const run = await scene.run({
		resource: 'mca',
		operation: 'get',
		...AT_CUSTOMER,
		providerInstanceId: { __rl: true, mode: 'list', value: '' },
	});

	expect(run.error?.message).toBe('Provider Instance must be chosen');
});

test('a license of another customer is refused before anything is sent, with what to do', async () => {
	const { customerId, providerInstanceId } = {
		customerId: byId(CUSTOMERS.northwind.id),
		providerInstanceId: byId(INSTANCE.id),
	};
	const run = await scene.run({
		...UPDATE,
		customerId,
		providerInstanceId,
		customerUserId: byId(CUSTOMERS.northwind.placements[0].users.stevenThorpe.id),
		assignSkuIds: [SKUS.microsoft365E3.skuId],
		options: { checkAvailability: true },
	});

	expect(run.error?.message).toBe(`The customer has no license ${SKUS.microsoft365E3.skuId}`);
	expect(run.error?.description).toContain('Field: Licenses to Assign.');
	expect(run.error?.description).toContain('Choose the license from the list again');
	expect(run.error?.description).not.toContain('Buy seats');
	expect(scene.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
});

describe('what is not there', () => {
	const get = { operation: 'get', ...AT_CUSTOMER };

	test.each([
		[
			{ ...get, resource: 'customer', customerId: byId(NOBODY) },
			'Customer not found',
			`Check the ID: customer ${NOBODY}.`,
		],
		[
			{ ...get, resource: 'mca', customerId: byId(NOBODY) },
			'Customer or provider instance not found',
			`Check that these belong together: customer ${NOBODY}, provider instance ${INSTANCE.id}.`,
		],
		[
			{ ...get, resource: 'user', customerUserId: byId(NOBODY) },
			'Customer or user not found',
			`Check that these belong together: customer ${CUSTOMER.id}, user ${NOBODY}.`,
		],
	])('%j is told in plain words', async (node, message, hint) => {
		scene.sandbox.inject({ kind: 'status', status: 404, body: {} });
		const run = await scene.run(node as INodeParameters);

		expect(run.error?.message).toBe(message);
		expect(run.error?.description).toContain(hint);
	});
});

test('a refusal names user and customer where the run knows them', async () => {
	const { placements, companyName } = CUSTOMERS.proseware;
	const run = await scene.run({
		...UPDATE,
		customerId: { __rl: true, mode: 'domain', value: CUSTOMERS.proseware.domain },
		providerInstanceId: { __rl: true, mode: 'only' },
		customerUserId: {
			__rl: true,
			mode: 'list',
			value: placements[0].users.rolandWacker.id,
			cachedResultName: 'Roland Wacker (roland.wacker@proseware.example.com)',
		},
		assignSkuIds: [SKUS.businessPremium.skuId],
	});

	expect(run.error?.description).toBe(
		[
			'Licenses, entry 1, SKU ID: No license of Microsoft 365 Business Premium is available.',
			`User: Roland Wacker. Customer: ${companyName}.`,
			`Correlation ID: ${scene.requests().at(-1)?.headers['x-correlation-id']}.`,
		].join(' '),
	);
});

test('one GUID stands for all in examples', () => {
	const texts = JSON.stringify(description().properties);
	const guids = texts.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];

	expect([...new Set(guids)]).toEqual(['3fa85f64-5717-4562-b3fc-2c963f66afa6']);
});

describe('a model that uses the node as its tool', () => {
	test.each([
		...['customerId', 'providerInstanceId', 'customerUserId', 'resellerId', 'correlationId'],
		...['assignSkuIds', 'removeSkuIds', 'exactSkuIds', 'heldSkuIds', 'customerUserLicenses'],
	])('is told that what it fills into %s is a GUID', (name) => {
		const found = formFields(description().properties).filter(({ path }) => {
			return path.split('.').at(-1) === name;
		});

		expect(found.length).toBeGreaterThan(0);
		for (const { property } of found) expect(property.description).toMatch(/\(a GUID\)|^A GUID/);
	});

	test.each(OPERATION_CASES.map(({ name, effect, node }) => [name, effect, node] as const))(
		'is told by %s whether it writes',
		(_, effect, node) => {
			const told = NodeHelpers.makeDescription(node, description());
			const words = { read: /^Get /, refresh: /^Refresh /, update: /^(?:Set|Update) |\(writes / };

			expect(told).toMatch(words[effect]);
			expect(told).toMatch(/ in CloudCockpit$/);
			expect(told.length).toBeLessThan(SHORTEST_CUT);
		},
	);

	test('is told everything: no text of a field is longer either', () => {
		const texts = formFields(description().properties).map(({ property }) => property.description);

		for (const text of texts) expect(text?.length).toBeLessThan(SHORTEST_CUT);
	});
});

test.each(['seats', 'cloud cockpit', 'onboarding', 'csp', 'mca'])(
	'who searches the nodes for "%s" finds this one',
	(word) => expect(description().codex?.alias).toContain(word),
);

test('the link to the docs survives what n8n appends to it', () => {
	const documentation = description().codex?.resources?.primaryDocumentation ?? [];

	expect(documentation).toHaveLength(1);
	for (const { url } of documentation) expect(url).not.toContain('#');
});
