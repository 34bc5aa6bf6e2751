/**
 * What is known of a call to CloudCockpit that did not succeed. It is data, so that it can become
 * an error item or one of n8n's error classes where the workflow needs it.
 */
export interface Failure {
	/** One sentence: what happened. CloudCockpit's own words where it gave any. */
	message: string;
	/** What to do about it. */
	hint?: string;
	/** HTTP status of the last answer, as text like in n8n's own errors. */
	httpCode?: string;
	/** Network code (`ECONNRESET`) or the `type` that CloudCockpit gave. */
	code?: string;
	/** The `X-Correlation-Id` under which CloudCockpit's audit log has the request. */
	correlationId?: string;
	/** What was wrong with which field, by the API's own property names. */
	fields?: FieldMessages[];
	/** How often the request was sent. */
	attempts: number;
	outcome: FailureOutcome;
}

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
	/** `ended`: whether it is no fault of the item's, but the run had ended by another one's. */
	constructor(
		readonly failure: Failure,
		readonly ended = false,
	) {
		super(failure.message);
		this.name = 'CallFailure';
	}
}

/** The same promise, whose failure says in which situation it came. */
export async function withContext<T>(situation: string, promise: Promise<T>): Promise<T> {
	return await promise.catch((error: unknown) => {
		throw error instanceof CallFailure
			? new CallFailure({ ...error.failure, message: `${situation}. ${error.failure.message}` })
			: error;
	});
}
