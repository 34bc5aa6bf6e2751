import type {
	IDataObject,
	INode,
	NodeApiError,
	NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';

import type { CallSettings } from '../api/api';
import { type Failure, failureOf, type FailureOutcome, type FieldMessages } from '../api/failure';
import type { Slowdown } from '../api/throttle/throttle';
import { toNodeError } from '../node-error';
import { describeFailure, labelOf, type Words } from '../words';
import type { Outcome, Prepared } from './task';

/**
 * The JSON of an item that failed, when the node continues on errors. All is under `error`: that is
 * what brings the item to the error branch in every version of n8n.
 */
export function toErrorJson(failure: Failure, words: Words): IDataObject {
	return { error: failureJson(failure, words) };
}

/** A failure as people and workflows read it. */
function failureJson(failure: Failure, words: Words): IDataObject {
	const { message, httpCode, code, fields, attempts, outcome } = failure;
	const { correlationId, serverCorrelationId } = failure;
	const described = {
		message,
		description: describeFailure(failure, words),
		httpCode,
		code,
		correlationId,
		serverCorrelationId,
		fields,
		attempts,
		outcome,
	};
	const known = Object.entries(described).filter(
		([, value]) => value !== undefined && value !== '',
	);
	return Object.fromEntries(known) as IDataObject;
}

/** A run that did not come to its end. */
export interface Ended {
	/** How many items came in. */
	itemCount: number;
	/** Those that were found good. */
	prepared: readonly Prepared[];
	/** By input item; those without one were not sent. */
	outcomes: readonly Outcome[];
	/** Whether the user stopped the execution. */
	canceled: boolean;
}

/** n8n takes an execution for stopped by its user when the message has the word "canceled". */
const CANCELED: Failure = {
	kind: 'canceled',
	message: 'The execution was canceled',
	attempts: 0,
	outcome: 'notSent',
};

/**
 * The error that stops the execution: that the user stopped it, or else the first item that failed;
 * and what became of all items: in words, and as data for whoever handles the error.
 */
export function stopError(
	node: INode,
	words: Words,
	ended: Ended,
): NodeApiError | NodeOperationError {
	const failed = ended.canceled ? [] : [...ended.outcomes.entries()].filter(isFailed);
	// Those that the first failure kept from going on have nothing to say of their own.
	const first = failed.find(([, { failure }]) => failure.kind !== 'stopped') ?? failed[0];
	const [itemIndex, { failure }] = first ?? [undefined, { failure: CANCELED }];
	const fates = fatesOf(ended);
	const description = [
		describeFailure(failure, words),
		failed.length > 1 &&
			`${failed.length} items did not go through: ${listItems(failed.map(([item]) => item))}.`,
		// Of one item, all is said.
		...(ended.itemCount > 1 ? describeFates(fates, ended.prepared) : []),
	]
		.filter(Boolean)
		.join(' ');
	const error = toNodeError(node, failure, { message: failure.message, description, itemIndex });
	Object.assign(error.context, failure.expression);
	error.context.data = { ...failureJson(failure, words), items: fates };
	return error;
}

/** The failure of an item whose fields cannot be sent as they are. */
export function describeIssues(
	issues: FieldMessages[],
	words: Words,
	expression?: IDataObject,
): Failure {
	const [first = { name: '', messages: [] }, ...others] = issues;
	const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
	return {
		kind: 'invalid',
		message: `${labelOf(first.name, words)} ${first.messages.join('; ')}${more}`,
		hint: 'Nothing was sent for this item.',
		fields: issues,
		expression,
		attempts: 0,
		outcome: 'notSent',
	};
}

/** Returns the outcome of an item for which something went wrong before its own request was sent. */
export function notSent(error: unknown): Extract<Outcome, { failure: unknown }> {
	return { failure: { ...failureOf(error), outcome: 'notSent' } };
}

/** The failure of an item that was kept back because a write to its target may still be under way. */
export function afterUncertain({ correlationId }: Pick<CallSettings, 'correlationId'>): Outcome {
	return {
		failure: {
			kind: 'keptBack',
			message: 'Not sent, because an earlier write to the same target has an unknown outcome',
			hint: 'That write may still be carried out, and would then undo this one. Find out what became of it, then send this item again.',
			correlationId,
			attempts: 0,
			outcome: 'notSent',
		},
	};
}

/** One hint for a run that rate limits or an outage slowed down, or nothing. */
export function slowdownHint({ refused, pausedMs }: Slowdown): NodeExecutionHint | undefined {
	if (refused === 0 && pausedMs === 0) return undefined;
	const requests = refused === 1 ? '1 request' : `${refused} requests`;
	const seconds = `the run paused for ${(pausedMs / 1000).toFixed(1)} seconds in all`;
	return {
		type: 'info',
		location: 'outputPane',
		message:
			refused === 0
				? `CloudCockpit asked to wait, or was not available: ${seconds}.`
				: `CloudCockpit limited the rate: ${requests} had to be sent again, and ${seconds}. Lower Max Concurrency in the options if this happens often.`,
	};
}

/** What became of one item of a run that stopped. */
interface Fate {
	item: number;
	/** Null for one that was refused before it had any. */
	correlationId: string | null;
	outcome: 'applied' | FailureOutcome;
}

/** Every item of the run, once. */
function fatesOf({ itemCount, prepared, outcomes }: Ended): Fate[] {
	const preparedOf = new Map(prepared.map((item) => [item.itemIndex, item]));
	return Array.from({ length: itemCount }, (_, item) => {
		const outcome = outcomes[item] ?? { failure: { outcome: 'notSent' as const } };
		const isApplied = preparedOf.get(item)?.impact !== 'dryRun';
		return {
			item,
			correlationId: preparedOf.get(item)?.settings.correlationId ?? null,
			outcome: 'failure' in outcome ? outcome.failure.outcome : isApplied ? 'applied' : 'notSent',
		};
	});
}

/** One line for n8n's log about what may have been carried out, or nothing. */
export function logLine(ended: Ended): string | undefined {
	const changing = changingItems(ended.prepared);
	const open = fatesOf(ended).filter(
		(fate) => fate.outcome === 'unknown' && changing.has(fate.item),
	);
	if (open.length === 0) return undefined;
	const ids = open.map(({ item, correlationId }) => `${correlationId} (item ${item})`);
	return `CloudCockpit: the execution was canceled while updates were under way, which may have been carried out. Correlation IDs: ${ids.join(', ')}`;
}

/** The items that change something at CloudCockpit. */
function changingItems(prepared: readonly Prepared[]): ReadonlySet<number> {
	const changing = prepared.filter(({ impact }) => impact === 'write' || impact === 'refresh');
	return new Set(changing.map(({ itemIndex }) => itemIndex));
}

/** So many ids are named in a text; the data has all. */
const MAX_IDS = 100;

/** What an execution that stops half-way has already changed, what it may have, and what it left. */
function describeFates(fates: readonly Fate[], prepared: readonly Prepared[]): string[] {
	const changing = changingItems(prepared);
	const itemsWith = (outcome: Fate['outcome']) =>
		fates.filter((fate) => changing.has(fate.item) && fate.outcome === outcome);
	const told: Array<[label: string, fates: Fate[]]> = [
		['Already applied', itemsWith('applied')],
		['Outcome unknown', itemsWith('unknown')],
		['Not sent', itemsWith('notSent')],
		['Rejected', itemsWith('rejected')],
	];
	return told.flatMap(([label, some]) => {
		if (some.length === 0) return [];
		const list = `${label}: ${listItems(some.map(({ item }) => item))}.`;
		if (label !== 'Outcome unknown') return [list];
		const ids = some.slice(0, MAX_IDS).map((fate) => `${fate.correlationId} (${fate.item})`);
		return [
			list,
			`Look for them in CloudCockpit's audit log by correlation ID: ${ids.join(', ')}.`,
		];
	});
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
