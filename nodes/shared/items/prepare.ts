import type { IExecuteFunctions } from 'n8n-workflow';

import { sleepUnlessAborted } from '../api/abort';
import type { Failure } from '../api/failure';
import { readItem } from '../fields/field';
import { callSettings, type SendingOptions } from '../fields/options';
import { createParameterSource } from '../fields/source';
import type { Words } from '../words';
import type { Inputs } from './inputs';
import { describeIssues, notSent } from './report';
import type { Outcome, Prepared, Runnable } from './task';

/** How long the parameters of items are read, in milliseconds, before n8n may do something else. */
const SLICE_MS = 25;

/** Notes what became of an item. */
export type Settle = (itemIndex: number, outcome: Outcome) => void;

/**
 * Reads and checks the parameters of all items, before anything is sent. Resolves with the good ones;
 * the others are settled. What each item wants of its input is noted in `inputs`. Ends early, with
 * what it has, when the execution is canceled meanwhile.
 */
export async function prepareAll(
	context: IExecuteFunctions,
	operation: Runnable,
	words: Words,
	{ settle, signal }: { settle: Settle; signal: AbortSignal },
	inputs: Inputs,
): Promise<Prepared[]> {
	const read = createParameterSource(context);
	const prepared: Prepared[] = [];
	let maxChanges: number | undefined;
	let sliceEnd = performance.now() + SLICE_MS;
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		if (performance.now() > sliceEnd) {
			await sleepUnlessAborted(0, signal);
			sliceEnd = performance.now() + SLICE_MS;
		}
		if (signal.aborted) break;
		try {
			const item = readItem(operation.fields, read, itemIndex, operation.check);
			inputs.note(itemIndex, json, item.values.options);
			maxChanges ??= limitOf(item.values.options);
			if ('issues' in item) {
				const { issues, expression } = item;
				settle(itemIndex, { failure: describeIssues(issues, words, expression) });
				continue;
			}
			const { values, pending, names } = item;
			const settings = callSettings(values.options);
			const impact = operation.impact(values);
			prepared.push({ itemIndex, values, pending, names, settings, impact });
		} catch (error) {
			settle(itemIndex, notSent(error));
		}
	}
	const failure = tooManyWrites(prepared, maxChanges);
	if (!failure) return prepared;
	for (const { itemIndex } of prepared) settle(itemIndex, { failure });
	return [];
}

/** What an item says of the limit, also one that is refused for something else. */
function limitOf(options: Partial<SendingOptions> = {}): number | undefined {
	return typeof options.maxChanges === 'number' ? options.maxChanges : undefined;
}

/** One limit for the whole run, what its first item says: over it, nothing is sent at all. */
function tooManyWrites(prepared: readonly Prepared[], max = 0): Failure | undefined {
	const count = prepared.filter(({ impact }) => impact === 'write').length;
	if (max === 0 || count <= max) return undefined;
	return {
		kind: 'invalid',
		message: `This run would write ${count} items, but Max Changes allows only ${max}`,
		hint: 'Nothing was sent. Check where the items come from, then raise Max Changes in the options.',
		attempts: 0,
		outcome: 'notSent',
	};
}
