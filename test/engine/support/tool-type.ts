import {
	deepCopy,
	NodeConnectionTypes,
	UserError,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

/**
 * The tool variant of a node, as n8n derives it from `usableAsTool`: the same code under the name
 * `…Tool`, with a tool output instead of inputs and with the field in which a user may describe the
 * tool to the model.
 */
export function asTool(node: INodeType): INodeType {
	const { usableAsTool } = node.description;
	if (!usableAsTool) throw new UserError('Node cannot be used as a tool');

	const description = deepCopy(node.description);
	if (typeof usableAsTool === 'object') Object.assign(description, usableAsTool.replacements);
	delete description.usableAsTool;
	description.name += 'Tool';
	description.displayName += ' Tool';
	description.inputs = [];
	description.outputs = [NodeConnectionTypes.AiTool];
	description.properties = [...describedBy(description.description), ...description.properties];
	return Object.create(node, { description: { value: description } });
}

function describedBy(defaultDescription: string): INodeProperties[] {
	return [
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Set Automatically', value: 'auto' },
				{ name: 'Set Manually', value: 'manual' },
			],
			default: 'auto',
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: defaultDescription,
			required: true,
			displayOptions: { show: { descriptionType: ['manual'] } },
		},
	];
}
