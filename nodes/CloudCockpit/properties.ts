import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { optionsCollection } from './fields/options';
import { OPERATIONS, RESOURCES } from './operations';
import type { ResourceName } from './operations/operation';

const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	default: 'oAuth2',
	description: 'How the node signs in to CloudCockpit',
	options: [
		{
			name: 'OAuth2 (Client Credentials)',
			value: 'oAuth2',
			description: 'Client ID and secret of an API Access; renews itself',
		},
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'A pasted token, which lives for an hour',
		},
	],
};

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'mca',
	description: 'What to work with',
	options: RESOURCE_NAMES.map((value) => ({ name: RESOURCES[value], value })),
};

/** All parameters of the node, from the registry of operations. */
export const nodeProperties: INodeProperties[] = [
	authentication,
	resource,
	...RESOURCE_NAMES.flatMap((name) => [operationList(name), ...fieldsOf(name)]),
];

/** Display names by parameter name in lower case, for messages. */
export const labels: ReadonlyMap<string, string> = new Map(
	nodeProperties
		.flatMap((property) => [property, ...entriesOf(property)])
		.map(({ name, displayName }) => [name.toLowerCase(), displayName]),
);

function operationList(name: ResourceName): INodeProperties {
	const operations = operationsOf(name);
	const list: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: '',
		description: 'What to do',
		displayOptions: { show: { resource: [name] } },
		options: operations.map(({ value, name: operationName, action, description }) => ({
			name: operationName,
			value,
			action,
			description,
		})),
	};
	return { ...list, default: operations[0]?.value ?? '' };
}

/** The parameters of a resource, each once, shown for the operations that have it. */
function fieldsOf(name: ResourceName): INodeProperties[] {
	const operations = operationsOf(name);
	const fields = new Set(operations.flatMap((operation) => operation.fields));
	const shared = [...fields].map((field) => {
		const users = operations.filter((operation) => operation.fields.includes(field));
		return showFor(
			field,
			name,
			users.map(({ value }) => value),
		);
	});
	const options = operations.map((operation) =>
		showFor(optionsCollection(operation.options), name, [operation.value]),
	);
	return [...shared, ...options];
}

function operationsOf(name: ResourceName) {
	return OPERATIONS.filter((operation) => operation.resource === name);
}

function showFor(field: INodeProperties, name: ResourceName, values: string[]): INodeProperties {
	const show: IDisplayOptions['show'] = {
		resource: [name],
		operation: values,
		...field.displayOptions?.show,
	};
	return { ...field, displayOptions: { show } };
}

function entriesOf(property: INodeProperties): INodeProperties[] {
	if (property.type !== 'collection') return [];
	return (property.options ?? []) as INodeProperties[];
}
