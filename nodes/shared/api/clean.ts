/**
 * From what people paste into a credential to what can be sent. The steps are data, because they are
 * needed twice: in the code of the nodes, and in the expressions of the credentials, which n8n
 * evaluates when it tests them and when the HTTP Request node uses them.
 */
type Step = readonly [pattern: RegExp, replacement: string];

export const DEFAULT_BASE_URL = 'https://api.cloudcockpit.com';

/** What web pages and mails hide in a copied text. n8n drops it from a header, so a test would pass. */
const INVISIBLE: Step = [/\p{Cf}/gu, ''];

/** Text without blanks around it. */
const TRIM: Step = [/^\s+|(?<!\s)\s+$/g, ''];

/** An address of the portal, to its host name: scheme, path, port and a last dot are taken off. */
const TENANT: readonly Step[] = [
	INVISIBLE,
	TRIM,
	[/^[a-z][a-z0-9+.-]*:\/\//i, ''],
	[/[/?#].*$/s, ''],
	[/:\d+$/, ''],
	[/\.$/, ''],
];

/**
 * What is no address of an API. Plain HTTP would show the token to the network, so it is for this
 * computer only; a name, a password, a query or a fragment has no place in it.
 */
const NO_ADDRESS =
	/^(?!https:\/\/[^/?#@\\\s]+(?:\/[^?#\s]*)?$|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|host\.docker\.internal)(?::\d+)?(?:\/[^?#\s]*)?$).*$/is;

/** In the place of what is no address: nothing that anybody could call. */
const REFUSED_ADDRESS = 'refused: the Base URL must start with https://';

/** An address of the API without a slash and the version at its end. Left empty, it is CloudCockpit's. */
const BASE_URL: readonly Step[] = [
	INVISIBLE,
	TRIM,
	[/^$/, DEFAULT_BASE_URL],
	[/(?<!\/)\/+$/, ''],
	[/\/v1$/i, ''],
	[NO_ADDRESS, REFUSED_ADDRESS],
];

/** A token without quotes, blanks or `Bearer` around it. */
const TOKEN: readonly Step[] = [
	INVISIBLE,
	[/^[\s"']*(?:Bearer\s+)?/i, ''],
	[/(?<![\s"'])[\s"']+$/, ''],
];

/** The same cleaning as expressions for the fields of a credential. */
export const CLEAN_TENANT = `={{ ${asExpression('tenant', TENANT)}.toLowerCase() }}`;
export const CLEAN_BASE_URL = `={{ ${asExpression('baseUrl', BASE_URL)} }}`;
export const BEARER_TOKEN = `=Bearer {{ ${asExpression('accessToken', TOKEN)} }}`;

const HOST_LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${HOST_LABEL}(?:\\.${HOST_LABEL})+$`);

/**
 * The portal's host name from whatever was pasted: address, capitals, spaces, port and path are fine.
 * @throws Error in plain words when no host name is left.
 */
export function cleanTenant(input: unknown): string {
	const host = clean(input, TENANT).toLowerCase();
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
	const text = clean(input, BASE_URL);
	if (!URL.canParse(text) || text === REFUSED_ADDRESS) {
		throw new Error(
			`The Base URL in the credential must be an address such as ${DEFAULT_BASE_URL} that starts with https://`,
		);
	}
	return text;
}

/** The bare token from what was pasted, with or without `Bearer` or quotes around it. */
export function cleanToken(input: unknown): string {
	return clean(input, TOKEN);
}

function clean(input: unknown, steps: readonly Step[]): string {
	const text = typeof input === 'string' ? input : '';
	return steps.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/** The steps as the text of an expression; a RegExp writes itself down as a literal. */
function asExpression(field: string, steps: readonly Step[]): string {
	const calls = steps.map(
		([pattern, replacement]) => `.replace(${String(pattern)}, ${JSON.stringify(replacement)})`,
	);
	return `$credentials.${field}${calls.join('')}`;
}
