import { randomUUID } from 'crypto';
import type { IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import { type Api, createApi } from '../shared/api/api';
import {
	type CallContext,
	type Connection,
	credentialTypeOf,
	readConnection,
} from '../shared/api/connection';
import { createThrottle } from '../shared/api/throttle/throttle';
import type { TriggerValues } from './parameters';

/** What a poll waits for rate limits; what would take longer is left to the next poll. */
const WAIT_BUDGET_MS = 10_000;
/** For the refreshes: pages come one after the other. */
const MAX_CONCURRENCY = 4;

/** The API as one poll calls it, under one correlation ID. */
export interface PollSession {
	api: Api;
	connection: Connection;
}

/**
 * Signs in with the credential that the node uses. When the signal fires, what is under way ends.
 * @throws Error in plain words when the credential cannot be used.
 */
export async function openSession(
	context: IPollFunctions,
	{ authentication, options }: TriggerValues,
	signal: AbortSignal,
): Promise<PollSession> {
	const connection = await readConnection(context, credentialTypeOf(authentication));
	const throttle = createThrottle({
		maxConcurrency: MAX_CONCURRENCY,
		waitBudgetMs: WAIT_BUDGET_MS,
		signal,
	});
	const api = createApi(
		{ context: endingWith(signal, context), connection, throttle },
		{
			correlationId: randomUUID(),
			maxRetries: options.maxRetries,
			timeoutMs: options.timeout * 1_000,
			retryUnknownOutcome: false,
		},
	);
	return { api, connection };
}

/** The same context, whose requests end when the signal fires: a poll has no signal of its own. */
function endingWith(signal: AbortSignal, context: IPollFunctions): CallContext {
	const { httpRequestWithAuthentication: request } = context.helpers;
	const helpers: IPollFunctions['helpers'] = {
		...context.helpers,
		async httpRequestWithAuthentication(type, options: IHttpRequestOptions, more) {
			// The same object: n8n writes the token into it, which tells whether anything was sent.
			options.abortSignal = signal;
			return (await request.call(this, type, options, more)) as unknown;
		},
	};
	return Object.create(context, { helpers: { value: helpers } }) as IPollFunctions;
}
