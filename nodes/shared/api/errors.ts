import type { ClosedReason } from './throttle';
import type { Connection } from './connection';
import type { Answer, Outgoing, Reply, SignInRefused, Silence } from './exchange';
import { CallFailure, type Failure, type FailureOutcome, type FieldMessages } from './failure';
import { redact } from './redact';
import { type Effect, isWebPage, outcomeOf } from './retry';
import { expiryOf } from './token';

/** A request and how often it was sent. */
export interface Sent {
	outgoing: Outgoing;
	attempts: number;
	connection: Connection;
	effect: Effect;
	/** Whether an earlier attempt may have been carried out, which no later refusal undoes. */
	uncertain: boolean;
}

/** The error shape of the contract; every part of it may be missing. */
interface ApiErrorBody {
	type?: unknown;
	description?: unknown;
	correlationId?: unknown;
	errors?: unknown;
}

interface Explanation {
	message: string;
	hint?: string;
}

const CHECK_STATE =
	'It may have been carried out. Look in CloudCockpit, by the correlation ID in its audit log, before you send it again.';

/** Says what a reply that was not accepted means for the user. */
export function describeReply(reply: Reply, lastOutcome: FailureOutcome, sent: Sent): Failure {
	const outcome = sent.uncertain ? 'unknown' : lastOutcome;
	const failure: Failure = {
		...explain(reply, sent),
		attempts: sent.attempts,
		outcome,
		correlationId: sent.outgoing.correlationId,
	};
	if (reply.kind === 'answer') {
		const body = errorBodyOf(reply);
		failure.httpCode = String(reply.status);
		failure.code = textOf(body.type);
		failure.fields = fieldsOf(body);
		failure.correlationId = textOf(body.correlationId) ?? failure.correlationId;
	} else {
		failure.code = reply.code;
	}
	if (outcome === 'unknown' && sent.outgoing.method !== 'GET') {
		failure.hint = [failure.hint, CHECK_STATE].filter(Boolean).join(' ');
	}
	return redactFailure(failure, sent.connection.secrets);
}

/** The failure of a request that could not wait any longer, or was stopped with the execution. */
export function describeClosed(
	reason: ClosedReason,
	last: Reply | undefined,
	sent: Sent,
): CallFailure {
	const known = last && describeReply(last, outcomeOf(last, sent.effect), sent);
	return new CallFailure(
		{
			outcome: 'notSent',
			correlationId: sent.outgoing.correlationId,
			...known,
			hint: undefined,
			...explainClosed(reason),
			attempts: sent.attempts,
		},
		reason.stopped,
	);
}

function explainClosed(reason: ClosedReason): Explanation {
	if (reason.cancelled) {
		return { message: 'The execution was canceled before CloudCockpit confirmed this item' };
	}
	if (reason.stopped) return { message: 'Another item failed before this one was sent' };
	const seconds = Math.ceil(reason.waitMs / 1000);
	return {
		message: `CloudCockpit asks to wait ${countOf(seconds, 'second')}, longer than this run may still wait`,
		hint: 'Run the workflow again later with these items.',
	};
}

function explain(reply: Reply, sent: Sent): Explanation {
	if (reply.kind === 'signInRefused') return explainSignIn(reply);
	if (reply.kind === 'silence') return explainSilence(reply, sent);
	const general = explainStatus(reply, sent);
	const ownWords = textOf(errorBodyOf(reply).description);
	return ownWords === undefined ? general : { ...general, message: ownWords };
}

function explainSignIn(reply: SignInRefused): Explanation {
	if (/invalid_client|client|secret|AADSTS7000/i.test(`${reply.code} ${reply.detail}`)) {
		return {
			message: 'The sign-in service refused the client ID or the client secret',
			hint: `Copy both again from the API Access in CloudCockpit's settings into the credential. The service said: ${reply.detail}`,
		};
	}
	return {
		message: 'The sign-in service did not give an access token',
		hint: `Check Access Token URL, Scope, Client ID and Client Secret in the credential. The service said: ${reply.detail}`,
	};
}

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT']);
const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN']);

