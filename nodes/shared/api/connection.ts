import type { IAllExecuteFunctions, ICredentialsDecrypted } from 'n8n-workflow';

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
	secrets: string[];
	/** The credential as it was read, for n8n to sign requests without reading it again for each. */
	credential: ICredentialsDecrypted;
}

export type CredentialType = 'cloudCockpitApi' | 'cloudCockpitOAuth2Api';

/** What calls the API: the action node, its pickers or the trigger. */
export type CallContext = Pick<IAllExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'>;

export const DEFAULT_BASE_URL = 'https://api.cloudcockpit.com';

const HOST_LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${HOST_LABEL}(?:\\.${HOST_LABEL})+$`);

/** Plain HTTP would show the token to the network, so it is for this computer only. */
const HOSTS_WITHOUT_TLS = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|host\.docker\.internal)$/;

/** What can be sent in a header without meaning something else. */
const ONE_WORD = /^[\x21-\x7e]+$/;

/**
 * The portal's host name from whatever was pasted: address, capitals, spaces, port and path are fine.
 * @throws Error in plain words when no host name is left.
 */
export function cleanTenant(input: unknown): string {
	const text = typeof input === 'string' ? input.trim() : '';
	const host = text
		.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
		.replace(/[/?#].*$/s, '')
		.replace(/:\d+$/, '')
		.replace(/\.$/, '')
		.toLowerCase();
	if (!HOST_NAME.test(host)) {
		throw new Error(
			'The Tenant in the credential must be the domain of your CloudCockpit portal, such as portal.example.com',
		);
	}
	return host;
}

/**
 * The API's address without trailing slash and version.
 * @throws Error in plain words when the address is not usable.
 */
export function cleanBaseUrl(input: unknown): string {
	const text = typeof input === 'string' && input.trim() !== '' ? input.trim() : DEFAULT_BASE_URL;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const secure =
		url?.protocol === 'https:' ||
		(url?.protocol === 'http:' && HOSTS_WITHOUT_TLS.test(url.hostname));
	if (!url || !secure || url.username || url.password || url.search || url.hash) {
		throw new Error(
			`The Base URL in the credential must be an address such as ${DEFAULT_BASE_URL} that starts with https://`,
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/v1$/i, '');
}

/** The bare token from what was pasted, with or without `Bearer` or quotes around it. */
export function cleanToken(input: unknown): string {
	return typeof input === 'string' ? input.replace(/^[\s"']*(?:Bearer\s+)?|[\s"']+$/gi, '') : '';
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
		secrets: [data.clientSecret, cleanToken(data.accessToken)].filter(
			(secret): secret is string => typeof secret === 'string' && secret !== '',
		),
	};
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
