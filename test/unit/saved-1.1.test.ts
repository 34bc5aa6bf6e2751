import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { CloudCockpit } from '../../nodes/CloudCockpit/CloudCockpit.node';

/**
 * What version 1.1 saves by omission: as version 1, whose defaults are locked by themselves, but for
 * what is written down here. From its first release on, nothing of it may change either.
 */
const { description } = new CloudCockpit();

/** All that n8n gives a node of this version that saves no more than these parameters. */
function defaultsOf(typeVersion: number, parameters: INodeParameters): INodeParameters {
	const node = { typeVersion, parameters } as INode;
	const { properties } = description;
	return (
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description) ?? {}
	);
}

/** The entry of a collection that the form offers in a version. */
function entryOf(
	typeVersion: number,
	{
		collection,
		entry,
		...chosen
	}: Record<'resource' | 'operation' | 'collection' | 'entry', string>,
): INodeProperties | undefined {
	const parameters = defaultsOf(typeVersion, chosen);
	const node = { typeVersion, parameters } as INode;
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(parameters, property, node, description);
	const shown = description.properties.find(
		(property) => property.name === collection && isShown(property),
	);
	const entries = (shown?.options ?? []) as INodeProperties[];
	return entries.find((property) => property.name === entry && isShown(property));
}

const operations = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation: String('value' in option && option.value),
		})),
	);

test.each(operations)('$resource $operation has the defaults of version 1', (chosen) => {
	const isQualification = chosen.resource === 'qualification' && chosen.operation === 'update';

	expect(defaultsOf(1.1, chosen)).toEqual({
		...defaultsOf(1, chosen),
		...(isQualification && { qualification: '' }),
	});
});

test('a qualification must be chosen; version 1 sets Education, which it saved by omission', () => {
	const chosen = { resource: 'qualification', operation: 'update' };

	expect(defaultsOf(1, chosen).qualification).toBe('Education');
	expect(defaultsOf(1.1, chosen).qualification).toBe('');
});

const STATUS = { resource: 'mca', operation: 'getMany', collection: 'filters', entry: 'status' };

test.each([
	[1, 'options', 'required'],
	[1.1, 'multiOptions', []],
])('in version %d the filter Status is of the type %s', (version, type, preset) => {
	expect(entryOf(version, STATUS)).toMatchObject({ type, default: preset });
});

test.each([
	[1, 'boolean'],
	[1.1, 'hidden'],
])('in version %d the option Dry Run is of the type %s', (version, type) => {
	const option = { ...STATUS, resource: 'license', operation: 'update', collection: 'options' };

	expect(entryOf(version, { ...option, entry: 'dryRun' })).toMatchObject({ type, default: false });
});
