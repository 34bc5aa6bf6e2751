import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../api/failure';
import { readItem } from '../fields/field';
import { callSettings } from '../fields/options';
import { createParameterSource } from '../fields/source';
import type { Words } from '../words';
import type { Inputs } from './inputs';
import { describeIssues } from './report';
import type { Outcome, Prepared, Runnable } from './task';

/** Notes what became of an item. */
export type Settle = (itemIndex: number, outcome: Outcome) => void;

/**
 * Reads and checks the parameters of all items, before anything is sent. Returns the good ones; the
 * others are settled. What each item wants of its input is noted in `inputs`.
 */
export function prepareAll(
	context: IExecuteFunctions,
	{ fields, check, changes }: Runnable,
	words: Words,
	settle: Settle,
	inputs: Inputs,
): Prepared[] {
	const read = createParameterSource(context);
	const prepared = context.getInputData().flatMap(({ json }, itemIndex) => {
		const item = readItem(fields, read, itemIndex, check);
		inputs.note(itemIndex, json, item.values.options);
		if ('issues' in item) {
			settle(itemIndex, { failure: describeIssues(item.issues, words) });
			return [];
		}
		const { values, pending, names } = item;
		const settings = callSettings(values.options);
		return [{ itemIndex, values, pending, names, settings, changes: changes(values) }];
	});
	const failure = tooManyChanges(prepared);
	if (!failure) return prepared;
	for (const { itemIndex } of prepared) settle(itemIndex, { failure });
	return [];
}

/** One limit for the whole run, what its first item says: over it, nothing is sent at all. */
function tooManyChanges(prepared: readonly Prepared[]): Failure | undefined {
	const max = prepared[0]?.values.options.maxChanges ?? 0;
	const count = prepared.filter(({ changes }) => changes).length;
	if (max === 0 || count <= max) return undefined;
	return {
		kind: 'invalid',
		message: `This run would write ${count} items, but Max Changes allows only ${max}`,
		hint: 'Nothing was sent. Check where the items come from, then raise Max Changes in the options.',
		attempts: 0,
		outcome: 'notSent',
	};
}
