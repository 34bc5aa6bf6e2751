import { createApi, type Session } from '../api/api';
import { CallFailure, type Failure, failureOf } from '../api/failure';
import { issuesOf } from '../fields/field';
import { createLookUps, type LookUps, type Names, resolvePending } from '../fields/look-up';
import type { Words } from '../words';
import type { Settle } from './prepare';
import { describeIssues } from './report';
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
	/** Tells something beside the output. */
	hint: (message: string) => void;
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

	await schedule(
		prepared.filter(({ pending }) => pending.length > 0),
		maxConcurrency,
		async (item) => {
			const refused = await lookUp(item, run, lookUps).catch(notSent);
			if (refused) settle(item.itemIndex, refused);
		},
		mustStop,
	);
	if (mustStop()) return;

	const planned = open(prepared);
	const tasks = operation.plan(planned, lookUps);
	const jobs = planned.flatMap((item, index): Job[] => {
		const task = tasks[index];
		return task ? [{ ...item, ...task }] : [];
	});
	await schedule(
		jobs.filter(({ survey }) => survey),
		maxConcurrency,
		async (job) => {
			const refused = await job.survey?.(apiOf(job)).catch(notSent);
			if (refused) settle(job.itemIndex, { failure: withNames(refused.failure, job.names) });
		},
		mustStop,
	);
	await schedule(
		open(jobs),
		maxConcurrency,
		async (job) => {
			const done: Promise<Outcome> = job.run(apiOf(job)).then((json) => ({ json }));
			const outcome = await done.catch((error: unknown) => ({
				failure: withNames(failureOf(error), job.names),
			}));
			if (!wasKeptBack(outcome)) settle(job.itemIndex, outcome);
		},
		mustStop,
	);
	lookUps.hints.forEach(run.hint);
}

/** Finds the values that an item only describes, and checks again what several fields together tell. */
async function lookUp(item: Prepared, run: CarryOut, lookUps: LookUps): Promise<void> {
	const { session, operation, words } = run;
	await resolvePending(item.pending, createApi(session, item.settings), lookUps, item.names);
	const issues = issuesOf(item.values, operation.check);
	if (issues.length > 0) throw new CallFailure(describeIssues(issues, words));
}

/** The failure with the names that the run knows of its item: few people know IDs by heart. */
function withNames(failure: Failure, { customerName, userName }: Names): Failure {
	const named = [
		userName && `User: ${userName}.`,
		customerName && `Customer: ${customerName}.`,
		failure.hint,
	];
	return { ...failure, hint: named.filter(Boolean).join(' ') || undefined };
}

/** Whether an item was never sent because another one had ended the run. */
function wasKeptBack(outcome: Outcome): boolean {
	if (!('failure' in outcome)) return false;
	return outcome.failure.kind === 'stopped' && outcome.failure.outcome === 'notSent';
}

/** For what goes wrong before the item's own request was sent. */
export function notSent(error: unknown): Extract<Outcome, { failure: unknown }> {
	return { failure: { ...failureOf(error), outcome: 'notSent' } };
}
