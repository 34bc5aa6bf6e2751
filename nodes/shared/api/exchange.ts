import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { bounded, type End } from './bounded';
import { addSecret, type CallContext, type Connection } from './connection';
import { renewToken, TOKEN } from './renewal';
import type { Outgoing, Reply } from './reply';
import { signInRefusalOf, TIMED_OUT } from './sign-in';
import { CANCELED, silenceOf } from './transport-error';

const UNAUTHORIZED = 401;
const BEARER = /^Bearer (.+)$/;

/** How far a request has come: as long as it carries no token, it cannot have left. */
interface Sending {
	headers: { Authorization?: string };
}

/**
 * Sends one request through n8n's own helper, which brings proxy settings and OAuth2, and tells what
 * came back. Never throws for what the network or the API does, and never takes longer than the
 * request's timeout, the token that n8n may have to fetch before included.
 */
export async function exchange(
	context: CallContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<Reply> {
	const sending: Sending = { headers: {} };
	const done = await bounded(context, outgoing.timeoutMs, async (own, signal) => {
		const reply = await request(own, connection, { outgoing, sending, signal });
		const token = tokenIn(sending);
		const isRefused = reply.kind === 'answer' && reply.status === UNAUTHORIZED;
		const isUnsigned = reply.kind === 'signInRefused' && reply.lacksToken;
		if (!isRenewable(connection) || !(isRefused || isUnsigned)) return reply;
		// The one with the old token was refused, the one with the new token has not left.
		sending.headers = {};
		const refusal = await renewToken(own, connection, token);
		return refusal ?? (await request(own, connection, { outgoing, sending, signal }));
	});
	if ('value' in done) return done.value;
	const mayHaveLeft = !isRenewable(connection) || tokenIn(sending) !== undefined;
	return replyToEnd(done.ended, mayHaveLeft);
}

interface Attempt {
	outgoing: Outgoing;
	sending: Sending;
	signal: AbortSignal;
}

/** Options are made anew for each sending: n8n writes the token into them. */
async function request(
	context: CallContext,
	connection: Connection,
	{ outgoing, sending, signal }: Attempt,
): Promise<Reply> {
	const headers: IDataObject & Sending['headers'] = {
		Accept: 'application/json',
		'X-Tenant': connection.tenant,
		'X-Correlation-Id': outgoing.correlationId,
	};
	sending.headers = headers;
	const options: IHttpRequestOptions = {
		method: outgoing.method,
		url: `${connection.baseUrl}${outgoing.path}`,
		headers,
		timeout: outgoing.timeoutMs,
		abortSignal: signal,
		// A redirect would carry the token to an address that nobody entered.
		disableFollowRedirect: true,
		returnFullResponse: true,
		// Tokens are renewed here and not by n8n, so that it is known what of an error is the sign-in's.
		ignoreHttpStatusErrors: true,
	};
	if (outgoing.query) {
		options.qs = outgoing.query;
		if (Object.values(outgoing.query).some(Array.isArray)) options.arrayFormat = 'repeat';
	}
	if (hasEntries(outgoing.body)) options.body = outgoing.body as IDataObject;
	else if (outgoing.body !== undefined) {
		// n8n leaves out what is empty, and takes a value that is no object for something else.
		options.body = JSON.stringify(outgoing.body);
		headers['Content-Type'] = 'application/json';
	}
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context as never,
			connection.credentialType,
			options,
			{ credentialsDecrypted: connection.credential, oauth2: TOKEN },
		)) as { statusCode: number; headers: IDataObject; body: unknown };
		const { statusCode: status, headers: answered, body } = answer;
		// A switch of protocols, for which nobody asked.
		if (status < 200) return { kind: 'silence', code: `HTTP_${status}`, undelivered: false };
		return { kind: 'answer', status, headers: answered, body };
	} catch (error) {
		const isSigned = !isRenewable(connection) || tokenIn(sending) !== undefined;
		return isSigned ? silenceOf(error) : signInRefusalOf(error);
	} finally {
		addSecret(connection, tokenIn(sending));
	}
}

function hasEntries(body: unknown): boolean {
	// Of a list there is no need to name all places.
	if (Array.isArray(body)) return body.length > 0;
	return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

/** A pasted token cannot be renewed. */
function isRenewable({ credentialType }: Connection): boolean {
	return credentialType === 'cloudCockpitOAuth2Api';
}

function tokenIn({ headers }: Sending): string | undefined {
	return BEARER.exec(headers.Authorization ?? '')?.[1];
}

function replyToEnd(ended: End, mayHaveLeft: boolean): Reply {
	if (ended === 'canceled') {
		return { kind: 'silence', code: CANCELED, undelivered: !mayHaveLeft };
	}
	if (mayHaveLeft) return { kind: 'silence', code: TIMED_OUT, undelivered: false };
	return { kind: 'signInRefused', code: TIMED_OUT, detail: '', passing: true };
}
