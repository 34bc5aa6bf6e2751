import type { CallContext, Connection } from './connection';
import type { SignInRefused } from './reply';
import { signInRefusalOf } from './transport-error';

/** The renewals of a connection's token: how many are done, and the one under way. */
interface Renewals {
	done: number;
	underWay?: Promise<SignInRefused | undefined>;
}

const RENEWALS = new WeakMap<Connection, Renewals>();

export const TOKEN = { tokenType: 'Bearer' };

/**
 * To be called before a request leaves. The returned function has n8n get a new token, should the
 * request be refused for its old one, and resolves with what stood against that, if anything. All
 * requests of a connection share one renewal, and one done since the request left is enough.
 */
export function prepareRenewal(
	context: CallContext,
	connection: Connection,
): () => Promise<SignInRefused | undefined> {
	const renewals = RENEWALS.get(connection) ?? { done: 0 };
	RENEWALS.set(connection, renewals);
	const doneBefore = renewals.done;
	return async () => {
		if (renewals.done > doneBefore) return undefined;
		renewals.underWay ??= renew(context, connection, renewals);
		return await renewals.underWay;
	};
}

async function renew(
	context: CallContext,
	{ credentialType }: Connection,
	renewals: Renewals,
): Promise<SignInRefused | undefined> {
	try {
		await context.helpers.refreshOAuth2Token.call(context as never, credentialType, TOKEN);
		renewals.done += 1;
		return undefined;
	} catch (error) {
		return signInRefusalOf(error);
	} finally {
		renewals.underWay = undefined;
	}
}
