import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type IPairedItemData,
	type IRunExecutionData,
	type ISourceData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { describeNode } from '../support/builtin-nodes';
import type { OtherNodes } from '../support/node-types';

const { Main } = NodeConnectionTypes;

const property = (
	name: string,
	defaultValue: NodeParameterValueType,
	rest: Partial<INodeProperties> = {},
): INodeProperties => ({
	...{ displayName: name, name, type: 'string', default: defaultValue },
	...rest,
});

/** Edit Fields: makes new items, each with the fields that the node has. */
const set: INodeType = {
	description: describeNode('set', {
		properties: [property('assignments', {}, { type: 'assignmentCollection' })],
	}),
	async execute() {
		const edited = this.getInputData().map((_, item) => {
			const fields = this.getNodeParameter('assignments.assignments', item) as Array<{
				name: string;
				value: string;
			}>;
			const json = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
			return { json, pairedItem: { item } };
		});
		return [edited];
	},
};

/** Filter: n8n's engine itself evaluates the conditions. */
const filter: INodeType = {
	description: describeNode('filter', {
		properties: [
			property('conditions', {}, { type: 'filter', typeOptions: { filter: { version: 2 } } }),
		],
	}),
	async execute() {
		const isKept = (_: INodeExecutionData, item: number) =>
			this.getNodeParameter('conditions', item, false, { extractValue: true }) === true;
		return [this.getInputData().filter(isKept)];
	},
};

/** Merge: the items of both inputs one after the other, or made into one position by position. */
const merge: INodeType = {
	description: describeNode('merge', {
		inputs: [Main, Main],
		properties: [property('mode', 'append')],
	}),
	async execute() {
		const first = this.getInputData(0);
		const second = this.getInputData(1);
		if (this.getNodeParameter('mode', 0) === 'append') return [[...first, ...second]];
		const combined = first.slice(0, second.length).map((left, index) => {
			const right: INodeExecutionData = second[index] ?? { json: {} };
			return {
				json: { ...left.json, ...right.json },
				binary: { ...left.binary, ...right.binary },
				pairedItem: [...pairsOf(left), ...pairsOf(right)],
			};
		});
		return [combined];
	},
};

/** What Loop Over Items remembers from run to run. */
interface LoopMemory {
	/** From where the items came. */
	source?: ISourceData;
	left: INodeExecutionData[];
	done: INodeExecutionData[];
}

/** Loop Over Items: a batch at each run, and in the end all that came back. */
const splitInBatches: INodeType = {
	description: describeNode('splitInBatches', {
		outputs: [Main, Main],
		properties: [property('batchSize', 1, { type: 'number' })],
	}),
	async execute() {
		const memory = this.getContext('node') as Partial<LoopMemory>;
		const items = this.getInputData();
		const source = this.getInputSourceData();
		const { left = [...items], done = [] } = memory;
		if (memory.left) done.push(...items.map((item, index) => from(source, item, index)));
		Object.assign(memory, { source: memory.source ?? source, left, done });

		const batch = left.splice(0, this.getNodeParameter('batchSize', 0) as number);
		if (batch.length === 0) return [done, []];
		return [[], batch.map((item) => from(memory.source, item, pairsOf(item)[0]?.item ?? 0))];
	},
};

/** The item, paired with one that came in by another run than the current one. */
const from = (
	sourceOverwrite: ISourceData | undefined,
	item: INodeExecutionData,
	index: number,
): INodeExecutionData => ({ ...item, pairedItem: { item: index, sourceOverwrite } });

/** Execute Sub-workflow: hands its items over, and pairs what comes back with them. */
const executeWorkflow: INodeType = {
	description: describeNode('executeWorkflow', {
		properties: [
			property('workflowId', '', { type: 'workflowSelector' }),
			property('mode', 'once'),
		],
	}),
	async execute() {
		const all = this.getInputData().map((_, index) => index);
		const groups = this.getNodeParameter('mode', 0) === 'each' ? all.map((one) => [one]) : [all];
		const outputs: INodeExecutionData[][] = [];
		for (const group of groups) {
			for (const [index, items] of (await callWith(this, group)).entries()) {
				(outputs[index] ??= []).push(...items);
			}
		}
		return outputs;
	},
};

async function callWith(
	context: IExecuteFunctions,
	group: readonly number[],
): Promise<INodeExecutionData[][]> {
	const given = context.getInputData();
	const { value: id } = context.getNodeParameter('workflowId', 0) as { value: string };
	const items = group.flatMap((index) => given[index] ?? []);
	try {
		const { data, executionId } = await context.executeWorkflow({ id }, items);
		const run = await context.getExecutionDataById(executionId);
		const isPairedWith = (item: INodeExecutionData) => ({
			...item,
			pairedItem: { item: group[run ? originOf(run, item) : 0] ?? 0 },
		});
		return data.map((output) => (output ?? []).map(isPairedWith));
	} catch (error) {
		if (!context.continueOnFail()) throw error;
		const json = { error: (error as Error).message };
		return [[{ json, pairedItem: group.map((item) => ({ item })) }]];
	}
}

/** From which item at its start an execution made one of its results. */
function originOf(
	{ resultData: { runData, lastNodeExecuted = '' } }: IRunExecutionData,
	result: INodeExecutionData,
): number {
	let task = runData[lastNodeExecuted]?.at(-1);
	let item: INodeExecutionData | undefined = result;
	let index = 0;
	while (task && item) {
		index = pairsOf(item)[0]?.item ?? 0;
		const [source] = task.source;
		task = source ? runData[source.previousNode]?.[source.previousNodeRun ?? 0] : undefined;
		item = task?.data?.[Main]?.[source?.previousNodeOutput ?? 0]?.[index];
	}
	return index;
}

/** With what an item is paired, in any of the forms that n8n has for it. */
function pairsOf({ pairedItem = [] }: INodeExecutionData): IPairedItemData[] {
	return [pairedItem].flat().map((pair) => (typeof pair === 'number' ? { item: pair } : pair));
}

/** Starts a sub-workflow with the items of its caller. */
const executeWorkflowTrigger: INodeType = {
	description: describeNode('executeWorkflowTrigger', { group: ['trigger'], inputs: [] }),
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * The nodes of n8n-nodes-base that workflows with ours often have, as far as the tests use them.
 * The end-to-end tests run the same tests with n8n's own nodes.
 */
export async function n8nNodes(): Promise<OtherNodes> {
	const nodes = { set, filter, merge, splitInBatches, executeWorkflow, executeWorkflowTrigger };
	return Object.fromEntries(
		Object.entries(nodes).map(([name, node]) => [`n8n-nodes-base.${name}`, node]),
	);
}
