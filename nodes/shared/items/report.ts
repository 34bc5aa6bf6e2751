import {
	type IDataObject,
	type INode,
	type JsonObject,
	NodeApiError,
	type NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';

import type { Failure, FieldMessages } from '../api/failure';
import type { Slowdown } from '../api/throttle';
import type { Failed, Job, Outcome } from './job';

/** Display names by parameter name in lower case, which the API uses for its properties too. */
export type Labels = ReadonlyMap<string, string>;

/**
 * The JSON of an item that failed, when the node continues on errors. All is under `error`: that is
 * what brings the item to the error branch in every version of n8n.
 */
export function toErrorJson(failure: Failure, labels: Labels): IDataObject {
	const { message, httpCode, code, correlationId, fields, attempts, outcome } = failure;
	const described = {
		message,
		description: describe(failure, labels),
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

/**
 * The error that stops the execution: that the user stopped it, or else the first item that failed;
 * and what became of the other items.
 */
export function stopError(
	node: INode,
	labels: Labels,
	{ jobs, outcomes, canceled }: Ended,
): NodeApiError | NodeOperationError {
	const failed = canceled ? [] : [...outcomes.entries()].filter(isFailed);
	// Those that the first failure kept from going on have nothing to say of their own.
	const first = failed.find(([, { ended }]) => !ended) ?? failed[0];
	const [itemIndex, { failure }] = first ?? [undefined, { failure: CANCELED }];
	const description = [
		describe(failure, labels),
		failed.length > 1 &&
			`${failed.length} items did not go through: ${listItems(failed.map(([item]) => item))}.`,
		...describeProgress(jobs, outcomes),
	]
		.filter(Boolean)
		.join(' ');
	const options = { message: failure.message, description, itemIndex, httpCode: failure.httpCode };
	const error =
		failure.attempts === 0
			? new NodeOperationError(node, failure.message, options)
			: new NodeApiError(node, { message: failure.message } as JsonObject, options);
	// n8n replaces messages in which it finds a network code, also within ordinary words.
	error.message = failure.message;
	error.context.data = { ...failure };
	return error;
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
	message: 'The execution was canceled',
	attempts: 0,
	outcome: 'notSent',
};

/** The failure of an item whose fields cannot be sent as they are. */
export function describeIssues(issues: FieldMessages[], labels: Labels): Failure {
	const [first = { name: '', messages: [] }, ...others] = issues;
	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return {
		message: `${labelOf(first.name, labels)} ${first.messages.join('; ')}${more}`,
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

/** What to do, which fields, under which correlation ID: everything beyond the message. */
function describe(failure: Failure, labels: Labels): string {
	return [
		failure.fields?.map((field) => describeField(field, labels)).join(' '),
		failure.hint,
		failure.correlationId && `Correlation ID: ${failure.correlationId}`,
	]
		.filter(Boolean)
		.join(' ');
}

function describeField({ name, messages }: FieldMessages, labels: Labels): string {
	const text = messages.join('; ').replace(/\.?$/, '.');
	return name === '' ? text : `${labelOf(name, labels)}: ${text}`;
}

/** The display name of a property of the API or a parameter, with the place in it. */
function labelOf(name: string, labels: Labels): string {
	const [root = ''] = name.split(/[.[]/, 1);
	const label = labels.get(root.toLowerCase());
	return label === undefined ? name : `${label}${name.slice(root.length).replace(/^\[/, ' [')}`;
}

/** What an execution that stops half-way has already changed, and what it left. */
function describeProgress(jobs: readonly Job[], outcomes: readonly Outcome[]): string[] {
	const writing = jobs.filter((job) => job.writes).map((job) => job.itemIndex);
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

function isFailed(entry: [number, Outcome | undefined]): entry is [number, Failed] {
	return entry[1] !== undefined && 'failure' in entry[1];
}
