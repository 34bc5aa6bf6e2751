import type { INodeProperties } from 'n8n-workflow';

import { authentication } from '../shared/fields/authentication';
import { choice } from '../shared/fields/basic';
import { type Field, propertiesOf, withCondition } from '../shared/fields/field';
import { OPERATIONS, RESOURCES } from './operations';
import type { Operation, ResourceName } from './operations/operation';

const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

/** What comes after all other parameters, in the order that n8n's guidelines want. */
const LAST = ['simplify', 'filters', 'options'];

const resource = choice(
	{ displayName: 'Resource', noDataExpression: true, description: 'What to work with' },
	RESOURCE_NAMES.map((value) => ({ name: RESOURCES[value].name, value })),
	'mca',
);

/** All parameters of the node, from the registry of operations. */
export const nodeProperties: INodeProperties[] = [
	...propertiesOf({ authentication, resource }),
	...RESOURCE_NAMES.flatMap((name) => [...operationList(name), ...parametersOf(name)]),
];

function operationList(name: ResourceName): INodeProperties[] {
	const operations = operationsOf(name).map(({ value, name: shown, action, description }) => ({
		...{ name: shown, value, action, description },
	}));
	const list = choice(
		{ displayName: 'Operation', noDataExpression: true, description: 'What to do' },
		operations,
		RESOURCES[name].defaultOperation,
	);
	return propertiesOf({ operation: withCondition(list, { show: { resource: [name] } }) });
}

/** The parameters of a resource, each once, shown for the operations that have it. */
function parametersOf(name: ResourceName): INodeProperties[] {
	const users = new Map<Field<unknown>, { parameter: string; operations: string[] }>();
	const operations = operationsOf(name);
	const listed = operations.flatMap((operation) =>
		entriesOf(operation).map(([parameter, shown]) => ({ parameter, shown, operation })),
	);
	const isLast = ({ parameter }: { parameter: string }) => LAST.includes(parameter);
	const ordered = [
		...listed.filter((entry) => !isLast(entry)),
		...LAST.flatMap((last) => listed.filter(({ parameter }) => parameter === last)),
	];
	for (const { parameter, shown, operation } of ordered) {
		const known = users.get(shown) ?? { parameter, operations: [] };
		users.set(shown, { parameter, operations: [...known.operations, operation.value] });
	}
	return [...users].flatMap(([shown, { parameter, operations: values }]) => {
		const show = { resource: [name], operation: values };
		return propertiesOf({ [parameter]: withCondition(shown, { show }) });
	});
}

function entriesOf({ fields }: Operation): Array<[string, Field<unknown>]> {
	return Object.entries(fields);
}

function operationsOf(name: ResourceName): Operation[] {
	return OPERATIONS.filter((operation) => operation.resource === name);
}
