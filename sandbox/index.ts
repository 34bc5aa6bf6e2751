/**
 * The CloudCockpit API for people without an account, and for tests: a real HTTP server that keeps
 * state, holds requests and its own answers to the OpenAPI file, and produces faults on order.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { moveAgreement } from './agreementEvents';
import { addControlRoutes } from './control';
import { createFaultQueue } from './faults';
import { createLimits } from './limits';
import type { LoggedRequest } from './log';
import { findAgreement, setStatus } from './operations/mca';
import type { Pipeline } from './pipeline';
import type { Sandbox } from './sandbox';
import { CREDENTIALS, TOKEN_PATH } from './seed';
import { createServer } from './server';
import { createSettings } from './settings';
import type { Settings } from './settings';
import { createState } from './state';
import type { SeedSizes } from './state';
import { createTokenService } from './tokens';

export type { AgreementEvent, AgreementEventName } from './agreementEvents';
export type { Fault, FaultKind, FaultMatch } from './faults';
export type { RateLimit } from './limits';
export type { AuditEntry, LoggedRequest } from './log';
export type { Shape } from './reshape';
export type { Sandbox } from './sandbox';
export type { Settings } from './settings';
export type { SandboxState } from './state';

export interface SandboxOptions extends SeedSizes, Partial<Settings> {
	/** 0, the default, takes a free one. */
	port?: number;
	/** Default 127.0.0.1: nobody else can reach it. */
	host?: string;
	/** Lifetime of the tokens that the token endpoint gives. */
	tokenLifetimeSeconds?: number;
}

/** Starts a sandbox. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', tokenLifetimeSeconds, ...sizes } = options;
	const closing = new AbortController();
	// Each request that waits listens to it.
	setMaxListeners(0, closing.signal);
	const requests: LoggedRequest[] = [];
	const pipeline: Pipeline = {
		state: createState(sizes),
		settings: createSettings(options),
		tokens: createTokenService(tokenLifetimeSeconds),
		faults: createFaultQueue(),
		limits: createLimits(),
		audit: [],
		delay: (delayMs) => wait(delayMs, undefined, { signal: closing.signal }).catch(() => undefined),
	};
	const { tokens, faults, limits, audit } = pipeline;
	const app = createServer(pipeline, requests);
	let url = '';

	const sandbox: Sandbox = {
		...CREDENTIALS,
		get url() {
			return url;
		},
		get tokenUrl() {
			return url + TOKEN_PATH;
		},
		get state() {
			return pipeline.state;
		},
		get peakInFlight() {
			return limits.peakInFlight;
		},
		requests,
		audit,
		issueToken: ({ expiresInSeconds = 3600 } = {}) => tokens.issue(expiresInSeconds),
		expireTokens: () => tokens.expireAll(),
		inject: (fault) => faults.inject(fault),
		clearFaults: () => faults.clear(),
		limitRate: (limit) => limits.limitRate(limit),
		limitConcurrency: (count, retryAfter) => limits.limitConcurrency(count, retryAfter),
		configure(changes) {
			pipeline.settings = createSettings(changes, pipeline.settings);
		},
		moveAgreement: (event) => moveAgreement(pipeline.state, event),
		setMcaStatus: (ids, status) => setStatus(findAgreement(pipeline.state, ids).agreement, status),
		reset() {
			pipeline.state = createState(sizes);
			pipeline.settings = createSettings(options);
			requests.length = 0;
			audit.length = 0;
			faults.clear();
			limits.reset();
		},
		async close() {
			closing.abort();
			await app.close();
		},
	};
	addControlRoutes(app, sandbox);
	await app.listen({ port, host });
	url = baseUrl(host, app.server.address() as AddressInfo);
	return sandbox;
}

function baseUrl(host: string, { port, address }: AddressInfo): string {
	const everywhere = address === '0.0.0.0' || address === '::';
	const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}
