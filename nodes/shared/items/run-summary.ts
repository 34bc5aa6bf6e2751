import type { IExecuteFunctions } from 'n8n-workflow';

import type { FailureOutcome } from '../api/failure';
import type { Outcome } from './task';

/** Counts in one hint what became of the items of a run, unless all went through. */
export function tellRunSummary(
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	outcomes: readonly Outcome[],
): void {
	const count = (wanted: FailureOutcome | 'done') =>
		outcomes.filter((outcome) => outcomeOf(outcome) === wanted).length;
	const [done, rejected, notSent, unknown] = [
		count('done'),
		count('rejected'),
		count('notSent'),
		count('unknown'),
	];
	if (done === outcomes.length) return;
	const parts = [
		`${done} went through`,
		rejected > 0 && `${rejected} ${were(rejected)} rejected`,
		notSent > 0 && `${notSent} ${were(notSent)} not sent`,
		unknown > 0 && `${unknown} ${unknown === 1 ? 'has' : 'have'} an unknown outcome`,
	].filter(Boolean);
	const items = outcomes.length === 1 ? '1 item' : `${outcomes.length} items`;
	const message = `Of ${items}, ${parts.join(', ')}.`;
	context.addExecutionHints?.({ type: 'warning', location: 'outputPane', message });
}

function outcomeOf(outcome: Outcome): FailureOutcome | 'done' {
	return 'failure' in outcome ? outcome.failure.outcome : 'done';
}

function were(count: number): string {
	return count === 1 ? 'was' : 'were';
}
