import { randomUUID } from 'crypto';
import { type ILoadOptionsFunctions, type JsonObject, NodeApiError } from 'n8n-workflow';

import { type Api, createApi } from '../../shared/api/calls';
import { readConnection } from '../../shared/api/connection';
import { CallFailure } from '../../shared/api/failure';
import { createThrottle } from '../../shared/api/throttle';
import { toGuid, toText, unwrapLocator } from '../../shared/items/values';

/** A person waits for a list: few repeats, short waits. */
const MAX_RETRIES = 2;
const TIMEOUT_MS = 20_000;
const WAIT_BUDGET_MS = 10_000;

/**
 * Gives a picker its view of the API, signed in with the credential that the node uses.
 * @throws NodeApiError whose message says what happened and what to do: of a drop-down that cannot
 * be filled, n8n shows nothing else.
 */
export async function withApi<T>(
	context: ILoadOptionsFunctions,
	look: (api: Api) => Promise<T>,
): Promise<T> {
	const usesToken = context.getCurrentNodeParameter('authentication') === 'accessToken';
	try {
		const connection = await readConnection(
			context,
			usesToken ? 'cloudCockpitApi' : 'cloudCockpitOAuth2Api',
		);
		const throttle = createThrottle({ maxConcurrency: 2, waitBudgetMs: WAIT_BUDGET_MS });
		const api = createApi(
			{ context, connection, throttle },
			{
				correlationId: randomUUID(),
				maxRetries: MAX_RETRIES,
				timeoutMs: TIMEOUT_MS,
				retryUnknownOutcome: false,
			},
		);
		return await look(api);
	} catch (error) {
		throw toNodeError(context, error);
	}
}

function toNodeError(context: ILoadOptionsFunctions, error: unknown): NodeApiError {
	const happened = error instanceof Error ? error.message : String(error);
	const failure = error instanceof CallFailure ? error.failure : undefined;
	const message = failure?.hint ? `${happened.replace(/\.?$/, '.')} ${failure.hint}` : happened;
	const description = failure?.correlationId && `Correlation ID: ${failure.correlationId}`;
	const options = { message, description, httpCode: failure?.httpCode };
	const shown = new NodeApiError(context.getNode(), { message } as JsonObject, options);
	shown.message = message;
	return shown;
}

/** The GUID chosen in a field above, or undefined when it is empty or an expression. */
export function chosenGuid(context: ILoadOptionsFunctions, name: string): string | undefined {
	return toGuid(unwrapLocator(context.getCurrentNodeParameter(name)));
}

/** Whether a field above holds an expression, whose value is only known when the workflow runs. */
export function isExpression(context: ILoadOptionsFunctions, name: string): boolean {
	const text = toText(unwrapLocator(context.getCurrentNodeParameter(name)));
	return text?.startsWith('=') ?? false;
}

/**
 * An entry that is no choice but says why there is none; its empty value is refused on a run. Of a
 * long text n8n shows only the beginning: about 55 characters.
 */
export function explanation(text: string): { name: string; value: string } {
	return { name: `(${text})`, value: '' };
}

/** Says what must be chosen above before a list can be shown, or nothing when all is there. */
export function missingAbove(
	context: ILoadOptionsFunctions,
	fields: ReadonlyArray<{ name: string; label: string }>,
): string | undefined {
	const missing = fields.find(({ name }) => chosenGuid(context, name) === undefined);
	if (!missing) return undefined;
	return isExpression(context, missing.name)
		? `${missing.label} is an expression: make this one too`
		: `Choose ${missing.label} first`;
}
