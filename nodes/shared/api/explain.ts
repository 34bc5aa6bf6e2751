import type { Connection } from './connection';
import { errorBodyOf, textOf } from './error-body';
import type { FailureKind } from './failure';
import { networkFault } from './network';
import type { Answer, Outgoing, Reply, SignInRefused, Silence } from './reply';
import type { Effect } from './rules';
import type { Ending } from './throttle/throttle';
import { expiryOf } from './token';
import { CANCELED } from './transport-error';

/** A request, and what is known of its attempts so far. */
export interface Sent {
	outgoing: Outgoing;
	attempts: number;
	connection: Connection;
	effect: Effect;
	/** Whether an earlier attempt may have been carried out, which no later refusal undoes. */
	uncertain: boolean;
	/** Whether an earlier attempt reached CloudCockpit, which refused it. */
	refused?: boolean;
}

/** What a reply means to a person: nothing that depends on where it is read. */
export interface Explanation {
	kind: FailureKind;
	message: string;
	hint?: string;
}

/** Returns what a reply that was not accepted means to a person. */
export function explain(reply: Reply, sent: Sent): Explanation {
	if (reply.kind === 'signInRefused') return explainSignIn(reply);
	if (reply.kind === 'silence') return explainSilence(reply, sent);
	const general = explainStatus(reply, sent);
	const ownWords = textOf(errorBodyOf(reply).description);
	return ownWords === undefined ? general : { ...general, message: ownWords };
}

/** What Microsoft says of a wrong scope, in some words of which "client" comes up as well. */
const ABOUT_SCOPE = /\binvalid_(?:scope|resource|target)\b|AADSTS(?:70011|500011|1002012)\b/;
const ABOUT_CLIENT = /client|secret|AADSTS7000/i;

function explainSignIn({ code, detail, passing, status }: SignInRefused): Explanation {
	const kind = 'signInRefused';
	const said = detail === '' ? '' : ` The service said: ${detail}`;
	if (passing) {
		const why = status === undefined ? code : `status ${status}`;
		return {
			kind: 'signInUnavailable',
			message: `The sign-in service gave no access token at the moment (${why})`,
			hint: `CloudCockpit itself was not asked. Try again later. If it persists, check Access Token URL in the credential.${said}`,
		};
	}
	if (ABOUT_SCOPE.test(detail)) {
		return {
			kind,
			message: 'The sign-in service refused the scope',
			hint: `Check Scope and Access Token URL in the credential, which are preset.${said}`,
		};
	}
	if (ABOUT_CLIENT.test(detail)) {
		return {
			kind,
			message: 'The sign-in service refused the client ID or the client secret',
			hint: `Copy both again from the API Access in CloudCockpit's settings into the credential.${said}`,
		};
	}
	return {
		kind,
		message: 'The sign-in service did not give an access token',
		hint: `Check Access Token URL, Scope, Client ID and Client Secret in the credential.${said}`,
	};
}

function explainSilence(reply: Silence, sent: Sent): Explanation {
	const { host } = new URL(sent.connection.baseUrl);
	const { kind } = networkFault(reply.code);
	if (reply.code === CANCELED) return explainEnding({ cause: 'canceled' });
	if (kind === 'timedOut' && !reply.undelivered) {
		const seconds = countOf(sent.outgoing.timeoutMs / 1_000, 'second');
		return { kind, message: `CloudCockpit did not answer within ${seconds}` };
	}
	if (kind === 'hostNotFound') {
		return {
			kind,
			message: `The address ${host} was not found`,
			hint: 'Check the Base URL in the credential and the network of this n8n.',
		};
	}
	if (reply.undelivered) {
		return {
			kind: 'unreachable',
			message: `No connection to ${host} could be made`,
			hint: 'Check the Base URL in the credential, and whether a firewall, a proxy or the SSRF protection of this n8n blocks it.',
		};
	}
	return {
		kind: 'connectionBroke',
		message: 'The connection to CloudCockpit broke before the answer was complete',
	};
}

