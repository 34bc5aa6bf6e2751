import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { CallContext, Connection } from './connection';
import { prepareRenewal, TOKEN } from './renewal';
import type { Answer, Outgoing, Reply } from './reply';
import { replyOf } from './transport-error';

const UNAUTHORIZED = 401;

/**
 * Sends one request through n8n's own helper, which brings proxy settings, OAuth2 renewal and
 * cancellation, and tells what came back. Never throws for what the network or the API does.
 */
export async function exchange(
	context: CallContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<Reply> {
	const renewToken = prepareRenewal(context, connection);
	try {
		const answer = await request(context, connection, outgoing);
		if (answer.status !== UNAUTHORIZED || !isRenewable(connection)) return answer;
		// Before 2.9, n8n does not know `except` and leaves a 401 to us. Later it throws those that a
		// new token did not cure.
		return (await renewToken()) ?? (await request(context, connection, outgoing));
	} catch (error) {
		return replyOf(error);
	}
}

/** Options are made anew for each sending: n8n writes the token into them. */
async function request(
	context: CallContext,
	connection: Connection,
	outgoing: Outgoing,
): Promise<Answer> {
	const options: IHttpRequestOptions = {
		method: outgoing.method,
		url: `${connection.baseUrl}${outgoing.path}`,
		headers: {
			Accept: 'application/json',
			'X-Tenant': connection.tenant,
			'X-Correlation-Id': outgoing.correlationId,
		},
		timeout: outgoing.timeoutMs,
		// A redirect would carry the token to an address that nobody entered.
		disableFollowRedirect: true,
		returnFullResponse: true,
		// n8n must see a 401 to renew the token.
		ignoreHttpStatusErrors: isRenewable(connection)
			? { ignore: true, except: [UNAUTHORIZED] }
			: true,
	};
	if (outgoing.query) {
		options.qs = outgoing.query;
		if (Object.values(outgoing.query).some(Array.isArray)) options.arrayFormat = 'repeat';
	}
	if (hasEntries(outgoing.body)) options.body = outgoing.body as IDataObject;
	else if (outgoing.body !== undefined) {
		// n8n leaves out what is empty, and takes a value that is no object for something else.
		options.body = JSON.stringify(outgoing.body);
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
		context as never,
		connection.credentialType,
		options,
		{ credentialsDecrypted: connection.credential, oauth2: TOKEN },
	)) as { statusCode: number; headers: IDataObject; body: unknown };
	return { kind: 'answer', status: statusCode, headers, body };
}

function hasEntries(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

/** A pasted token cannot be renewed. */
function isRenewable({ credentialType }: Connection): boolean {
	return credentialType === 'cloudCockpitOAuth2Api';
}
