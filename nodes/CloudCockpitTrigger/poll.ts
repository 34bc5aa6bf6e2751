import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { CallFailure, type Failure, failureOf } from '../shared/api/failure';
import { readParameters } from './parameters';
import { pollError } from './poll-error';
import { takeSample } from './sample';
import { moreTrouble, mustTell, type Trouble } from './trouble';
import { type Saved, watch } from './watching';

/** The time in milliseconds that n8n gives a poll where it does not say. */
const DEFAULT_BUDGET_MS = 5 * 60_000;

/** Nodes whose poll is under way, by workflow and node. */
const underWay = new Set<string>();
/** The first poll with a context of n8n's default engine is the one of its activation. */
const known = new WeakSet<object>();
/**
 * By workflow and node. Not among what n8n keeps: of a poll that throws, n8n forgets what it noted
 * when cursors are durable.
 */
const troubles = new Map<string, Trouble>();

/**
 * One poll: gives the items that start the workflow, or null when there is nothing to tell. Faults
 * that pass are not told before the third poll in a row.
 * @throws n8n's error classes.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [await testEvents(context)];
	const place = `${context.getWorkflow().id}/${context.getNode().id}`;
	if (isActivation(context)) troubles.delete(place);
	// Polls may overlap. The one that finds another under way leaves it all to that one.
	if (underWay.has(place)) return null;
	underWay.add(place);
	try {
		const items = await inTime(context, async (deadline) => {
			const saved: Saved = context.getWorkflowStaticData('node');
			return await watch(context, readParameters(context), saved, deadline);
		});
		troubles.delete(place);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		const failure = failureOf(error);
		if (!failure.passing) throw pollError(context, failure);
		const trouble = moreTrouble(troubles.get(place), Date.now());
		troubles.set(place, trouble);
		if (mustTell(trouble)) throw pollError(context, failure, trouble);
		context.logger.warn(`Poll without a list (${trouble.polls} in a row): ${failure.message}`);
		return null;
	} finally {
		underWay.delete(place);
	}
}

/** What "Fetch test event" shows. Somebody waits for it, so every fault is told. */
async function testEvents(context: IPollFunctions): Promise<INodeExecutionData[]> {
	try {
		return await inTime(context, async (deadline) => {
			return await takeSample(context, readParameters(context), deadline);
		});
	} catch (error) {
		throw pollError(context, failureOf(error));
	}
}

/** Does something within the time that n8n gives a poll; what is under way then ends. */
async function inTime<T>(
	context: IPollFunctions,
	work: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
	const budgetMs = budgetOf(context);
	const deadline = AbortSignal.timeout(budgetMs);
	return await work(deadline).catch((error: unknown) => {
		throw deadline.aborted ? new CallFailure(outOfTime(budgetMs, failureOf(error))) : error;
	});
}

function budgetOf(context: IPollFunctions): number {
	// n8n before 2.38 does not have it.
	return 'getPollBudgetMs' in context ? context.getPollBudgetMs() : DEFAULT_BUDGET_MS;
}

/**
 * Whether n8n polls in order to publish the workflow, or to start it again. Its durable scheduler
 * makes a new context for every poll, which has a budget of its own.
 */
function isActivation(context: IPollFunctions): boolean {
	if (known.has(context)) return false;
	known.add(context);
	const isScheduled =
		context.getActivationMode() === 'update' && budgetOf(context) !== DEFAULT_BUDGET_MS;
	return !isScheduled;
}

function outOfTime(budgetMs: number, { correlationId, attempts }: Failure): Failure {
	const seconds = Math.round(budgetMs / 1_000);
	return {
		// Not `timedOut`: a longer Timeout is of no use.
		kind: 'unavailable',
		message: `The list of agreements could not be read within ${seconds} seconds`,
		hint: 'n8n gives a poll no more time. Filters make the list shorter.',
		correlationId,
		attempts: Math.max(1, attempts),
		outcome: 'unknown',
		passing: {},
	};
}
