import {
	NodeConnectionTypes,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type OnError,
} from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import {
	byId,
	INSTANCE,
	type Scene,
	TRIGGER,
	useScene,
	type WorkflowJson,
	type WorkflowRun,
} from '../support';
import { n8nNodes } from './n8n-nodes';

/** A scene with the nodes that stand before and behind ours in a workflow. */
export const useChains = () => useScene({ nodes: n8nNodes });

/** How a node looks in a workflow that n8n has saved. */
function node(
	name: string,
	[type, typeVersion]: readonly [type: string, typeVersion: number],
	parameters: INodeParameters = {},
	onError?: OnError,
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, onError };
}

export const trigger = node(TRIGGER, ['n8n-nodes-base.manualTrigger', 1]);

/** The start of a sub-workflow that takes all that it is given. */
export const called = node('Called', ['n8n-nodes-base.executeWorkflowTrigger', 1.2], {
	inputSource: 'passthrough',
});

/** Our node, at one instance for all items and the customer that the item names, unless told otherwise. */
export const cloudCockpit = (
	name: string,
	parameters: INodeParameters,
	onError?: OnError,
): INode => {
	const customerId = byId('={{ $json.customer }}');
	const place = { customerId, providerInstanceId: byId(INSTANCE.id) };
	const type = ['n8n-nodes-cloudcockpit.cloudCockpit', 1.1] as const;
	return node(name, type, { authentication: 'oAuth2', ...place, ...parameters }, onError);
};

/** An Edit Fields node that makes items of these fields only, whose values may be expressions. */
export const edit = (name: string, fields: Record<string, string>): INode =>
	node(name, ['n8n-nodes-base.set', 3.4], {
		assignments: {
			assignments: Object.entries(fields).map(([field, value]) => ({
				...{ id: field, name: field, type: 'string', value },
			})),
		},
		options: {},
	});

/** Keeps items in which the value, mostly an expression, has the text in it. */
export const filter = (name: string, value: string, text: string): INode =>
	node(name, ['n8n-nodes-base.filter', 2.2], {
		conditions: {
			combinator: 'and',
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					...{ id: 'condition-1', leftValue: value, rightValue: text },
					operator: { type: 'string', operation: 'contains' },
				},
			],
		},
		options: {},
	});

/** Merge, with the items of both inputs one after the other. */
export const append = (name: string): INode => node(name, ['n8n-nodes-base.merge', 3.1]);

/** Merge, combining the first items of both inputs, the second ones, and so on. */
export const combine = (name: string): INode =>
	node(name, ['n8n-nodes-base.merge', 3.1], {
		mode: 'combine',
		combineBy: 'combineByPosition',
		options: {},
	});

/** Loop Over Items: its first output is for the end, its second for each batch. */
export const loop = (name: string, batchSize: number): INode =>
	node(name, ['n8n-nodes-base.splitInBatches', 3], { batchSize, options: {} });

/** Calls a sub-workflow, once for all items or once for each. */
export const call = (name: string, id: string, mode: 'once' | 'each', onError?: OnError): INode =>
	node(
		name,
		['n8n-nodes-base.executeWorkflow', 1.3],
		{
			workflowId: { __rl: true, mode: 'list', value: id },
			workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] },
			mode,
			options: {},
		},
		onError,
	);

export const noOp = (name: string): INode => node(name, ['n8n-nodes-base.noOp', 1]);

/**
 * A workflow of these nodes. Each line of `wiring` begins with a node, followed by what its outputs
 * lead to: names, with `:1` behind them for a second input.
 */
export function workflowOf(
	nodes: INode[],
	wiring: ReadonlyArray<readonly [from: string, ...outputs: string[][]]>,
): WorkflowJson {
	const type = NodeConnectionTypes.Main;
	const to = (target: string) => {
		const [name = '', index = '0'] = target.split(':');
		return { node: name, type, index: Number(index) };
	};
	const connections: IConnections = Object.fromEntries(
		wiring.map(([from, ...outputs]) => [
			from,
			{ [type]: outputs.map((targets) => targets.map(to)) },
		]),
	);
	return { nodes, connections };
}

export const itemsOf = (rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));

/** Runs a workflow on rows, signed in. */
export const runRows = async (
	{ engine, credentials }: Scene,
	workflow: WorkflowJson,
	rows: IDataObject[],
): Promise<WorkflowRun> =>
	await engine.runWorkflow(workflow, { items: itemsOf(rows), credentials: credentials() });

/** What a node put out over all its runs, run by run. */
export const runsOf = (run: WorkflowRun, name: string, output = 0): IDataObject[][] =>
	(run.stored.data.resultData.runData[name] ?? []).map(({ data }) =>
		(data?.main?.[output] ?? []).map(({ json }) => json),
	);

/** The same in one list. */
export const rowsOf = (run: WorkflowRun, name: string, output = 0): IDataObject[] =>
	runsOf(run, name, output).flat();

const UNKNOWN_ID = 'c0ffee00-0000-4000-8000-000000000000';

/** Rows as they come from a sheet: the customer of the second one does not exist. */
export const ROWS = [
	{ row: 'first', customer: CUSTOMERS.adventureWorks.id },
	{ row: 'second', customer: UNKNOWN_ID },
	{ row: 'third', customer: CUSTOMERS.northwind.id },
];
export const GOOD_ROWS = [ROWS[0], ROWS[2]].flatMap((row) => row ?? []);

export const NOT_FOUND = 'Customer or provider instance not found';

/** What our node does in these workflows: a read, a list and a write. */
export const GET_AGREEMENT = { resource: 'mca', operation: 'get' };
export const LIST_USERS = { resource: 'user', operation: 'getMany', returnAll: true };
export const QUALIFY = {
	...{ resource: 'qualification', operation: 'update', qualification: 'Education' },
	// In the order of the items, also where one fails.
	options: { maxConcurrency: 1 },
};

/** What the API receives of the read and of the write. */
export const agreementCall = (id: string) =>
	`GET /v1/Customers/${id}/provider-instances/${INSTANCE.id}/mca`;
export const qualifyCall = (id: string) => `PATCH /v1/Customers/${id}/microsoft-qualification`;

/** Writes down from which row of the trigger each item comes, and what our node said of it. */
export const origins = (name: string): INode =>
	edit(name, {
		row: `={{ $('${TRIGGER}').item.json.row }}`,
		found: '={{ $json.customerId ?? $json.error.message ?? $json.error }}',
	});
