import type { IExecuteFunctions } from 'n8n-workflow';

import { type Failure, failureOf } from '../api/failure';
import { sleepUnlessAborted } from '../api/throttle/pause';
import { readItem } from '../fields/field';
import { callSettings } from '../fields/options';
import { createParameterSource } from '../fields/source';
import type { Words } from '../words';
import { describeIssues } from './report';
import type { Job, Runnable, Task, Values } from './task';

/** How long the parameters of items are read, in milliseconds, before n8n may do something else. */
const SLICE_MS = 25;

/** What there is to do, and the items for which nothing can be. */
export interface Prepared {
	jobs: Job[];
	/** By input item. */
	failures: Map<number, Failure>;
	/** One number for the whole run: what its first good item says. */
	maxConcurrency: number;
}

/**
 * Reads the parameters of all items, before anything is sent, and plans what will be done. Gives what
 * it has when the execution is canceled meanwhile. Does not throw for what items bring along.
 */
export async function prepareAll(
	context: IExecuteFunctions,
	operation: Runnable,
	words: Words,
	signal: AbortSignal,
): Promise<Prepared> {
	const read = createParameterSource(context);
	const good: Array<{ itemIndex: number; values: Values }> = [];
	const failures = new Map<number, Failure>();
	let sliceEnd = performance.now() + SLICE_MS;
	for (const itemIndex of context.getInputData().keys()) {
		if (performance.now() > sliceEnd) {
			await sleepUnlessAborted(0, signal);
			sliceEnd = performance.now() + SLICE_MS;
		}
		if (signal.aborted) break;
		try {
			const item = readItem(operation.fields, read, itemIndex, operation.check);
			if ('values' in item) good.push({ itemIndex, values: item.values });
			else failures.set(itemIndex, describeIssues(item.issues, words, item.expression));
		} catch (error) {
			failures.set(itemIndex, { ...failureOf(error), outcome: 'notSent' });
		}
	}
	let tasks: readonly Task[] = [];
	try {
		tasks = operation.plan(good.map(({ values }) => values));
	} catch (error) {
		for (const { itemIndex } of good) {
			failures.set(itemIndex, { ...failureOf(error), outcome: 'notSent' });
		}
	}
	const jobs = good.flatMap(({ itemIndex, values }, index) => {
		const task = tasks[index];
		return task ? [{ ...task, itemIndex, settings: callSettings(values.options) }] : [];
	});
	return { jobs, failures, maxConcurrency: good[0]?.values.options.maxConcurrency ?? 1 };
}
