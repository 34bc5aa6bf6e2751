import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createApi, type Session } from '../api/api';
import { type CredentialType, readConnection } from '../api/connection';
import { failureOf } from '../api/failure';
import { joinCrowd } from '../api/throttle/crowd';
import { readItem } from '../fields/field';
import { callSettings } from '../fields/options';
import { createParameterSource } from '../fields/source';
import { advise, type Words } from '../words';
import { afterUncertain, describeIssues, slowdownHint, stopError, toErrorJson } from './report';
import { schedule } from './schedule';
import type { Job, Outcome, Runnable, Values } from './task';

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
	const { jobs, maxConcurrency } = prepareAll(context, operation, words, run);

	if (jobs.length > 0 && !run.mustStop()) {
		const connection = await readConnection(context, credentialType).catch(notSent);
		if ('failure' in connection) jobs.forEach((job) => run.settle(job.itemIndex, connection));
		else {
			const throttle = joinCrowd(connection, {
				maxConcurrency,
				waitBudgetMs: WAIT_BUDGET_MS + jobs.length * WAIT_BUDGET_PER_ITEM_MS,
				signal,
				endsWithFailure: !run.continues,
			});
			await runJobs({ context, connection, throttle }, jobs, maxConcurrency, run);
			const hint = slowdownHint(throttle.slowdown);
			if (hint) context.addExecutionHints?.(hint);
		}
	}

	const { outcomes } = run;
	if (run.mustStop()) {
		const canceled = signal?.aborted === true;
		throw stopError(context.getNode(), words, { jobs, outcomes, canceled });
	}
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

/** Reads the parameters of all items, before anything is sent, and plans what will be done. */
function prepareAll(
	context: IExecuteFunctions,
	{ fields, check, plan }: Runnable,
	words: Words,
	run: Run,
): { jobs: Job[]; maxConcurrency: number } {
	const read = createParameterSource(context);
	const good: Array<{ itemIndex: number; values: Values }> = [];
	context.getInputData().forEach((_, itemIndex) => {
		const item = readItem(fields, read, itemIndex, check);
		if ('values' in item) good.push({ itemIndex, values: item.values });
		else run.settle(itemIndex, { failure: describeIssues(item.issues, words) });
	});
	const tasks = plan(good.map(({ values }) => values));
	const jobs = good.flatMap(({ itemIndex, values }, index) => {
		const task = tasks[index];
		return task ? [{ ...task, itemIndex, settings: callSettings(values.options) }] : [];
	});
	// One number for the whole run: what its first item says.
	return { jobs, maxConcurrency: good[0]?.values.options.maxConcurrency ?? 1 };
}

async function runJobs(
	session: Session,
	jobs: readonly Job[],
	maxConcurrency: number,
	run: Run,
): Promise<void> {
	const { lane, onRest } = session.throttle;
	const limits = { maxConcurrency, stopped: run.mustStop, onRest };
	await schedule(
		jobs.filter((job) => job.survey).map((job) => ({ ...job, changes: false })),
		async (job) => {
			const refused = await job.survey?.(createApi(session, job.settings)).catch(notSent);
			if (refused) run.settle(job.itemIndex, refused);
			return undefined;
		},
		limits,
	);
	await schedule(
		jobs.filter((job) => !(job.itemIndex in run.outcomes)),
		async (job) => {
			const done: Promise<Outcome> = job
				.run(createApi(session, job.settings))
				.then((json) => ({ json }));
			const outcome = await done.catch((error: unknown) => ({ failure: failureOf(error) }));
			if (!wasKeptBack(outcome)) run.settle(job.itemIndex, outcome);
			return { isUncertain: isUncertain(job, outcome) };
		},
		{
			...limits,
			take: lane,
			keepBack: (job) => {
				run.settle(job.itemIndex, afterUncertain(job.settings));
				if (run.mustStop()) session.throttle.stop();
			},
		},
	);
}

/** Whether an item was never sent because another one had ended the run. */
function wasKeptBack(outcome: Outcome): boolean {
	if (!('failure' in outcome)) return false;
	return outcome.failure.kind === 'stopped' && outcome.failure.outcome === 'notSent';
}

/** Whether a write may still be carried out, so that the next one to its target must not be sent. */
function isUncertain({ isHarmless }: Job, outcome: Outcome): boolean {
	return !isHarmless && 'failure' in outcome && outcome.failure.outcome === 'unknown';
}

/** For what goes wrong before the item's own request was sent. */
function notSent(error: unknown): Extract<Outcome, { failure: unknown }> {
	return { failure: { ...failureOf(error), outcome: 'notSent' } };
}
