import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import type { Engine } from './engine';
import type { OperationCase } from './operations';

/** A field of an operation's form, where it is: `limit`, or `filters.search`. */
export interface ShownField {
	path: string;
	property: INodeProperties;
	/** The operation with everything chosen that makes the form show the field. */
	node: INodeParameters;
}

const CHOSEN_FIRST = ['resource', 'operation', '@version'];

/** Every field of its own that a version of the node shows for an operation, whatever has to be chosen for it. */
export function fieldsOf(
	{ loader }: Engine,
	{ node: operation }: OperationCase,
	typeVersion: number,
): ShownField[] {
	const { type } = loader.getNode('cloudCockpit');
	const { description } = NodeHelpers.getVersionedNodeType(type, typeVersion);
	return description.properties.flatMap((property) => {
		const wanted = Object.entries(property.displayOptions?.show ?? {})
			.filter(([name]) => !CHOSEN_FIRST.includes(name))
			.map(([name, values]) => [name, values?.[0]]);
		const node = { ...operation, ...Object.fromEntries(wanted) } as INodeParameters;
		const form = { description, node, typeVersion };
		if (property.noDataExpression || !property.displayOptions || !isShown(property, form)) {
			return [];
		}
		return formFields([property], node).filter(({ property: entry }) => isShown(entry, form));
	});
}

/** The fields of a form that have a value, with those of its collections. */
export function formFields(
	properties: INodeProperties[],
	node: INodeParameters = {},
): ShownField[] {
	return properties.flatMap((property) => {
		const { name, type, options = [] } = property;
		if (type === 'notice') return [];
		if (type !== 'collection') return [{ path: name, property, node }];
		return (options as INodeProperties[]).map((entry) => {
			return { path: `${name}.${entry.name}`, property: entry, node };
		});
	});
}

/** The operation with a value in one of its fields. */
export function withValue({ path, node }: ShownField, value: unknown): INodeParameters {
	const [root = '', entry] = path.split('.');
	const inside = entry === undefined ? value : { ...(node[root] as object), [entry]: value };
	return { ...node, [root]: inside as INodeParameters };
}

interface OpenForm {
	description: INodeTypeDescription;
	node: INodeParameters;
	typeVersion: number;
}

function isShown(property: INodeProperties, { description, node, typeVersion }: OpenForm): boolean {
	const saved = { typeVersion, parameters: node } as INode;
	const { properties } = description;
	const filled =
		NodeHelpers.getNodeParameters(properties, node, true, false, saved, description) ?? {};
	return NodeHelpers.displayParameter(filled, property, saved, description);
}
