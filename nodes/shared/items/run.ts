import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { type CredentialType, readConnection } from '../api/connection';
import { createThrottle } from '../api/throttle/throttle';
import { advise, type Words } from '../words';
import { carryOut, notSent } from './carry-out';
import { prepareAll, type Settle } from './prepare';
import { slowdownHint, stopError, toErrorJson } from './report';
import { tellRunSummary } from './run-summary';
import type { Outcome, Runnable } from './task';

export interface RunSettings {
	credentialType: CredentialType;
	words: Words;
}

/** A run waits this long in all, plus a share for each item, before it gives up. */
export const WAIT_BUDGET_MS = 5 * 60_000;
export const WAIT_BUDGET_PER_ITEM_MS = 1_000;

/** What became of the items of one run so far, and whether the run goes on. */
interface Run {
	/** By input item; those without one are not settled. */
	outcomes: Outcome[];
	settle: Settle;
	isSettled: (itemIndex: number) => boolean;
	/** Whether an item that failed becomes an error item. */
	continues: boolean;
	mustStop: () => boolean;
}

/**
 * Runs an operation for all input items: checks all, surveys all, then does all. Gives the output
 * items in input order, each paired with its input item.
 * @throws n8n's error classes, for the first item that failed, unless the node continues on errors.
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: Runnable,
	{ credentialType, words }: RunSettings,
): Promise<INodeExecutionData[]> {
	const signal = context.getExecutionCancelSignal?.();
	const run = startRun(context, words, signal);
	const prepared = prepareAll(context, operation, words, run.settle);

	if (prepared.length > 0 && !run.mustStop()) {
		// One number for the whole run: what its first item says.
		const maxConcurrency = prepared[0]?.values.options.maxConcurrency ?? 1;
		const throttle = createThrottle({
			maxConcurrency,
			waitBudgetMs: WAIT_BUDGET_MS + prepared.length * WAIT_BUDGET_PER_ITEM_MS,
			signal,
			endsWithFailure: !run.continues,
		});
		const connection = await readConnection(context, credentialType).catch(notSent);
		if ('failure' in connection) {
			for (const { itemIndex } of prepared) run.settle(itemIndex, connection);
		} else {
			const session = { context, connection, throttle };
			const hint = (message: string) =>
				context.addExecutionHints?.({ type: 'info', location: 'outputPane', message });
			await carryOut(prepared, { ...run, session, operation, words, maxConcurrency, hint });
		}
		const hint = slowdownHint(throttle.slowdown);
		if (hint) context.addExecutionHints?.(hint);
	}

	const { outcomes } = run;
	if (run.mustStop()) {
		const canceled = signal?.aborted === true;
		throw stopError(context.getNode(), words, { prepared, outcomes, canceled });
	}
	tellRunSummary(context, outcomes);
	return outcomes.flatMap((outcome, item) => {
		const json = 'failure' in outcome ? [toErrorJson(outcome.failure, words)] : outcome.json;
		return json.map((entry) => ({ json: entry, pairedItem: { item } }));
	});
}

function startRun(context: IExecuteFunctions, words: Words, signal: AbortSignal | undefined): Run {
	const continues = continuesOnErrors(context);
	const outcomes: Outcome[] = [];
	let failed = false;
	return {
		outcomes,
		settle: (itemIndex, outcome) => {
			const isFailure = 'failure' in outcome;
			outcomes[itemIndex] = isFailure ? { failure: advise(outcome.failure, words) } : outcome;
			failed ||= isFailure;
		},
		isSettled: (itemIndex) => itemIndex in outcomes,
		continues,
		mustStop: () => signal?.aborted === true || (failed && !continues),
	};
}

/**
 * Whether an item that failed becomes an error item. As a tool of an agent n8n goes on by itself, but
 * hands the model the bare message: what to do about it and the outcome are in the error item only.
 */
function continuesOnErrors(context: IExecuteFunctions): boolean {
	const { type, onError } = context.getNode();
	return context.continueOnFail() || (type.endsWith('Tool') && onError !== 'stopWorkflow');
}
