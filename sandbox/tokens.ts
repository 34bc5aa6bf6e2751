/** Access tokens: signed JWTs, so that clients can read when they expire, and the token endpoint. */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Answer } from './answers';
import { CREDENTIALS } from './seed';

/** What Microsoft answers for an hour's token. */
export const DEFAULT_TOKEN_LIFETIME_SECONDS = 3599;

export interface TokenService {
	/** A new token; a lifetime of zero or less gives one that is already expired. */
	issue(lifetimeSeconds?: number): string;
	/** Whether the value of an Authorization header carries a token that is still good. */
	accepts(authorization: string | undefined): boolean;
	/** Refuses every token issued so far. */
	expireAll(): void;
	/** Answers a request to the token endpoint; `form` holds its fields. */
	answer(form: unknown): Answer;
}

export function createTokenService(lifetimeSeconds = DEFAULT_TOKEN_LIFETIME_SECONDS): TokenService {
	const key = randomBytes(32);
	let generation = 0;

	const sign = (content: string): string =>
		createHmac('sha256', key).update(content).digest('base64url');

	function issue(seconds = lifetimeSeconds): string {
		const issuedAt = nowInSeconds();
		const claims = {
			aud: CREDENTIALS.scope.replace('/.default', ''),
			appid: CREDENTIALS.clientId,
			iat: issuedAt,
			nbf: issuedAt,
			exp: issuedAt + seconds,
			jti: randomUUID(),
			generation,
		};
		const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
		return `${content}.${sign(content)}`;
	}

	function accepts(authorization: string | undefined): boolean {
		const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
		const [head, payload, signature] = token.split('.');
		if (!head || !payload || !signature) return false;
		const expected = Buffer.from(sign(`${head}.${payload}`));
		const given = Buffer.from(signature);
		if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
		const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
			exp: number;
			generation: number;
		};
		return claims.generation === generation && claims.exp > nowInSeconds();
	}

	function answer(form: unknown): Answer {
		const refusal = findRefusal(isRecord(form) ? form : {});
		if (refusal) return refusal;
		return {
			status: 200,
			headers: { 'cache-control': 'no-store' },
			body: {
				token_type: 'Bearer',
				expires_in: lifetimeSeconds,
				ext_expires_in: lifetimeSeconds,
				access_token: issue(),
			},
		};
	}

	return { issue, accepts, answer, expireAll: () => void generation++ };
}

/** Refusals in the order, and with the codes, of Microsoft's token endpoint. */
function findRefusal(form: Record<string, unknown>): Answer | undefined {
	if (!form.grant_type) {
		return refuse(400, 'invalid_request', 900144, "The body must contain 'grant_type'.");
	}
	if (form.grant_type !== 'client_credentials') {
		return refuse(400, 'unsupported_grant_type', 70003, 'The grant type is not supported.');
	}
	if (!form.client_id) {
		return refuse(400, 'invalid_request', 900144, "The body must contain 'client_id'.");
	}
	if (form.client_id !== CREDENTIALS.clientId) {
		return refuse(400, 'unauthorized_client', 700016, 'The application was not found.');
	}
	if (!form.client_secret) {
		return refuse(401, 'invalid_client', 7000218, "The body must contain 'client_secret'.");
	}
	if (form.client_secret !== CREDENTIALS.clientSecret) {
		return refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
	}
	if (!String(form.scope).endsWith('/.default')) {
		const text = 'Client credential flows must have a scope value with /.default suffixed.';
		return refuse(400, 'invalid_scope', 1002012, text);
	}
	if (form.scope !== CREDENTIALS.scope) {
		return refuse(400, 'invalid_scope', 70011, 'The scope is not valid.');
	}
	return undefined;
}

function refuse(status: 400 | 401, error: string, code: number, text: string): Answer {
	return {
		status,
		body: {
			error,
			error_description: `AADSTS${code}: ${text}`,
			error_codes: [code],
			timestamp: new Date().toISOString(),
			trace_id: randomUUID(),
			correlation_id: randomUUID(),
		},
	};
}

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
