import type { IDataObject } from 'n8n-workflow';

import { quote } from './redact';

/**
 * What is known of a call to CloudCockpit, or of an item, that did not succeed. It is data, so that it
 * can become an error item or one of n8n's error classes where the workflow needs it.
 */
export interface Failure {
	/** What happened, for whoever adds advice of its own. */
	kind: FailureKind;
	/** One sentence: what happened. CloudCockpit's own words where it gave any. */
	message: string;
	/** What to do about it, wherever it is read. */
	hint?: string;
	/** HTTP status of the last answer, as text like in n8n's own errors. */
	httpCode?: string;
	/** Network code (`ECONNRESET`) or the `type` that CloudCockpit gave. */
	code?: string;
	/** The `X-Correlation-Id` that was sent, under which CloudCockpit's audit log has the request. */
	correlationId?: string;
	/** The one that the server named instead, where it did. */
	serverCorrelationId?: string;
	/** What was wrong with which field, by the API's own property names. */
	fields?: FieldMessages[];
	/** What n8n's editor knows of an expression that failed, so that it can help. */
	expression?: IDataObject;
	/** How often the request was sent. */
	attempts: number;
	outcome: FailureOutcome;
	/** There when the same request may go through later, which is for those to know who send it again. */
	passing?: Passing;
}

/** What is known of when a fault will be over. */
export interface Passing {
	/** The wait that CloudCockpit asks for, in milliseconds. */
	retryAfterMs?: number;
}

export type FailureKind =
	/** The item's parameters cannot be sent. */
	| 'invalid'
	/** A check held it back before it was sent. */
	| 'refusedBefore'
	/** The user stopped the execution. */
	| 'canceled'
	/** Another item ended the run. */
	| 'stopped'
	/** A write before it to the same target may still be carried out. */
	| 'keptBack'
	/** The server asks to wait longer than there is time. */
	| 'waitTooLong'
	| 'signInRefused'
	/** The sign-in failed for a passing reason. */
	| 'signInUnavailable'
	| 'timedOut'
	| 'hostNotFound'
	| 'unreachable'
	| 'connectionBroke'
	| 'wrongAddress'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	| 'tooManyRequests'
	| 'unavailable'
	/** A success that is not the API's. */
	| 'notTheApi'
	| 'refused'
	/** A defect of ours, or a credential that cannot be used. */
	| 'other';

export interface FieldMessages {
	name: string;
	messages: string[];
}

/**
 * - `notSent`: CloudCockpit has not seen the request, nothing has changed.
 * - `rejected`: CloudCockpit answered that it did not do it.
 * - `unknown`: the request may have been carried out, no trustworthy answer came back.
 */
export type FailureOutcome = 'notSent' | 'rejected' | 'unknown';

/** Carries a `Failure` up to the item that it belongs to. */
export class CallFailure extends Error {
	constructor(readonly failure: Failure) {
		super(failure.message);
		this.name = 'CallFailure';
	}
}

/** The failure of a request that was answered with success, but not as the API does. */
export function notTheApi(message: string, hint: string): CallFailure {
	return new CallFailure({ kind: 'notTheApi', message, hint, attempts: 1, outcome: 'unknown' });
}

/** The same promise, whose failure is changed on its way up. */
export async function mapFailure<T>(
	promise: Promise<T>,
	change: (failure: Failure) => Failure,
): Promise<T> {
	return await promise.catch((error: unknown) => {
		throw error instanceof CallFailure ? new CallFailure(change(error.failure)) : error;
	});
}

/**
 * The same promise, of something that can be missing: when it fails, `without` takes its place. Not so
 * when the run has ended.
 */
export async function orWithout<T>(
	promise: Promise<T>,
	without: (failure: Failure) => Promise<T>,
): Promise<T> {
	return await promise.catch(async (error: unknown) => {
		const failure = failureOf(error);
		if (failure.kind === 'canceled' || failure.kind === 'stopped') throw error;
		return await without(failure);
	});
}

/** So many fields a failure names: more of them nobody reads. */
export const MAX_FIELDS = 20;

/**
 * The same failure, in which whatever somebody else wrote is short and without secrets. The ID that was
 * sent is ours, a secret cannot be in it.
 */
export function quoteFailure(failure: Failure, secrets?: readonly string[]): Failure {
	const clean = (text: string) => quote(text, secrets);
	return {
		...failure,
		message: clean(failure.message),
		hint: failure.hint && clean(failure.hint),
		code: failure.code && clean(failure.code),
		serverCorrelationId: failure.serverCorrelationId && clean(failure.serverCorrelationId),
		fields: failure.fields?.slice(0, MAX_FIELDS).map(({ name, messages }) => ({
			name: clean(name),
			messages: messages.map(clean),
		})),
	};
}

/** The failure that something thrown stands for. */
export function failureOf(thrown: unknown): Failure {
	if (thrown instanceof CallFailure) return thrown.failure;
	const said = quote(thrown instanceof Error ? thrown.message : String(thrown));
	// A credential that is not usable says so itself; anything else met what nobody had thought of.
	const isDefect = thrown instanceof TypeError || thrown instanceof RangeError;
	const message = isDefect ? `The node could not make sense of what it got (${said})` : said;
	return { kind: 'other', message, attempts: 0, outcome: 'unknown' };
}
