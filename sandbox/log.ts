/** What the sandbox received, and what it did about it. */
import type { OperationId } from '../openapi/document';

export interface LoggedRequest {
	method: string;
	/** As it came, before decoding and without the query. */
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string | string[] | undefined>;
	rawBody: string;
	/** The body as JSON or as form fields; the text itself when it is neither. */
	body: unknown;
	/** The status answered; null while or when there was no answer. */
	status: number | null;
	/** When it arrived, in milliseconds since 1970. */
	at: number;
	/** Whether an operation was carried out with success. */
	applied: boolean;
	/** The operation of the contract; undefined for a path outside of it. */
	operationId?: OperationId;
}

/** An entry of the audit log: an update or a refresh, refused or carried out. */
export interface AuditEntry {
	correlationId: string;
	operation: OperationId;
	customerId: string;
	/** The user for licenses, else the provider instance. */
	target?: string;
	at: string;
	succeeded: boolean;
}

/** Oldest entries go when a log is full, so that a sandbox can run for days. */
const MAX_ENTRIES = 100_000;
const DROPPED_AT_ONCE = 10_000;

/** Adds to a log in place. */
export function append<Entry>(log: Entry[], entry: Entry): void {
	if (log.length >= MAX_ENTRIES) log.splice(0, DROPPED_AT_ONCE);
	log.push(entry);
}

/** A header of a request, by its name in small letters. */
export function header({ headers }: LoggedRequest, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}

/** The media type of a request's body, without parameters; empty when it has none. */
export const mediaType = (request: LoggedRequest): string =>
	header(request, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
