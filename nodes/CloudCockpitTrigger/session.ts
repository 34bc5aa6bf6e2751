import type { IPollFunctions } from 'n8n-workflow';

import type { Api } from '../shared/api/api';
import { type Connection, credentialTypeOf } from '../shared/api/connection';
import { openApi } from '../shared/api/open';
import { createLookUps, resolvePending } from '../shared/fields/look-up';
import type { TriggerParameters } from './parameters';

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
 * Signs in with the credential that the node uses, and finds what the parameters only describe. When
 * the signal fires, what is under way ends.
 * @throws Error in plain words when the credential cannot be used.
 * @throws CallFailure when what is described cannot be found.
 */
export async function openSession(
	context: IPollFunctions,
	{ values: { authentication, options }, pending }: TriggerParameters,
	signal: AbortSignal,
): Promise<PollSession> {
	const limits = {
		maxConcurrency: MAX_CONCURRENCY,
		waitBudgetMs: WAIT_BUDGET_MS,
		maxRetries: options.maxRetries,
		timeoutMs: options.timeout * 1_000,
	};
	const session = await openApi(context, credentialTypeOf(authentication), limits, signal);
	await resolvePending(pending, session.api, createLookUps(), {});
	return session;
}
