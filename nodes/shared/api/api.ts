import type { GenericValue, IDataObject } from 'n8n-workflow';

import type { Outgoing } from './reply';
import { type AnswerOf, type Arguments, fillPath, type PathWith } from './paths';
import type { Effect } from './rules';
import { type CallSettings, send, type Session } from './send';

export type { CallSettings, Session };

/**
 * The API as one item of a run calls it. Paths, parameters and bodies are those of the OpenAPI file.
 * Every call waits for its turn and repeats what may be repeated.
 * @throws CallFailure when there is no good answer.
 */
export interface Api {
	/** Under which the audit log has the item's requests. */
	readonly correlationId: string;
	/** Tells the user something that is no failure, where there is a place for it. */
	readonly tell?: (message: string) => void;
	/**
	 * Gets something. Resolves with the JSON of the answer. What is `isOptional` does not end the run when
	 * it cannot be had.
	 */
	read<P extends PathWith<'get'>>(
		path: P,
		given: Arguments<'get', P>,
		how?: { isOptional: boolean },
	): Promise<AnswerOf<P>>;
	/** Fetches state from Microsoft, which may be repeated. Resolves with the answer, if any. */
	refresh<P extends PathWith<'post'>>(path: P, given: Arguments<'post', P>): Promise<unknown>;
	/** Gets whatever is at a path, which need not be in the OpenAPI file: any JSON, or nothing. */
	get(path: string, query?: IDataObject): Promise<unknown>;
	/**
	 * Writes. Resolves with the answer, if any, when CloudCockpit has confirmed. What is `safeToRepeat`
	 * is also sent again when it may have been carried out.
	 */
	write(request: WriteRequest, how?: { safeToRepeat: boolean }): Promise<unknown>;
}

/** A write as it goes out, and as a dry run shows it. */
export interface WriteRequest {
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** With its parameters filled in, starting with a slash. */
	path: string;
	query?: IDataObject;
	body?: GenericValue;
}

/** Returns the request of a write, as the contract has it. No network. */
export function patch<P extends PathWith<'patch'>>(
	path: P,
	given: Arguments<'patch', P>,
): WriteRequest {
	const { path: values, body } = given as Given;
	return { method: 'PATCH', path: fillPath(path, values), body: body ?? {} };
}

interface Given {
	path?: Readonly<Record<string, unknown>>;
	query?: IDataObject;
	body?: IDataObject;
}

/** Returns the API for one item, whose settings and correlation ID all its calls have. */
export function createApi(session: Session, settings: CallSettings): Api {
	const { correlationId, timeoutMs } = settings;
	const call = async (
		effect: Effect,
		request: Pick<Outgoing, 'method' | 'path' | 'query' | 'body'>,
		own: Partial<CallSettings> = {},
	) => {
		const outgoing = { ...request, correlationId, timeoutMs };
		return await send(session, { ...settings, ...own }, effect, outgoing);
	};
	return {
		correlationId,
		tell: session.tell,
		read: async <P extends PathWith<'get'>>(
			path: P,
			given: Arguments<'get', P>,
			how?: { isOptional: boolean },
		) => {
			const { path: values, query } = given as Given;
			const request = { method: 'GET', path: fillPath(path, values), query } as const;
			return (await call('read', request, how)) as AnswerOf<P>;
		},
		refresh: async (path, given) =>
			await call('refresh', { method: 'POST', path: fillPath(path, (given as Given).path) }),
		get: async (path, query) => await call('get', { method: 'GET', path, query }),
		write: async (request, how) => {
			const retryUnknownOutcome = how?.safeToRepeat || settings.retryUnknownOutcome;
			return await call('update', request, { retryUnknownOutcome });
		},
	};
}
