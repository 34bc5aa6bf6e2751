import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { Failure } from '../api/failure';
import type { Prepared } from './task';

/**
 * Whether an item that failed becomes an error item. As a tool of an agent n8n goes on by itself, but
 * hands the model the bare message: what to do about it and the outcome are in the error item only.
 */
export function continuesOnErrors(context: IExecuteFunctions): boolean {
	const { type, onError } = context.getNode();
	return context.continueOnFail() || (type.endsWith('Tool') && onError !== 'stopWorkflow');
}

/**
 * Why a job must not be done with n8n's Retry On Fail, if it must not: n8n runs the whole node again
 * after one failed item, with the items that were written.
 */
export function refusalToRepeat(
	context: IExecuteFunctions,
	{ impact, settings }: Prepared,
): Failure | undefined {
	const isWrittenAgain = context.getNode().retryOnFail === true && impact === 'write';
	if (!isWrittenAgain || settings.retryUnknownOutcome) return undefined;
	return {
		kind: 'refusedBefore',
		message: 'Retry On Fail is on: it would write items again that have gone through',
		hint: 'Turn it off under Settings: the node itself repeats what is safe to repeat. Or, if writing twice does no harm, turn on Retry Unknown Outcome in the options. Nothing was sent for this item.',
		correlationId: settings.correlationId,
		attempts: 0,
		outcome: 'notSent',
	};
}

/** A warning where n8n goes on with an empty item as if a write had gone through, or nothing. */
export function emptyItemHint(
	context: IExecuteFunctions,
	items: readonly Prepared[],
): NodeExecutionHint | undefined {
	const { alwaysOutputData, onError } = context.getNode();
	if (!alwaysOutputData || onError !== 'continueErrorOutput') return undefined;
	if (!items.some(({ impact }) => impact === 'write')) return undefined;
	return {
		type: 'warning',
		location: 'outputPane',
		message:
			'Always Output Data is on: when every item fails, n8n still runs the success branch, with one empty item. Turn it off under Settings of this node.',
	};
}
