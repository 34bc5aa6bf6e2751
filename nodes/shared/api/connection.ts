import { createHash } from 'crypto';
import type { IAllExecuteFunctions, ICredentialsDecrypted } from 'n8n-workflow';

import { cleanBaseUrl, cleanTenant, cleanToken } from './clean';
import { storedToken } from './token';

/** Where and as whom the API is called. */
export interface Connection {
	credentialType: CredentialType;
	/** Without a trailing slash. */
	baseUrl: string;
	/** Host name of the portal, sent as `X-Tenant`. */
	tenant: string;
	/** The pasted token; with OAuth2 n8n fetches and keeps the token itself. */
	accessToken?: string;
	/** Values that must never show up in a message. */
	readonly secrets: string[];
	/** The credential as it was read, for n8n to sign requests without reading it again for each. */
	credential: ICredentialsDecrypted;
}

export type CredentialType = 'cloudCockpitApi' | 'cloudCockpitOAuth2Api';

/** The part of n8n's contexts that calls need: a node that runs and a drop-down both have it. */
export type CallContext = Pick<IAllExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'> & {
	/** Fires when the user stops the execution; pickers and triggers have none. */
	getExecutionCancelSignal?: () => AbortSignal | undefined;
};

/** Returns the same context with another cancel signal, which n8n takes in place of a request's own. */
export function withCancelSignal(context: CallContext, signal: AbortSignal): CallContext {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as CallContext;
}

/** What can be sent in a header without meaning something else. */
const ONE_WORD = /^[\x21-\x7e]+$/;

/** What the node's parameter `authentication` says about the credential. */
export function credentialTypeOf(authentication: unknown): CredentialType {
	return authentication === 'accessToken' ? 'cloudCockpitApi' : 'cloudCockpitOAuth2Api';
}

/**
 * Reads the credential that the node uses.
 * @throws Error in plain words when tenant, base URL or token cannot be used.
 */
export async function readConnection(
	context: CallContext,
	credentialType: CredentialType,
): Promise<Connection> {
	const data = await context.getCredentials(credentialType);
	const connection: Connection = {
		credentialType,
		credential: { id: '', name: '', type: credentialType, data },
		baseUrl: cleanBaseUrl(data.baseUrl),
		tenant: cleanTenant(data.tenant),
		secrets: [],
	};
	addSecret(connection, data.clientSecret);
	addSecret(connection, cleanToken(data.accessToken));
	addSecret(connection, storedToken(data));
	if (credentialType === 'cloudCockpitApi') {
		connection.accessToken = cleanToken(data.accessToken);
		if (!ONE_WORD.test(connection.accessToken)) {
			throw new Error(
				'The Access Token in the credential is empty, or has blanks or line breaks in it: copy it again as a whole',
			);
		}
	}
	return connection;
}

/** Returns a key for whom the server sees: without the secret, and of a pasted token only a digest. */
export function clientKey({ baseUrl, tenant, accessToken, credential }: Connection): string {
	const client =
		accessToken === undefined
			? String(credential.data?.clientId)
			: createHash('sha256').update(accessToken).digest('hex');
	return JSON.stringify([baseUrl, tenant, client]);
}

/** Notes a value that must never show up in a message: also a token that n8n fetched meanwhile. */
export function addSecret({ secrets }: Connection, secret: unknown): void {
	if (typeof secret !== 'string' || secret === '' || secrets.includes(secret)) return;
	secrets.push(secret);
}
