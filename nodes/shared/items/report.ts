import type {
	IDataObject,
	INode,
	NodeApiError,
	NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';

import type { Failure, FieldMessages } from '../api/failure';
import type { Slowdown } from '../api/throttle/throttle';
import { toNodeError } from '../node-error';
import { describeFailure, labelOf, type Words } from '../words';
import type { Job, Outcome } from './task';

/**
 * The JSON of an item that failed, when the node continues on errors. All is under `error`: that is
 * what brings the item to the error branch in every version of n8n.
 */
export function toErrorJson(failure: Failure, words: Words): IDataObject {
	const { message, httpCode, code, correlationId, fields, attempts, outcome } = failure;
	const described = {
		message,
		description: describeFailure(failure, words),
		httpCode,
		code,
		correlationId,
		fields,
		attempts,
		outcome,
	};
	const known = Object.entries(described).filter(
		([, value]) => value !== undefined && value !== '',
	);
	return { error: Object.fromEntries(known) as IDataObject };
}

/** A run that did not come to its end. */
export interface Ended {
	jobs: readonly Job[];
	outcomes: readonly Outcome[];
	/** Whether the user stopped the execution. */
	canceled: boolean;
}

/** n8n knows an execution that was stopped by the word canceled in its message. */
const CANCELED: Failure = {
	kind: 'canceled',
	message: 'The execution was canceled',
	attempts: 0,
	outcome: 'notSent',
};

/**
 * The error that stops the execution: that the user stopped it, or else the first item that failed;
 * and what became of the other items.
 */
export function stopError(
	node: INode,
	words: Words,
	{ jobs, outcomes, canceled }: Ended,
): NodeApiError | NodeOperationError {
	const failed = canceled ? [] : [...outcomes.entries()].filter(isFailed);
	// Those that the first failure kept from going on have nothing to say of their own.
	const first = failed.find(([, { failure }]) => failure.kind !== 'stopped') ?? failed[0];
	const [itemIndex, { failure }] = first ?? [undefined, { failure: CANCELED }];
	const description = [
		describeFailure(failure, words),
		failed.length > 1 &&
			`${failed.length} items did not go through: ${listItems(failed.map(([item]) => item))}.`,
		...describeProgress(jobs, outcomes),
	]
		.filter(Boolean)
		.join(' ');
	const { kind, passing, ...data } = failure;
	const error = toNodeError(node, failure, { message: failure.message, description, itemIndex });
	error.context.data = data;
	return error;
}

/** The failure of an item whose fields cannot be sent as they are. */
export function describeIssues(issues: FieldMessages[], words: Words): Failure {
	const [first = { name: '', messages: [] }, ...others] = issues;
	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return {
		kind: 'invalid',
		message: `${labelOf(first.name, words)} ${first.messages.join('; ')}${more}`,
		hint: 'Nothing was sent for this item.',
		fields: issues,
		attempts: 0,
		outcome: 'notSent',
	};
}

/** One hint for a run that rate limits slowed down, or nothing. */
export function slowdownHint({ refused, pausedMs }: Slowdown): NodeExecutionHint | undefined {
	if (refused === 0 && pausedMs === 0) return undefined;
	const requests = refused === 1 ? '1 request' : `${refused} requests`;
	const seconds = (pausedMs / 1000).toFixed(1);
	return {
		type: 'info',
		location: 'outputPane',
		message: `CloudCockpit limited the rate: ${requests} had to be sent again, and the run paused for ${seconds} seconds in all. Lower Max Concurrency in the options if this happens often.`,
	};
}

/** What an execution that stops half-way has already changed, and what it left. */
function describeProgress(jobs: readonly Job[], outcomes: readonly Outcome[]): string[] {
	const writing = jobs.filter((job) => job.changes).map((job) => job.itemIndex);
	const applied = writing.filter((item) => outcomes[item] && 'json' in outcomes[item]);
	const untouched = writing.filter((item) => !outcomes[item]);
	const open = writing.filter((item) => {
		const outcome = outcomes[item];
		return outcome && 'failure' in outcome && outcome.failure.outcome === 'unknown';
	});
	return [
		applied.length > 0 ? `Already applied: ${listItems(applied)}.` : '',
		open.length > 0 ? `Outcome unknown: ${listItems(open)}.` : '',
		untouched.length > 0 ? `Not sent: ${listItems(untouched)}.` : '',
	];
}

/** `item 3`, or `items 0, 2-7`: counted from 0 as n8n does. */
function listItems(items: readonly number[]): string {
	const ranges: string[] = [];
	for (let start = 0, end = 0; start < items.length; start = end + 1) {
		end = start;
		while (items[end + 1] === (items[end] ?? 0) + 1) end += 1;
		ranges.push(start === end ? `${items[start]}` : `${items[start]}-${items[end]}`);
	}
	return `${items.length === 1 ? 'item' : 'items'} ${ranges.join(', ')}`;
}

function isFailed(entry: [number, Outcome | undefined]): entry is [number, { failure: Failure }] {
	return entry[1] !== undefined && 'failure' in entry[1];
}