function explainStatus(reply: Answer, sent: Sent): Explanation {
	const { status } = reply;
	if (status >= 300 && status < 400) return explainWrongAddress(sent);
	if (status === 401) return explainUnauthorized(sent.connection);
	if (status === 403) {
		return {
			kind: 'forbidden',
			message: 'CloudCockpit does not allow this',
			hint: `The API Access needs the role csp or reseller and must belong to the tenant ${sent.connection.tenant} of the credential. A reseller reaches its own customers only.`,
		};
	}
	if (status === 404) {
		const named = namedIn(sent.outgoing.path);
		// A list of the whole tenant is always there.
		return named.length === 0 ? explainWrongAddress(sent) : explainNotFound(named);
	}
	if (status === 429) {
		return {
			kind: 'tooManyRequests',
			message: `CloudCockpit refused the request ${times(sent.attempts)}: too many requests`,
		};
	}
	if (isWebPage(reply) && status < 500) return explainWrongAddress(sent);
	if (status >= 500) {
		return {
			kind: 'unavailable',
			message: `CloudCockpit is not available at the moment (status ${status})`,
			hint: 'Try again later. If it persists, give CloudCockpit support the correlation ID.',
		};
	}
	if (status < 300) {
		return {
			kind: 'notTheApi',
			message: 'The answer from CloudCockpit was cut off or is not JSON',
		};
	}
	return { kind: 'refused', message: `CloudCockpit refused the request (status ${status})` };
}

/** A web page in the place of an API answer: a proxy or a wrong address answered. */
export function isWebPage({ body }: Answer): boolean {
	return typeof body === 'string' && /^\s*<(?:!doctype|html)/i.test(body);
}

function explainWrongAddress(sent: Sent): Explanation {
	return {
		kind: 'wrongAddress',
		message: `${new URL(sent.connection.baseUrl).host} did not answer like the CloudCockpit API`,
		hint: 'Check the Base URL in the credential.',
	};
}

function explainUnauthorized(connection: Connection): Explanation {
	const kind = 'unauthorized';
	if (connection.accessToken === undefined) {
		return {
			kind,
			message: 'CloudCockpit did not accept the access token',
			hint: `Check in the credential that Client ID, Scope and Tenant (${connection.tenant}) belong to the same API Access.`,
		};
	}
	const expiry = expiryOf(connection.accessToken);
	const renew =
		'Paste a new token into the credential, or use the OAuth2 credential, which renews itself.';
	if (expiry && expiry.getTime() <= Date.now()) {
		return { kind, message: `The access token expired at ${expiry.toISOString()}`, hint: renew };
	}
	const until = expiry ? ` By its own date it is valid until ${expiry.toISOString()}.` : '';
	return {
		kind,
		message: 'CloudCockpit did not accept the access token',
		hint: `${renew}${until}`,
	};
}

function explainNotFound(named: ReadonlyArray<{ what: string; id: string }>): Explanation {
	const all = named.map(({ what }) => what).join(' or ');
	const ids = named.map(({ what, id }) => `${what} ${id}`).join(', ');
	return {
		kind: 'notFound',
		message: `${all.charAt(0).toUpperCase()}${all.slice(1)} not found`,
		hint:
			named.length === 1 ? `Check the ID: ${ids}.` : `Check that these belong together: ${ids}.`,
	};
}

/** What stands before an id in a path, as people call it. */
const CALLED: ReadonlyMap<string, string> = new Map([
	['customers', 'customer'],
	['provider-instances', 'provider instance'],
	['users', 'user'],
]);

/** What a path names by an id. */
function namedIn(path: string): Array<{ what: string; id: string }> {
	const named = [...path.matchAll(/([a-z-]+)\/([0-9a-f-]{36})/gi)];
	return named.map(([, name = '', id = '']) => {
		return { what: CALLED.get(name.toLowerCase()) ?? name.replaceAll('-', ' '), id };
	});
}

function countOf(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}

/** Says why a run had ended before a request was through. */
export function explainEnding(ending: Ending): Explanation {
	switch (ending.cause) {
		case 'canceled':
			return {
				kind: 'canceled',
				message: 'The execution was canceled before CloudCockpit confirmed this item',
			};
		case 'stopped':
			return { kind: 'stopped', message: 'Another item failed before this one was sent' };
		case 'waitTooLong': {
			const seconds = countOf(Math.ceil(ending.waitMs / 1_000), 'second');
			return {
				kind: 'waitTooLong',
				message: `CloudCockpit asks to wait ${seconds}`,
			};
		}
		case 'unavailable':
			return {
				kind: 'unavailable',
				message: 'CloudCockpit is not available at the moment',
				hint: 'Try again later.',
			};
	}
}
