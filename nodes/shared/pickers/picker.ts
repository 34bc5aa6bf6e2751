import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Api } from '../api/api';
import { credentialTypeOf } from '../api/connection';
import { textOf } from '../api/error-body';
import { type Failure, failureOf, mapFailure } from '../api/failure';
import { openApi, type OpenLimits } from '../api/open';
import { toNodeError } from '../node-error';
import { advise, type Words } from '../words';

/** A person waits for a list: few repeats, short waits, and no repeat of what takes all the time. */
const TOTAL_MS = 20_000;
const LIMITS: OpenLimits = {
	maxConcurrency: 2,
	waitBudgetMs: 10_000,
	maxRetries: 2,
	timeoutMs: TOTAL_MS,
};

const AGAIN = { hint: 'Open the list again in a moment.' };
const WORDS: Words = {
	labels: new Map(),
	advice: {
		timedOut: AGAIN,
		tooManyRequests: AGAIN,
		waitTooLong: { ...AGAIN, message: ', longer than a list may take' },
	},
};

const TOO_SLOW: Failure = {
	kind: 'timedOut',
	message: `CloudCockpit did not answer within ${TOTAL_MS / 1_000} seconds`,
	attempts: 1,
	outcome: 'unknown',
};

/**
 * Returns what `look` finds for a drop-down, signed in with the credential that the node uses.
 * @throws The error that `toError` makes. Its message says what happened and what to do, because n8n
 * shows nothing else when a list cannot be filled.
 */
export async function pick<T>(
	context: ILoadOptionsFunctions,
	look: (api: Api) => Promise<T>,
	toError: typeof toNodeError = toNodeError,
): Promise<T> {
	const over = AbortSignal.timeout(TOTAL_MS);
	try {
		const credentialType = credentialTypeOf(context.getCurrentNodeParameter('authentication'));
		const { api } = await openApi(context, credentialType, LIMITS, over);
		return await look(api);
	} catch (error) {
		const failure = advise(over.aborted ? TOO_SLOW : failureOf(error), WORDS);
		const { message: happened, hint, correlationId } = failure;
		const message = hint === undefined ? happened : `${happened.replace(/\.?$/, '.')} ${hint}`;
		const description = correlationId === undefined ? '' : `Correlation ID: ${correlationId}`;
		throw toError(context.getNode(), failure, { message, description });
	}
}

const GDAP_ADVICE =
	'CloudCockpit reads this from Microsoft, which needs an active GDAP relationship with the customer.';

/** Statuses with which the API may answer when Microsoft does not let it look. */
const REFUSED: ReadonlySet<string | undefined> = new Set(['400', '403', '404']);

/** The same promise, whose refusal names the usual reason for lists that come from Microsoft. */
export async function withGdapAdvice<T>(promise: Promise<T>): Promise<T> {
	return await mapFailure(promise, (failure) => {
		if (!REFUSED.has(failure.httpCode)) return failure;
		return { ...failure, hint: [GDAP_ADVICE, failure.hint].filter(Boolean).join(' ') };
	});
}

/** An entry for what has an id, which stands for a name that is missing; none for what has no id. */
export function entry(id: unknown, name: unknown): Array<{ name: string; value: string }> {
	const value = textOf(id);
	return value === undefined ? [] : [{ name: textOf(name) ?? value, value }];
}

/**
 * An entry that is no choice but says why there is none; its empty value is refused on a run. Of a
 * long text n8n shows only the beginning: about 55 characters.
 */
export function explanation(text: string): { name: string; value: string } {
	return { name: `(${text})`, value: '' };
}

/** The order of a list: the same on every server, whatever its language. */
export function byName(one: { name: string }, other: { name: string }): number {
	return one.name.localeCompare(other.name, 'en');
}
