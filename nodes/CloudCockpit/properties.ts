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
	const list = choice(
		{ displayName: 'Operation', noDataExpression: true, description: 'What to do' },
		operationsOf(name).map(({ value, name: shown, action, description }) => {
			return { name: shown, value, action, description };
		}),
		RESOURCES[name].defaultOperation,
	);
	return propertiesOf({ operation: withCondition(list, { show: { resource: [name] } }) });
}

/** A field, and which operations of a resource have it. */
interface Shared {
	parameter: string;
	field: Field<unknown>;
	operations: string[];
}

/** The parameters of a resource, each once, shown for the operations that have it. */
function parametersOf(name: ResourceName): INodeProperties[] {
	const byField = new Map<Field<unknown>, Shared>();
	for (const { fields, value } of operationsOf(name)) {
		for (const [parameter, field] of Object.entries(fields)) {
			const shared = byField.get(field) ?? { parameter, field, operations: [] };
			shared.operations.push(value);
			byField.set(field, shared);
		}
	}
	// Of those that are not in LAST the index is -1, so they come first, in their own order.
	const ordered = [...byField.values()].sort(
		(one, other) => LAST.indexOf(one.parameter) - LAST.indexOf(other.parameter),
	);
	return ordered.flatMap(({ parameter, field, operations }) => {
		const show = { resource: [name], operation: operations };
		return propertiesOf({ [parameter]: withCondition(field, { show }) });
	});
}

function operationsOf(name: ResourceName): Operation[] {
	return OPERATIONS.filter((operation) => operation.resource === name);
}