function explainSilence(reply: Silence, sent: Sent): Explanation {
	const host = new URL(sent.connection.baseUrl).host;
	if (TIMEOUT_CODES.has(reply.code) && !reply.undelivered) {
		return {
			message: `CloudCockpit did not answer within ${countOf(sent.outgoing.timeoutMs / 1000, 'second')}`,
			hint: 'Raise Timeout in the options if this happens often.',
		};
	}
	if (NAME_CODES.has(reply.code)) {
		return {
			message: `The address ${host} was not found`,
			hint: 'Check the Base URL in the credential and the network of this n8n.',
		};
	}
	if (reply.undelivered) {
		return {
			message: `No connection to ${host} could be made`,
			hint: 'Check the Base URL in the credential, and whether a firewall, a proxy or the SSRF protection of this n8n blocks it.',
		};
	}
	return { message: 'The connection to CloudCockpit broke before an answer was complete' };
}

function explainStatus(reply: Answer, sent: Sent): Explanation {
	const { status } = reply;
	if (status >= 300 && status < 400) return explainWrongAddress(sent);
	if (status === 401) return explainUnauthorized(sent.connection);
	if (status === 403) {
		return {
			message: 'CloudCockpit does not allow this',
			hint: `The API Access needs the role csp or reseller and must belong to the tenant ${sent.connection.tenant} of the credential. A reseller reaches its own customers only.`,
		};
	}
	if (status === 404) {
		const ids = idsOf(sent.outgoing.path);
		// A list of the whole tenant is always there.
		if (ids === '') return explainWrongAddress(sent);
		return {
			message: 'CloudCockpit does not know what this item names',
			hint: `Check that these belong together: ${ids}.`,
		};
	}
	if (status === 429) {
		return {
			message: `CloudCockpit refused the request ${times(sent.attempts)} because there were too many`,
			hint: 'Lower Max Concurrency or raise Max Retries in the options.',
		};
	}
	if (isWebPage(reply) && status < 500) return explainWrongAddress(sent);
	if (status >= 500) {
		return {
			message: `CloudCockpit is not available at the moment (status ${status})`,
			hint: 'Try again later. Give the correlation ID to CloudCockpit support if it stays so.',
		};
	}
	if (status < 300) return { message: 'The answer of CloudCockpit was cut off or is not JSON' };
	return { message: `CloudCockpit refused the request (status ${status})` };
}

function explainWrongAddress(sent: Sent): Explanation {
	return {
		message: `${new URL(sent.connection.baseUrl).host} did not answer like the CloudCockpit API`,
		hint: 'Check the Base URL in the credential.',
	};
}

function explainUnauthorized(connection: Connection): Explanation {
	if (connection.accessToken === undefined) {
		return {
			message: 'CloudCockpit did not accept the access token',
			hint: `Check in the credential that Client ID, Scope and Tenant (${connection.tenant}) belong to the same API Access.`,
		};
	}
	const expiry = expiryOf(connection.accessToken);
	const renew =
		'Paste a new token into the credential, or use the OAuth2 credential, which renews itself.';
	if (expiry && expiry.getTime() <= Date.now()) {
		return { message: `The access token expired at ${expiry.toISOString()}`, hint: renew };
	}
	const until = expiry ? ` It would be valid until ${expiry.toISOString()}.` : '';
	return { message: 'CloudCockpit did not accept the access token', hint: `${renew}${until}` };
}

/** The ids in a path, each with what it is the id of: `Customers 3fa8…, provider-instances cb3c…`. */
function idsOf(path: string): string {
	const named = [...path.matchAll(/([a-z-]+)\/([0-9a-f-]{36})/gi)];
	return named.map(([, name = '', id = '']) => `${name} ${id}`).join(', ');
}

function countOf(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}

function errorBodyOf(answer: Answer): ApiErrorBody {
	const { body } = answer;
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
}

function fieldsOf(body: ApiErrorBody): FieldMessages[] | undefined {
	if (!Array.isArray(body.errors)) return undefined;
	const fields = (body.errors as unknown[]).flatMap((entry) => {
		const { propertyName, description } = (entry ?? {}) as Record<string, unknown>;
		const messages = [description].flat().filter((text) => textOf(text) !== undefined);
		return messages.length === 0
			? []
			: [{ name: textOf(propertyName) ?? '', messages: messages.map(String) }];
	});
	return fields.length === 0 ? undefined : fields;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function redactFailure(failure: Failure, secrets: string[]): Failure {
	const clean = (text: string) => redact(text, secrets);
	return {
		...failure,
		message: clean(failure.message),
		hint: failure.hint && clean(failure.hint),
		code: failure.code && clean(failure.code),
		correlationId: failure.correlationId && clean(failure.correlationId),
		fields: failure.fields?.map(({ name, messages }) => ({
			name: clean(name),
			messages: messages.map(clean),
		})),
	};
}
