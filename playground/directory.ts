import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { parse as parseQuery } from 'node:querystring';
import { fastify } from 'fastify';
import type { Sandbox } from '../sandbox';

/** Stands in for Microsoft Graph, where it tells which licenses a user holds. */
export interface Directory {
	/** Address in place of https://graph.microsoft.com, without trailing slash. */
	url: string;
	/** Where a client fetches a token, and with what. */
	tokenUrl: string;
	clientId: string;
	clientSecret: string;
	scope: string;
	/** The paths that were asked for with a good token, in order. */
	requests: readonly string[];
	close(): Promise<void>;
}

/**
 * Starts the directory on a free loopback port. It knows the users of the sandbox, and what each of
 * them holds at that moment.
 *
 *     GET /v1.0/users/<id or user principal name>   `{ "id", "displayName", "assignedLicenses": [{ "skuId" }] }`
 */
export async function startDirectory(sandbox: Sandbox): Promise<Directory> {
	const client = { clientId: 'directory~client', clientSecret: 'directory~client~secret' };
	const scope = 'https://graph.microsoft.com/.default';
	const token = randomBytes(24).toString('hex');
	const requests: string[] = [];
	const server = fastify();
	const form = 'application/x-www-form-urlencoded';
	server.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) => {
		done(null, parseQuery(String(body)));
	});

	server.post<{ Body: Readonly<Record<string, string>> }>('/token', ({ body }, reply) => {
		const isClient =
			body.grant_type === 'client_credentials' &&
			body.client_id === client.clientId &&
			body.client_secret === client.clientSecret &&
			body.scope === scope;
		if (!isClient) return reply.status(401).send({ error: 'invalid_client' });
		return { token_type: 'Bearer', expires_in: 3599, access_token: token };
	});
	server.get<{ Params: { user: string } }>(
		'/v1.0/users/:user',
		({ params, headers, url }, reply) => {
			if (headers.authorization !== `Bearer ${token}`) {
				return reply.status(401).send(refusal('InvalidAuthenticationToken', 'No valid token.'));
			}
			requests.push(url);
			const user = findUser(sandbox, params.user.toLowerCase());
			if (!user) {
				const text = `Resource '${params.user}' does not exist or one of its queried reference-property objects are not present.`;
				return reply.status(404).send(refusal('Request_ResourceNotFound', text));
			}
			const { id, displayName, skuIds } = user;
			return { id, displayName, assignedLicenses: [...skuIds].map((skuId) => ({ skuId })) };
		},
	);

	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		tokenUrl: `${url}/token`,
		...client,
		scope,
		requests,
		close: () => server.close(),
	};
}

function findUser({ state }: Sandbox, wanted: string) {
	return [...state.customers.values()]
		.flatMap(({ placements }) => [...placements.values()])
		.flatMap(({ users }) => [...users.values()])
		.find(({ id, email }) => id === wanted || email === wanted);
}

/** As Microsoft Graph says that it does not answer. */
function refusal(code: string, message: string) {
	return { error: { code, message } };
}
