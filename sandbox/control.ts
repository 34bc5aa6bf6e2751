/** `/_sandbox/...`: what a test can do with a sandbox in its process, for everybody else over HTTP. */
import type { FastifyInstance } from 'fastify';
import { AGREEMENT_EVENTS } from './agreementEvents';
import type { AgreementEvent } from './agreementEvents';
import type { Sandbox } from './sandbox';
import type { Fault } from './faults';
import { Refusal } from './operations/call';
import { SHAPE_NAMES } from './reshape';
import type { RateLimit } from './limits';
import type { Settings } from './settings';

const MATCH_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		method: { type: 'string' },
		path: { type: 'string' },
		operationId: { type: 'string' },
		correlationId: { type: 'string' },
	},
};

const FAULT_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: ['kind'],
	properties: {
		kind: {
			enum: [
				'rateLimit',
				'status',
				'html',
				'resetBefore',
				'resetAfter',
				'delay',
				'hang',
				'truncated',
				'empty',
				'reshape',
				'expireToken',
			],
		},
		times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
		match: MATCH_SCHEMA,
		applied: { type: 'boolean' },
		status: { type: 'integer', minimum: 200, maximum: 599 },
		retryAfter: { type: ['number', 'string'] },
		shape: { enum: SHAPE_NAMES },
		delayMs: { type: 'number', minimum: 0 },
		body: {},
	},
	allOf: [
		{ if: { properties: { kind: { const: 'status' } } }, then: { required: ['status'] } },
		{ if: { properties: { kind: { const: 'delay' } } }, then: { required: ['delayMs'] } },
		{ if: { properties: { kind: { const: 'reshape' } } }, then: { required: ['shape'] } },
	],
};

const LIMITS_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		rate: {
			type: ['object', 'null'],
			additionalProperties: false,
			required: ['requests', 'perSeconds'],
			properties: {
				requests: { type: 'integer', minimum: 0 },
				perSeconds: { type: 'number', exclusiveMinimum: 0 },
				retryAfterAs: { enum: ['seconds', 'date'] },
			},
		},
		concurrency: { type: ['integer', 'null'], minimum: 1 },
	},
};

const SETTINGS_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	minProperties: 1,
	properties: {
		licenseReading: { enum: ['change', 'whole'] },
		maxPageSize: { type: ['integer', 'null'], minimum: 1 },
	},
};

const AGREEMENT_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	required: ['customerId', 'providerInstanceId', 'event'],
	properties: {
		customerId: { type: 'string' },
		providerInstanceId: { type: 'string' },
		event: { enum: AGREEMENT_EVENTS },
		onRefresh: { type: 'boolean' },
	},
};

interface LimitsBody {
	rate?: RateLimit | null;
	concurrency?: number | null;
}

/** Adds the control routes; they are not logged as requests. */
export function addControlRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.register(
		(control, _options, done) => {
			control.addContentTypeParser(
				'application/json',
				{ parseAs: 'string' },
				control.getDefaultJsonParser('error', 'error'),
			);
			control.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
				reply.code(statusOf(error)).send({ message: error.message }),
			);

			control.post<{ Body: Fault }>(
				'/faults',
				{ schema: { body: FAULT_SCHEMA } },
				(request, reply) => {
					sandbox.inject(request.body);
					return reply.code(201).send(request.body);
				},
			);
			control.delete('/faults', (_request, reply) => {
				sandbox.clearFaults();
				return reply.code(204).send();
			});
			control.post<{ Body: LimitsBody }>(
				'/limits',
				{ schema: { body: LIMITS_SCHEMA } },
				(request, reply) => {
					const { rate, concurrency } = request.body;
					if (rate !== undefined) sandbox.limitRate(rate ?? undefined);
					if (concurrency !== undefined) sandbox.limitConcurrency(concurrency ?? undefined);
					return reply.code(204).send();
				},
			);
			control.post<{ Body: Partial<Settings> }>(
				'/settings',
				{ schema: { body: SETTINGS_SCHEMA } },
				(request, reply) => {
					sandbox.configure(request.body);
					return reply.code(204).send();
				},
			);
			control.post<{ Body: AgreementEvent }>(
				'/agreements',
				{ schema: { body: AGREEMENT_SCHEMA } },
				(request, reply) => reply.send(sandbox.moveAgreement(request.body)),
			);
			control.post('/expire-tokens', (_request, reply) => {
				sandbox.expireTokens();
				return reply.code(204).send();
			});
			control.post('/reset', (_request, reply) => {
				sandbox.reset();
				return reply.code(204).send();
			});
			control.get('/requests', (_request, reply) => reply.send(sandbox.requests));
			control.get('/audit', (_request, reply) => reply.send(sandbox.audit));
			control.get('/state', (_request, reply) =>
				reply
					.header('content-type', 'application/json; charset=utf-8')
					.send(JSON.stringify(sandbox.state, plainCollections)),
			);
			done();
		},
		{ prefix: '/_sandbox' },
	);
}

const statusOf = (error: Error & { statusCode?: number }): number =>
	error instanceof Refusal ? error.answer.status : (error.statusCode ?? 500);

/** Writes maps as objects and sets as arrays. */
function plainCollections(_key: string, value: unknown): unknown {
	if (value instanceof Map) return Object.fromEntries(value) as unknown;
	return value instanceof Set ? [...(value as Set<unknown>)] : value;
}
