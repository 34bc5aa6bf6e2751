import { type Api, createApi, type Session } from '../api/api';
import { CallFailure, type Failure, failureOf } from '../api/failure';
import { brief } from '../api/redact';
import { issuesOf } from '../fields/field';
import { createLookUps, type LookUps, type Names, resolvePending } from '../fields/look-up';
import type { Words } from '../words';
import type { Settle } from './prepare';
import { afterUncertain, describeIssues, notSent } from './report';
import { schedule } from './schedule';
import type { Job, Outcome, Prepared, Runnable } from './task';

export interface CarryOut {
	session: Session;
	operation: Runnable;
	words: Words;
	/** How many items may be under way at once. */
	maxConcurrency: number;
	settle: Settle;
	isSettled: (itemIndex: number) => boolean;
	/** Whether nothing more may start. */
	mustStop: () => boolean;
}

/**
 * Looks up what all items only describe, plans them, surveys all, then does all. Each step begins when
 * the one before it has ended for every item; who fails in one is left out of the next.
 */
export async function carryOut(prepared: readonly Prepared[], run: CarryOut): Promise<void> {
	const { session, operation, maxConcurrency, settle, isSettled, mustStop } = run;
	const lookUps = createLookUps();
	const apiOf = ({ settings }: Prepared) => createApi(session, settings);
	const open = <I extends Prepared>(items: readonly I[]) =>
		items.filter(({ itemIndex }) => !isSettled(itemIndex));

	const { lane, onRest } = session.throttle;
	const limits = { maxConcurrency, stopped: mustStop, onRest };
	/** Looks for all items that need it; those that cannot succeed are settled. */
	const lookForAll = async <I extends Prepared>(
		items: readonly I[],
		look: (item: I) => Promise<void>,
	) => {
		const reading = items.map((item) => ({ item, impact: 'none' as const }));
		const lookFor = async ({ item }: { item: I }) => {
			const refused = await look(item).then(nothing, notSentFor(item));
			if (refused && !wasKeptBack(refused)) settle(item.itemIndex, refused);
			return undefined;
		};
		await schedule(reading, lookFor, limits);
	};

	await lookForAll(
		prepared.filter(({ pending }) => pending.length > 0),
		async (item) => await lookUp(item, run, lookUps),
	);
	if (mustStop()) return;

	const planned = open(prepared);
	const tasks = operation.plan(planned, lookUps);
	const jobs = planned.flatMap((item, index): Job[] => {
		const task = tasks[index];
		return task ? [{ ...item, ...task }] : [];
	});
	await lookForAll(
		jobs.filter(({ survey }) => survey),
		async (job) => await job.survey?.(apiOf(job)),
	);
	await schedule(
		open(jobs),
		async (job) => {
			const outcome = await doJob(job, apiOf(job));
			if (!wasKeptBack(outcome)) settle(job.itemIndex, outcome);
			return { isUncertain: isUncertain(job, outcome) };
		},
		{
			...limits,
			take: lane,
			keepBack: (job) => {
				settle(job.itemIndex, afterUncertain(job.settings));
				if (mustStop()) session.throttle.stop();
			},
		},
	);
	for (const message of lookUps.hints) session.tell?.(message);
}

/** Finds the values that an item only describes, and checks again what several fields together tell. */
async function lookUp(item: Prepared, run: CarryOut, lookUps: LookUps): Promise<void> {
	const { session, operation, words } = run;
	await resolvePending(item.pending, createApi(session, item.settings), lookUps, item.names);
	const issues = issuesOf(item.values, operation.check);
	if (issues.length > 0) throw new CallFailure(describeIssues(issues, words));
}

/** Does what there is to do for one item. Whatever is thrown there is that item's failure. */
async function doJob(job: Job, api: Api): Promise<Outcome> {
	try {
		const json = await job.run(api);
		// n8n's engine breaks down at an item without JSON, and passes the input on as success.
		if (json.every((entry) => typeof entry === 'object' && entry !== null)) return { json };
		throw new TypeError('an entry is no object');
	} catch (error) {
		const failure = { correlationId: api.correlationId, ...failureOf(error) };
		return { failure: withNames(failure, job.names) };
	}
}

/** The failure with the names that the run knows of its item: few people know IDs by heart. */
function withNames(failure: Failure, { customerName, userName }: Names): Failure {
	const named = [
		userName && `User: ${brief(userName)}.`,
		customerName && `Customer: ${brief(customerName)}.`,
		failure.hint,
	];
	return { ...failure, hint: named.filter(Boolean).join(' ') || undefined };
}

/** Whether an item was never sent because another one had ended the run. */
function wasKeptBack(outcome: Outcome): boolean {
	if (!('failure' in outcome)) return false;
	return outcome.failure.kind === 'stopped' && outcome.failure.outcome === 'notSent';
}

/** Whether a write may still be carried out, so that the next one to its target must not be sent. */
function isUncertain({ impact }: Job, outcome: Outcome): boolean {
	return impact === 'write' && 'failure' in outcome && outcome.failure.outcome === 'unknown';
}

const nothing = () => undefined;

/** Returns that for one item, whose correlation ID may already be in CloudCockpit's audit log. */
function notSentFor({ settings: { correlationId }, names }: Prepared) {
	return (error: unknown): ReturnType<typeof notSent> => {
		const failure = { correlationId, ...notSent(error).failure };
		return { failure: withNames(failure, names) };
	};
}
