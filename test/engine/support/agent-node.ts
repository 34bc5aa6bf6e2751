import {
	NodeConnectionTypes,
	UnexpectedError,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/** The part of n8n-core's tool object that an agent reads, and calls. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }>; parse(input: unknown): IDataObject };
	invoke(input: IDataObject): Promise<string>;
}

/** What a model is told of a tool. */
export interface ToolOffer {
	name: string;
	description: string;
	arguments: Record<string, string | undefined>;
}

/**
 * An agent without a model. It is offered its tool as n8n's agents are, and "decides" to call it,
 * once for each of its items, with the arguments in its parameter `modelArguments`, checked against
 * the tool's schema.
 *
 * `callBy` is the way of the call: `engine` has n8n's engine run the tool node and is how the
 * current agent works; `invoke` calls the tool's function and is how older agents and the MCP
 * server trigger do.
 */
export const agent: INodeType = {
	description: {
		displayName: 'agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'agent',
		defaults: { name: 'agent' },
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, required: true }],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Arguments', name: 'modelArguments', type: 'json', default: '{}' },
			{ displayName: 'Call by', name: 'callBy', type: 'string', default: 'engine' },
		],
	},

	async execute(
		this: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		if (!tool) throw new UnexpectedError('The agent has no tool');

		const answers = response?.actionResponses ?? [];
		if (answers.length > 0) {
			const results = answers.map(({ data }) =>
				(data.data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json),
			);
			return answer(tool, results);
		}

		const inputs = this.getInputData().map((_, item) =>
			tool.schema.parse(JSON.parse(String(this.getNodeParameter('modelArguments', item)))),
		);
		if (this.getNodeParameter('callBy', 0) === 'invoke') {
			const results: IDataObject[][] = [];
			for (const input of inputs) results.push(JSON.parse(await tool.invoke(input)));
			return answer(tool, results);
		}
		const [toolNode] = this.getParentNodes(this.getNode().name, {
			connectionType: NodeConnectionTypes.AiTool,
		});
		return {
			actions: inputs.map((input, itemIndex) => ({
				actionType: 'ExecutionNodeAction',
				nodeName: toolNode?.name ?? '',
				input,
				type: NodeConnectionTypes.AiTool,
				id: `call-${itemIndex + 1}`,
				metadata: { itemIndex },
			})),
			metadata: {},
		};
	},
};

function answer(
	{ name, description, schema }: Tool,
	results: IDataObject[][],
): INodeExecutionData[][] {
	const described = Object.entries(schema.shape).map(([key, field]) => [key, field.description]);
	const offer: ToolOffer = { name, description, arguments: Object.fromEntries(described) };
	return [
		results.map((result, item) => ({
			json: { offer: { ...offer }, result },
			pairedItem: { item },
		})),
	];
}
