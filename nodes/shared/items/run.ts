import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createApi, type Session } from '../api/calls';
import { type CredentialType, readConnection } from '../api/connection';
import { CallFailure } from '../api/failure';
import { WAIT_BUDGET_MS, WAIT_BUDGET_PER_ITEM_MS } from '../api/retry';
import { createThrottle } from '../api/throttle';
import type { Failed, Job, Outcome, Prepare } from './job';
import { createParameterSource, createReader } from './reader';
import { describeIssues, type Labels, slowdownHint, stopError, toErrorJson } from './report';
import { schedule } from './schedule';
import { MAX_CONCURRENCY, readCallSettings, readMaxConcurrency } from './settings';

export interface RunSettings {
	credentialType: CredentialType;
	/** Display names of the parameters, for messages. */
	labels: Labels;
}

/** The items of one run, what became of them, and whether the run goes on. */
interface Run {
	jobs: Job[];
	outcomes: Outcome[];
	maxConcurrency: number;
	settle: (itemIndex: number, outcome: Outcome) => void;
	mustStop: () => boolean;
	/** Whether an item that failed becomes an error item. */
	continues: boolean;
}

/**
 * Runs an operation for all input items: checks all, verifies all, then does all. Gives the output
 * items in input order, each paired with its input item.
 * @throws n8n's error classes, for the first item that failed, unless the node continues on errors.
 */
export async function runItems(
	context: IExecuteFunctions,
	prepare: Prepare,
	{ credentialType, labels }: RunSettings,
): Promise<INodeExecutionData[]> {
	const signal = context.getExecutionCancelSignal?.();
	const run = startRun(context, signal);
	prepareAll(context, prepare, labels, run);

	if (run.jobs.length > 0 && !run.mustStop()) {
		const waitBudgetMs = WAIT_BUDGET_MS + run.jobs.length * WAIT_BUDGET_PER_ITEM_MS;
		const throttle = createThrottle({
			maxConcurrency: run.maxConcurrency,
			waitBudgetMs,
			signal,
			endsWithFailure: !run.continues,
		});
		const connection = await readConnection(context, credentialType).catch(notSent);
		if ('failure' in connection) run.jobs.forEach((job) => run.settle(job.itemIndex, connection));
		else await runJobs({ context, connection, throttle }, run);
		const hint = slowdownHint(throttle.slowdown);
		if (hint) context.addExecutionHints?.(hint);
	}

	if (run.mustStop()) {
		const canceled = signal?.aborted === true;
		throw stopError(context.getNode(), labels, { ...run, canceled });
	}
	return run.outcomes.flatMap((outcome, item) => {
		const json = 'failure' in outcome ? [toErrorJson(outcome.failure, labels)] : outcome.json;
		return json.map((entry) => ({ json: entry, pairedItem: { item } }));
	});
}

function startRun(context: IExecuteFunctions, signal: AbortSignal | undefined): Run {
	const continues = continuesOnErrors(context);
	const outcomes: Outcome[] = [];
	let failed = false;
	return {
		jobs: [],
		outcomes,
		maxConcurrency: MAX_CONCURRENCY.default,
		settle: (itemIndex, outcome) => {
			outcomes[itemIndex] = outcome;
			failed ||= 'failure' in outcome;
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

/** Reads the parameters of all items, before anything is sent. */
function prepareAll(context: IExecuteFunctions, prepare: Prepare, labels: Labels, run: Run): void {
	const parameters = createParameterSource(context);
	context.getInputData().forEach((_, itemIndex) => {
		const reader = createReader(parameters, itemIndex);
		const settings = readCallSettings(reader);
		const maxConcurrency = readMaxConcurrency(reader);
		// One number for the whole run: what the first item says.
		if (itemIndex === 0) run.maxConcurrency = maxConcurrency;
		const work = prepare(reader);
		if (reader.issues.length === 0) {
			run.jobs.push({ ...work, itemIndex, settings });
			return;
		}
		run.settle(itemIndex, { failure: describeIssues(reader.issues, labels) });
	});
}

async function runJobs(session: Session, run: Run): Promise<void> {
	await schedule(
		run.jobs.filter((job) => job.verify),
		run.maxConcurrency,
		async (job) => {
			const refused = await job.verify?.(createApi(session, job.settings)).catch(notSent);
			if (refused) run.settle(job.itemIndex, refused);
		},
		run.mustStop,
	);
	await schedule(
		run.jobs.filter((job) => !(job.itemIndex in run.outcomes)),
		run.maxConcurrency,
		async (job) => {
			const api = createApi(session, job.settings);
			const done: Promise<Outcome> = job.run(api).then((json) => ({ json }));
			const outcome = await done.catch(toOutcome);
			if (!wasKeptBack(outcome)) run.settle(job.itemIndex, outcome);
		},
		run.mustStop,
	);
}

/** Whether an item was never sent because another one had ended the run. */
function wasKeptBack(outcome: Outcome): boolean {
	return 'failure' in outcome && outcome.ended === true && outcome.failure.outcome === 'notSent';
}

function toOutcome(error: unknown): Failed {
	if (error instanceof CallFailure) return { failure: error.failure, ended: error.ended };
	// Not a word of the network or the API: a defect of ours, or a credential that is not usable.
	const message = error instanceof Error ? error.message : String(error);
	return { failure: { message, attempts: 0, outcome: 'unknown' } };
}

/** For what goes wrong before the item's own request was sent. */
function notSent(error: unknown): Failed {
	return { failure: { ...toOutcome(error).failure, outcome: 'notSent' } };
}
