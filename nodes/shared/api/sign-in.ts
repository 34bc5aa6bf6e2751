import { networkFault } from './network';
import type { SignInRefused } from './reply';
import { causesOf, codeOf, textsOf, type TransportError } from './transport-error';

/** axios' code for an answer that took too long. */
export const TIMED_OUT = 'ECONNABORTED';

/** What a sign-in service says for good. Every other error that it names may pass. */
const FOR_GOOD: ReadonlySet<unknown> = new Set([
	'access_denied',
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_resource',
	'invalid_scope',
	'invalid_target',
	'unauthorized_client',
	'unsupported_grant_type',
]);

/** How n8n says that the token answer had no token in it. */
const LACKS_TOKEN = 'Unable to sign without access token';

/** Where the status of a token answer is in the text only. */
const STATUS_IN_TEXT = /(?:HTTP status|with status code) (\d{3})\b/;
const STATUS = /^\d{3}$/;

/** What an error says that came before a request had its token: whatever it is, nothing was sent. */
export function signInRefusalOf(error: unknown): SignInRefused {
	const chain = causesOf(error);
	const body = chain.map((link) => link.body).find((found) => typeof found === 'object' && found);
	const { error_description: description, error: named } = (body ?? {}) as Record<string, unknown>;
	const texts = chain.flatMap(textsOf);
	const said = [description, named, ...chain.slice(-1).flatMap(textsOf)];
	const status = chain.map(statusOf).find((found) => found !== undefined) ?? statusIn(texts);
	const code = codeOf(chain);
	const lacksToken = texts.some((text) => text.includes(LACKS_TOKEN));
	return {
		kind: 'signInRefused',
		status,
		code,
		detail: said.find((text) => typeof text === 'string') ?? '',
		passing: lacksToken || isPassing(status, code, named),
		lacksToken,
	};
}

/** Whether the sign-in could go through later: not with a refused secret. */
function isPassing(status: number | undefined, code: string, named: unknown): boolean {
	if (status === 429 || status === 408 || (status ?? 0) >= 500) return true;
	if (typeof named === 'string') return !FOR_GOOD.has(named);
	// A page in the place of a token comes from something in between.
	if (status !== undefined) return status < 400;
	return networkFault(code).passing;
}

function statusOf({ status, httpCode }: TransportError): number | undefined {
	if (typeof status === 'number') return status;
	return STATUS.test(String(httpCode)) ? Number(httpCode) : undefined;
}

function statusIn(texts: readonly string[]): number | undefined {
	const found = texts.map((text) => STATUS_IN_TEXT.exec(text)?.[1]).find(Boolean);
	return found === undefined ? undefined : Number(found);
}
