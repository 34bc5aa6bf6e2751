import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { unlessAborted } from '../api/abort';
import { createAccess } from '../api/access';
import { type CredentialType, readConnection } from '../api/connection';
import { joinCrowd } from '../api/throttle/crowd';
import { advise, type Words } from '../words';
import { carryOut } from './carry-out';
import { createInputs } from './inputs';
import { prepareAll, type Settle } from './prepare';
import { logLine, notSent, slowdownHint, stopError, toErrorJson } from './report';
import { tellRunSummary } from './run-summary';
import { continuesOnErrors, emptyItemHint, refusalToRepeat } from './settings';
import type { Outcome, Prepared, Runnable } from './task';

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
	/** Fires when the user stops the execution. */
	signal: AbortSignal;
	mustStop: () => boolean;
}

/**
 * Runs an operation for all input items: checks all, surveys all, then does all. Gives the output
 * items in input order, each paired with its input item. Ends at once when the execution is canceled:
 * what n8n stores of it, it stores then.
 * @throws NodeApiError or NodeOperationError for the first item that failed, unless the node
 * continues on errors; and whenever the user stops the execution.
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: Runnable,
	settings: RunSettings,
): Promise<INodeExecutionData[]> {
	const { words } = settings;
	const run = startRun(context, words);
	const { outcomes, signal } = run;
	const inputs = createInputs();
	const prepared = await prepareAll(context, operation, words, run, inputs);
	for (const item of prepared) {
		const failure = refusalToRepeat(context, item);
		if (failure) run.settle(item.itemIndex, { failure });
	}
	const warning = emptyItemHint(context, prepared);
	if (warning) context.addExecutionHints?.(warning);

	const open = prepared.filter(({ itemIndex }) => !run.isSettled(itemIndex));
	if (open.length > 0 && !run.mustStop()) await sendAll(context, operation, open, run, settings);

	if (run.mustStop()) {
		const itemCount = context.getInputData().length;
		const canceled = signal.aborted;
		const ended = { prepared, outcomes, itemCount, canceled };
		// n8n stores a canceled execution without what the node says of it.
		const line = canceled ? logLine(ended) : undefined;
		if (line) context.logger?.warn(line);
		throw stopError(context.getNode(), words, ended);
	}
	tellRunSummary(context, outcomes);
	return outcomes.flatMap((outcome, item) => {
		const hasFailed = 'failure' in outcome;
		const json = hasFailed ? [toErrorJson(outcome.failure, words)] : outcome.json;
		return json.map((entry) => ({
			json: inputs.addTo(entry, item, hasFailed),
			pairedItem: { item },
		}));
	});
}

/**
 * Signs in and carries out all items that may be sent, which are settled then. Hints tell what it cost,
 * and what the API had to say beside its answers.
 */
async function sendAll(
	context: IExecuteFunctions,
	operation: Runnable,
	items: readonly Prepared[],
	run: Run,
	{ credentialType, words }: RunSettings,
): Promise<void> {
	const { signal, continues } = run;
	const reading = readConnection(context, credentialType).catch(notSent);
	const connection = await unlessAborted(reading, signal);
	if (connection === undefined) return;
	if ('failure' in connection) {
		for (const { itemIndex } of items) run.settle(itemIndex, connection);
		return;
	}
	// One number for the whole run: what its first item says.
	const maxConcurrency = items[0]?.values.options.maxConcurrency ?? 1;
	const throttle = joinCrowd(connection, {
		maxConcurrency,
		waitBudgetMs: WAIT_BUDGET_MS + items.length * WAIT_BUDGET_PER_ITEM_MS,
		signal,
		endsWithFailure: !continues,
	});
	const told = new Set<string>();
	const tell = (message: string) => void told.add(message);
	const session = { context, connection, throttle, access: createAccess(), tell };
	await carryOut(items, { ...run, session, operation, words, maxConcurrency });
	const hint = slowdownHint(throttle.slowdown);
	if (hint) context.addExecutionHints?.(hint);
	for (const message of told) {
		context.addExecutionHints?.({ type: 'info', location: 'outputPane', message });
	}
}

function startRun(context: IExecuteFunctions, words: Words): Run {
	const continues = continuesOnErrors(context);
	const signal = context.getExecutionCancelSignal?.() ?? new AbortController().signal;
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
		signal,
		mustStop: () => signal.aborted || (failed && !continues),
	};
}
