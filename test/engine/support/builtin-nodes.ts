import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { agent } from './agent-node';

/** What n8n asks of any node; an action node with one input and one output unless told otherwise. */
export const describeNode = (
	displayName: string,
	rest: Partial<INodeTypeDescription> = {},
): INodeTypeDescription => ({
	displayName,
	name: displayName,
	group: ['transform'],
	version: 1,
	description: displayName,
	defaults: { name: displayName },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...rest,
});

/**
 * Starts a workflow. In a production run n8n passes a trigger's items through, as it does here; a
 * click in the editor gives one empty item.
 */
const manualTrigger: INodeType = {
	description: describeNode('manualTrigger', { group: ['trigger'], inputs: [] }),
	async trigger() {
		return { manualTriggerFunction: async () => this.emit([[{ json: {} }]]) };
	},
};

const noOp: INodeType = {
	description: describeNode('noOp'),
	async execute() {
		return [this.getInputData()];
	},
};

/** The few nodes around ours that a workflow needs, so that n8n-nodes-base need not be installed. */
export const builtinNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.noOp': noOp,
	'test.agent': agent,
};
