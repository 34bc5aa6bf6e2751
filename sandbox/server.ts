/** The pipeline on a web server: routes, bodies, the request log, and what goes onto the wire. */
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answers';
import { OPERATIONS } from './contract';
import type { Operation } from './contract';
import { append, mediaType } from './log';
import type { LoggedRequest } from './log';
import { handleRequest } from './pipeline';
import type { Outcome, Pipeline } from './pipeline';

/** What is left of a cut answer that has no body to cut. */
const CUT_NOTHING = '{"';

/** A server that ends open requests when it is closed, and has yet to listen. */
export function createServer(pipeline: Pipeline, requests: LoggedRequest[]): FastifyInstance {
	const app = Fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 1000 },
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true } },
		frameworkErrors: (_error, request, reply) =>
			deliver({ send: { status: 400 } }, log(requests, request), reply),
	});
	// Bodies stay text until they are logged: a broken one is to be seen in the log, too.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	for (const operation of OPERATIONS) {
		app.route({
			method: operation.method,
			url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
			handler: async (request, reply) => {
				const entry = log(requests, request, operation);
				const pathParameters = request.params as Record<string, string>;
				const outcome = await handleRequest(pipeline, operation, { entry, pathParameters });
				return deliver(outcome, entry, reply);
			},
		});
	}
	app.setNotFoundHandler((request, reply) =>
		deliver({ send: { status: 404 } }, log(requests, request), reply),
	);
	return app;
}

function log(
	requests: LoggedRequest[],
	request: FastifyRequest,
	operation?: Operation,
): LoggedRequest {
	const entry: LoggedRequest = {
		method: request.method,
		path: (request.raw.url ?? '').split('?')[0] ?? '',
		query: (request.query ?? {}) as LoggedRequest['query'],
		headers: request.headers,
		rawBody: typeof request.body === 'string' ? request.body : '',
		body: undefined,
		status: null,
		at: Date.now(),
		applied: false,
		operationId: operation?.id,
	};
	entry.body = readBody(entry);
	append(requests, entry);
	return entry;
}

function readBody(entry: LoggedRequest): unknown {
	const { rawBody } = entry;
	if (!rawBody) return undefined;
	if (mediaType(entry) === 'application/x-www-form-urlencoded') {
		return Object.fromEntries(new URLSearchParams(rawBody));
	}
	try {
		return JSON.parse(rawBody) as unknown;
	} catch {
		return rawBody;
	}
}

function deliver(outcome: Outcome, entry: LoggedRequest, reply: FastifyReply): FastifyReply {
	if (outcome === 'hang') return reply.hijack();
	if (outcome === 'reset') {
		reply.hijack();
		reply.raw.socket?.resetAndDestroy();
		return reply;
	}
	const { status, headers = {} } = outcome.send;
	entry.status = status;
	const text = bodyText(outcome.send);
	if (text === undefined && !outcome.cut) return reply.code(status).headers(headers).send();
	const type = typeof outcome.send.body === 'string' ? 'text/plain' : 'application/json';
	return reply
		.code(status)
		.headers({ 'content-type': `${type}; charset=utf-8`, ...headers })
		.send(outcome.cut ? cutJson(text) : text);
}

function bodyText({ body }: Answer): string | undefined {
	return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

const cutJson = (text: string | undefined): string =>
	text ? text.slice(0, Math.ceil(text.length / 2)) : CUT_NOTHING;
