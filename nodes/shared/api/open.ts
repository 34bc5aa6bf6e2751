import { randomUUID } from 'crypto';

import { type Api, createApi } from './api';
import {
	type CallContext,
	type Connection,
	type CredentialType,
	readConnection,
	withCancelSignal,
} from './connection';
import { joinCrowd } from './throttle/crowd';

/** What something that ends by itself, as a drop-down or a poll, may take. */
export interface OpenLimits {
	maxConcurrency: number;
	/** For rate limits, in milliseconds. */
	waitBudgetMs: number;
	maxRetries: number;
	/** For one request, in milliseconds. */
	timeoutMs: number;
}

/**
 * Signs in with the credential that the node uses. Returns the API under one new correlation ID. When
 * the signal fires, what is under way ends.
 * @throws Error in plain words when the credential cannot be used.
 */
export async function openApi(
	context: CallContext,
	credentialType: CredentialType,
	{ maxConcurrency, waitBudgetMs, maxRetries, timeoutMs }: OpenLimits,
	signal: AbortSignal,
): Promise<{ api: Api; connection: Connection }> {
	const connection = await readConnection(context, credentialType);
	const throttle = joinCrowd(connection, { maxConcurrency, waitBudgetMs, signal });
	const api = createApi(
		{ context: withCancelSignal(context, signal), connection, throttle },
		{ correlationId: randomUUID(), maxRetries, timeoutMs, retryUnknownOutcome: false },
	);
	return { api, connection };
}
