import { type CallContext, clientKey, type Connection } from './connection';
import type { SignInRefused } from './reply';
import { signInRefusalOf } from './sign-in';
import { storedToken } from './token';

export const TOKEN = { tokenType: 'Bearer' };

const NO_TOKEN: SignInRefused = {
	kind: 'signInRefused',
	code: 'ESTATUS',
	detail: 'There was no access token in its answer.',
	passing: true,
};

/** Renewals under way by the token that they replace, over all executions of the process. */
const UNDER_WAY = new Map<string, Promise<SignInRefused | undefined>>();

/**
 * Has n8n get a new token in the place of one that was refused, or of none, and resolves with what
 * stood against that, if anything. A token is renewed once for all requests that were refused for it,
 * and not at all when another one has been stored since they left.
 */
export async function renewToken(
	context: CallContext,
	connection: Connection,
	refused: string | undefined,
): Promise<SignInRefused | undefined> {
	const key = refused ?? `no token of ${clientKey(connection)}`;
	const known = UNDER_WAY.get(key);
	if (known) return await known;
	const renewal = renew(context, connection, refused).finally(() => UNDER_WAY.delete(key));
	UNDER_WAY.set(key, renewal);
	return await renewal;
}

async function renew(
	context: CallContext,
	{ credentialType }: Connection,
	refused: string | undefined,
): Promise<SignInRefused | undefined> {
	try {
		const stored = storedToken(await context.getCredentials(credentialType));
		if (stored !== undefined && stored !== refused) return undefined;
		await context.helpers.refreshOAuth2Token.call(context as never, credentialType, TOKEN);
		// An answer without a token leaves the old one in place.
		const renewed = storedToken(await context.getCredentials(credentialType));
		return renewed === undefined || renewed === refused ? NO_TOKEN : undefined;
	} catch (error) {
		return signInRefusalOf(error);
	}
}
