import path from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

type NodeClass = new () => INodeType | IVersionedNodeType;

const NODES = path.join(__dirname, '../../playground/n8n/node_modules/n8n-nodes-base/dist/nodes');

const FILES: Record<string, string> = {
	'n8n-nodes-base.executeWorkflow': 'ExecuteWorkflow/ExecuteWorkflow/ExecuteWorkflow',
	'n8n-nodes-base.executeWorkflowTrigger':
		'ExecuteWorkflow/ExecuteWorkflowTrigger/ExecuteWorkflowTrigger',
	'n8n-nodes-base.filter': 'Filter/Filter',
	'n8n-nodes-base.manualTrigger': 'ManualTrigger/ManualTrigger',
	'n8n-nodes-base.merge': 'Merge/Merge',
	'n8n-nodes-base.noOp': 'NoOp/NoOp',
	'n8n-nodes-base.set': 'Set/Set',
	'n8n-nodes-base.splitInBatches': 'SplitInBatches/SplitInBatches',
};

/** n8n's own nodes, in place of those that the engine tests have for them. */
export async function n8nNodes(): Promise<Record<string, INodeType | IVersionedNodeType>> {
	const load = async ([type, file]: [string, string]) => {
		const classes = (await import(path.join(NODES, `${file}.node.js`))) as Record<
			string,
			NodeClass
		>;
		const Node = classes[path.basename(file)];
		if (!Node) throw new Error(`There is no node in ${file}`);
		return [type, new Node()] as const;
	};
	return Object.fromEntries(await Promise.all(Object.entries(FILES).map(load)));
}
