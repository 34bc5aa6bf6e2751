import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

export const EMPTY = 'bench.empty';

/** Passes its items on: what is left is the engine's own time for an execution. */
export const empty: INodeType = {
	description: {
		displayName: 'Empty',
		name: 'empty',
		group: ['transform'],
		version: 1,
		description: 'For the benchmark only',
		defaults: { name: 'Empty' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},

	async execute() {
		return [this.getInputData()];
	},
};
