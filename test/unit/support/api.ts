import type { IDataObject } from 'n8n-workflow';

import { createApi, type Session } from '../../../nodes/shared/api/api';
import type { CallContext } from '../../../nodes/shared/api/connection';
import { CallFailure, type Failure } from '../../../nodes/shared/api/failure';
import { createThrottle } from '../../../nodes/shared/api/throttle/throttle';
import { ID, sent } from '../api/sent';

/** What n8n's helper gives or throws, one after the other; then `{}` each time. */
export type Answers = Array<
	{ status: number; body?: unknown; headers?: object } | { code: string }
>;

/** A request as n8n's helper gets it. */
export interface Request {
	method: string;
	url: string;
	qs?: Record<string, unknown>;
	body?: IDataObject;
	headers: Record<string, string>;
	timeout: number;
}

/** n8n's request helper, which answers without a network and keeps what it was given. */
export function createHelper(answers: Answers) {
	const requests: Request[] = [];
	const left = [...answers];
	const httpRequestWithAuthentication = async (_: string, request: Request) => {
		requests.push(request);
		const next = left.shift() ?? { status: 200, body: {} };
		if ('code' in next) throw Object.assign(new Error('Failed'), next);
		return { statusCode: next.status, headers: next.headers ?? {}, body: next.body };
	};
	return { requests, httpRequestWithAuthentication };
}

export const SETTINGS = {
	correlationId: ID,
	maxRetries: 2,
	timeoutMs: 5_000,
	retryUnknownOutcome: false,
};

/** The API of one item, which meets these answers. */
export function apiThatMeets(answers: Answers, settings = {}, throttle = {}) {
	const { requests, ...helpers } = createHelper(answers);
	const session: Session = {
		context: { helpers } as unknown as CallContext,
		connection: { ...sent().connection, credentialType: 'cloudCockpitApi' },
		throttle: createThrottle().join({ maxConcurrency: 1, waitBudgetMs: 1_000, ...throttle }),
	};
	const api = createApi(session, { ...SETTINGS, ...settings });
	return { api, requests, session };
}

/** The failure with which a call ends. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	const error: unknown = await promise.then(
		() => new Error('It succeeded'),
		(thrown: unknown) => thrown,
	);
	if (error instanceof CallFailure) return error.failure;
	throw error;
}

/** Requests as `METHOD /path?query`. */
export function callsOf(requests: readonly Request[]): string[] {
	const { baseUrl } = sent().connection;
	return requests.map(({ method, url, qs = {} }) => {
		const given = Object.entries(qs).filter(([, value]) => value !== undefined);
		const query = new URLSearchParams(
			Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
		);
		return `${method} ${url.slice(baseUrl.length)}${query.size === 0 ? '' : `?${query}`}`;
	});
}
