import type { WriteRequest } from '../../shared/api/api';
import { CallFailure } from '../../shared/api/failure';
import { redact, shorten } from '../../shared/api/redact';
import type { ValuesOf } from '../../shared/fields/field';
import type { WRITING } from '../../shared/fields/options';
import { PLAN_LENGTH, planIdOf } from '../../shared/model/plan';

/** The plan that was approved; null approves of sending nothing alone. */
type ApprovedPlan = ValuesOf<typeof WRITING>['approvedPlan'];

/**
 * Holds what would be sent against what was approved, if anything was asked for. Nothing to send is
 * always approved.
 * @throws CallFailure when it is not the same.
 */
export function assertApproved(approvedPlan: ApprovedPlan, wanted?: WriteRequest): void {
	if (approvedPlan === undefined) return;
	const planId = planIdOf(wanted);
	if (planId === null || planId === approvedPlan?.toLowerCase()) return;
	const message = 'The request is no longer the one that was approved';
	throw new CallFailure({
		kind: 'refusedBefore',
		message,
		fields: [{ name: 'approvedPlan', messages: [message] }],
		hint: `The plan of this item is now ${planId}, the approved one is ${showPlan(approvedPlan)}. Nothing was sent for this item: do a dry run again and have it approved.`,
		attempts: 0,
		outcome: 'notSent',
	});
}

/** A plan as it was given: of what can be none, only the beginning. */
function showPlan(plan: string | null): string {
	return plan === null ? 'empty' : shorten(redact(plan), PLAN_LENGTH);
}
