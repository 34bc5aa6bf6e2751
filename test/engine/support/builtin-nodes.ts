import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { agent } from './agent-node';

const describe = (
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

/** Starts a workflow. In a production run n8n passes a trigger's items through, as it does here. */
const manualTrigger: INodeType = {
	description: describe('manualTrigger', { group: ['trigger'], inputs: [] }),
	trigger: async () => ({}),
};

const noOp: INodeType = {
	description: describe('noOp'),
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
