import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../shared/items/reader';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	default: 50,
	typeOptions: { minValue: 1 },
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How many entries the item wants: a number, or Infinity for all. */
export function readLimit(reader: Reader): number {
	if (reader.boolean('returnAll', false)) return Infinity;
	return reader.wholeNumber('limit', 50, { min: 1, max: 1_000_000 });
}

/** Makes the collection of filters of a list operation. */
export function filters(...entries: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Narrows the list; without a filter everything is listed',
		options: entries,
	};
}
