import { collection, toggle, wholeNumber } from './basic';
import { type Fields, mustGive, when } from './field';

const returnAll = toggle(
	{
		displayName: 'Return All',
		description: 'Whether to return all results or only up to a given limit',
	},
	false,
);

const limit = wholeNumber(
	{
		displayName: 'Limit',
		description: 'Max number of results to return',
		// The upper bound is left to the parser: n8n's editor would cut down what is typed.
		typeOptions: { maxValue: undefined },
	},
	{ preset: 50, min: 1, max: 1_000_000 },
);

/** How many entries an item wants: `limit` is a number, or Infinity for all. */
export const paging = { returnAll, limit: when(['returnAll', [false]], limit, Infinity) };

export const simplify = toggle(
	{
		displayName: 'Simplify',
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	true,
);

/** The collection of filters of a list. An expression for one of them must give something. */
export function filters<F extends Fields>(fields: F) {
	const strict = Object.fromEntries(
		Object.entries(fields).map(([name, filter]) => [name, mustGive(filter)]),
	) as F;
	return collection(
		{
			displayName: 'Filters',
			placeholder: 'Add Filter',
			description: 'Narrow the list; without a filter, everything is listed',
		},
		strict,
	);
}
