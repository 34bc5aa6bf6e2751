import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createAccess } from '../api/access';
import { createApi, type Session } from '../api/api';
import { type CredentialType, readConnection } from '../api/connection';
import { failureOf } from '../api/failure';
import { createThrottle } from '../api/throttle/throttle';
import { advise, type Words } from '../words';
import { prepareAll } from './prepare';
import { logLine, slowdownHint, stopError, toErrorJson } from './report';
import { schedule } from './schedule';
import { continuesOnErrors, emptyItemHint, refusalToRepeat } from './settings';
import type { Job, Outcome, Runnable } from './task';

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
	settle: (itemIndex: number, outcome: Outcome) => void;
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
 * @throws n8n's error classes, for the first item that failed, unless the node continues on errors.
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: Runnable,
	{ credentialType, words }: RunSettings,
): Promise<INodeExecutionData[]> {
	const run = startRun(context, words);
	const { outcomes, signal } = run;
	const { jobs, failures, maxConcurrency } = await prepareAll(context, operation, words, signal);
	for (const [itemIndex, failure] of failures) run.settle(itemIndex, { failure });
	for (const job of jobs) {
		const failure = refusalToRepeat(context, job);
		if (failure) run.settle(job.itemIndex, { failure });
	}
	const warning = emptyItemHint(context, jobs);
	if (warning) context.addExecutionHints?.(warning);

	const open = jobs.filter(({ itemIndex }) => !(itemIndex in outcomes));
	if (open.length > 0 && !run.mustStop()) {
		const throttle = createThrottle({
			maxConcurrency,
			waitBudgetMs: WAIT_BUDGET_MS + open.length * WAIT_BUDGET_PER_ITEM_MS,
			signal,
			endsWithFailure: !run.continues,
		});
		const told = new Set<string>();
		const tell = (message: string) => void told.add(message);
		const reading = readConnection(context, credentialType).catch(notSent);
		const connection = await Promise.race([reading, aborted(signal)]);
		if (connection === undefined) {
			// Canceled: nothing was sent.
		} else if ('failure' in connection) {
			for (const { itemIndex } of open) run.settle(itemIndex, connection);
		} else {
			const session = { context, connection, throttle, access: createAccess(), tell };
			await runJobs(session, open, maxConcurrency, run);
		}
		const hint = slowdownHint(throttle.slowdown);
		if (hint) context.addExecutionHints?.(hint);
		for (const message of told) {
			context.addExecutionHints?.({ type: 'warning', location: 'outputPane', message });
		}
	}

	if (run.mustStop()) {
		const itemCount = context.getInputData().length;
		const canceled = signal.aborted;
		const ended = { jobs, outcomes, itemCount, canceled };
		// n8n stores a canceled execution without what the node says of it.
		const line = canceled ? logLine(ended) : undefined;
		if (line) context.logger?.warn(line);
		throw stopError(context.getNode(), words, ended);
	}
	return outcomes.flatMap((outcome, item) => {
		const json = 'failure' in outcome ? [toErrorJson(outcome.failure, words)] : outcome.json;
		return json.map((entry) => ({ json: entry, pairedItem: { item } }));
	});
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
		continues,
		signal,
		mustStop: () => signal.aborted || (failed && !continues),
	};
}

async function aborted(signal: AbortSignal): Promise<undefined> {
	if (signal.aborted) return;
	await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

async function runJobs(
	session: Session,
	jobs: readonly Job[],
	maxConcurrency: number,
	run: Run,
): Promise<void> {
	await schedule(
		jobs.filter((job) => job.survey),
		maxConcurrency,
		async (job) => {
			const looked = job.survey?.(createApi(session, job.settings));
			const refused = await looked?.catch(notSent);
			if (refused && !wasKeptBack(refused)) run.settle(job.itemIndex, refused);
		},
		run.mustStop,
	);
	await schedule(
		jobs.filter((job) => !(job.itemIndex in run.outcomes)),
		maxConcurrency,
		async (job) => {
			const outcome = await doJob(session, job);
			if (!wasKeptBack(outcome)) run.settle(job.itemIndex, outcome);
		},
		run.mustStop,
	);
}

/** Does what there is to do for one item. Whatever is thrown there is that item's failure. */
async function doJob(session: Session, job: Job): Promise<Outcome> {
	const { correlationId } = job.settings;
	try {
		const json = await job.run(createApi(session, job.settings));
		// n8n's engine breaks down at an item without JSON, and passes the input on as success.
		if (json.every((entry) => typeof entry === 'object' && entry !== null)) return { json };
		throw new TypeError('an entry is no object');
	} catch (error) {
		return { failure: { correlationId, ...failureOf(error) } };
	}
}

/** Whether an item was never sent because another one had ended the run. */
function wasKeptBack(outcome: Outcome): boolean {
	if (!('failure' in outcome)) return false;
	return outcome.failure.kind === 'stopped' && outcome.failure.outcome === 'notSent';
}

/** For what goes wrong before the item's own request was sent. */
function notSent(error: unknown): Extract<Outcome, { failure: unknown }> {
	return { failure: { ...failureOf(error), outcome: 'notSent' } };
}
