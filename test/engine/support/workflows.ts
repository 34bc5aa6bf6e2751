import { NodeConnectionTypes, type INode, type INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from './execution';

/** Names of the nodes in the workflows made here. */
export const TRIGGER = 'Items';
export const NODE = 'Node';
export const AGENT = 'Agent';

type NodeSettings = Partial<INode> & { type: string };

const place = (name: string, settings: NodeSettings): INode => ({
	id: name,
	name,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...settings,
});

const trigger = place(TRIGGER, { type: 'n8n-nodes-base.manualTrigger' });

/** A trigger and one node behind it. */
export function singleNodeWorkflow(node: NodeSettings): WorkflowJson {
	return {
		nodes: [trigger, place(NODE, node)],
		connections: {
			[TRIGGER]: { main: [[{ node: NODE, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
	};
}

/** A trigger, an agent behind it, and a node that is the agent's tool. */
export function toolWorkflow(tool: NodeSettings, agent: INodeParameters): WorkflowJson {
	const { AiTool, Main } = NodeConnectionTypes;
	return {
		nodes: [trigger, place(AGENT, { type: 'test.agent', parameters: agent }), place(NODE, tool)],
		connections: {
			[TRIGGER]: { [Main]: [[{ node: AGENT, type: Main, index: 0 }]] },
			[NODE]: { [AiTool]: [[{ node: AGENT, type: AiTool, index: 0 }]] },
		},
	};
}
