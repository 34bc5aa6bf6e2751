import type { IDataObject } from 'n8n-workflow';

import type { CallContext, Connection } from './connection';
import type { paths } from './contract';
import { exchange, type Outgoing, type Reply } from './exchange';
import { describeClosed, describeReply, type Sent } from './errors';
import { CallFailure } from './failure';
import { type Effect, isHealthy, isRateLimited, judge, outcomeOf } from './retry';
import { type Throttle, ThrottleClosed } from './throttle';

type Method = 'get' | 'post' | 'patch';

/** The paths of the contract that know a method. */
type PathWith<M extends Method> = {
	[P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths] &
	string;

type ParametersOf<M extends Method, P extends PathWith<M>> = paths[P][M] extends {
	parameters: infer T;
}
	? T
	: never;

type PathParameters<M extends Method, P extends PathWith<M>> =
	ParametersOf<M, P> extends { path: infer T } ? { path: T } : { path?: undefined };

type QueryParameters<M extends Method, P extends PathWith<M>> =
	ParametersOf<M, P> extends { query: infer T }
		? { query: T }
		: { query?: NonNullable<ParametersOf<M, P> extends { query?: infer T } ? T : never> };

type BodyOf<M extends Method, P extends PathWith<M>> = paths[P][M] extends {
	requestBody: { content: { 'application/json': infer T } };
}
	? { body: T }
	: { body?: undefined };

type Arguments<M extends Method, P extends PathWith<M>> = PathParameters<M, P> &
	QueryParameters<M, P> &
	BodyOf<M, P>;

type AnswerOf<P extends PathWith<'get'>> = paths[P]['get'] extends {
	responses: { 200: { content: { 'application/json': infer T } } };
}
	? T
	: never;

/**
 * The API as one item of a run calls it. Paths, parameters and bodies are those of the OpenAPI
 * file. All three wait for their turn, repeat what may be repeated, and throw CallFailure.
 */
export interface Api {
	/** Under which the audit log has the item's requests. */
	readonly correlationId: string;
	/** Gets something. Resolves with the JSON of the answer. */
	read<P extends PathWith<'get'>>(path: P, parameters: Arguments<'get', P>): Promise<AnswerOf<P>>;
	/** Fetches state from Microsoft, which may be repeated. Resolves with the answer, if any. */
	refresh<P extends PathWith<'post'>>(path: P, parameters: Arguments<'post', P>): Promise<unknown>;
	/** Writes. Resolves when CloudCockpit has confirmed, with or without a body. */
	update<P extends PathWith<'patch'>>(path: P, parameters: Arguments<'patch', P>): Promise<void>;
}

export interface CallSettings {
	correlationId: string;
	/** How often a request is sent again at most. */
	maxRetries: number;
	/** For one request, in milliseconds. */
	timeoutMs: number;
	/** Whether updates are repeated although they may have been carried out. */
	retryUnknownOutcome: boolean;
}

/** What all items of a run share. */
export interface Session {
	context: CallContext;
	connection: Connection;
	throttle: Throttle;
}

/** Gives an item its view of the API. */
export function createApi(session: Session, settings: CallSettings): Api {
	const call = async (effect: Effect, method: Outgoing['method'], path: string, given: Given) =>
		await send(session, settings, effect, {
			method,
			path: fillPath(path, given.path),
			query: given.query as IDataObject | undefined,
			body: given.body,
			correlationId: settings.correlationId,
			timeoutMs: settings.timeoutMs,
		});
	return {
		correlationId: settings.correlationId,
		read: async <P extends PathWith<'get'>>(path: P, given: Arguments<'get', P>) =>
			(await call('read', 'GET', path, given)) as AnswerOf<P>,
		refresh: async (path, given) => await call('refresh', 'POST', path, given),
		update: async (path, given) => {
			await call('update', 'PATCH', path, given);
		},
	};
}

interface Given {
	path?: unknown;
	query?: unknown;
	body?: unknown;
}

/** The request as text for a dry run: method, path and body exactly as they would be sent. */
export function previewUpdate<P extends PathWith<'patch'>>(
	path: P,
	given: Arguments<'patch', P>,
): IDataObject {
	const { path: values, body } = given as Given;
	return { method: 'PATCH', path: fillPath(path, values), body: body as IDataObject };
}

/** Fills in `{name}`. Values were checked before; encoding keeps them one path segment anyway. */
function fillPath(template: string, values: unknown): string {
	const byName = (values ?? {}) as Record<string, string>;
	return template.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(byName[name] ?? ''),
	);
}

async function send(
	session: Session,
	settings: CallSettings,
	effect: Effect,
	outgoing: Outgoing,
): Promise<unknown> {
	const { connection, context, throttle } = session;
	const sent: Sent = { outgoing, attempts: 0, connection, effect, uncertain: false };
	let last: Reply | undefined;
	for (let attempt = 1; ; attempt += 1) {
		const place = await orFail(throttle.enter(), last, sent);
		last = await exchange(context, connection, outgoing);
		const verdict = judge(last, attempt, { ...settings, effect });
		const pauseMs = verdict.act === 'repeat' && verdict.pauseAll ? verdict.waitMs : undefined;
		place.leave({
			healthy: isHealthy(last),
			rateLimited: isRateLimited(last),
			failed: verdict.act === 'fail',
			pauseMs,
		});
		if (verdict.act === 'accept') return last.kind === 'answer' ? last.body : undefined;
		sent.attempts = attempt;
		sent.uncertain ||= effect !== 'read' && outcomeOf(last, effect) === 'unknown';
		if (verdict.act === 'fail') {
			throw new CallFailure(describeReply(last, verdict.outcome, sent));
		}
		if (!verdict.pauseAll) await orFail(throttle.rest(verdict.waitMs), last, sent);
	}
}

/** Turns a closed throttle into the failure of the request that waited for it. */
async function orFail<T>(waiting: Promise<T>, last: Reply | undefined, sent: Sent): Promise<T> {
	return await waiting.catch((closed: unknown) => {
		if (closed instanceof ThrottleClosed) throw describeClosed(closed.reason, last, sent);
		throw closed;
	});
}
