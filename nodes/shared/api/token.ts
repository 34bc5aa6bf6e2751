/**
 * When a JSON web token expires, read from the token itself without checking its signature.
 * Undefined when it is no such token or does not say.
 */
export function expiryOf(token: string): Date | undefined {
	const [, payload = ''] = token.split('.');
	try {
		const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
		const { exp } = (claims ?? {}) as { exp?: unknown };
		// The largest time that a Date holds, in seconds.
		return typeof exp === 'number' && Math.abs(exp) <= 8.64e12 ? new Date(exp * 1000) : undefined;
	} catch {
		return undefined;
	}
}

/** The access token that n8n keeps in a credential, if it has fetched one. */
export function storedToken({ oauthTokenData }: { oauthTokenData?: unknown }): string | undefined {
	const { access_token: token } = (oauthTokenData ?? {}) as { access_token?: unknown };
	return typeof token === 'string' && token !== '' ? token : undefined;
}
