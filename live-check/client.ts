/** Sends one request at a time, with a pause between them, and notes each in the journal. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { retryAfterMs } from '../nodes/shared/api/retry-after';
import { findOperation } from './contract';
import type { Ids, Operation } from './contract';
import { isObject, textOf } from './describe';
import { inspect } from './inspect';
import type { Exchange, Journal } from './journal';
import type { Settings } from './settings';
import { Stopped } from './stopped';
import type { Terminal } from './terminal';

/** An operation of the OpenAPI file, or a path outside of it. */
export type Target = Operation | { id?: undefined; method: string; path: string };

export interface Call {
	operation: Target;
	/** What the request is for. */
	why: string;
	ids?: Ids;
	query?: Record<string, string | number | boolean>;
	body?: unknown;
	/** The statuses that are no finding; default are those of success. */
	expect?: readonly number[];
	/** In the place of the one that was fetched. */
	token?: string;
}

export type Send = (call: Call) => Promise<Exchange>;

const MAX_REPEATS = 3;
const MAX_WAIT_MS = 5 * 60_000;
/** A token is renewed so long before its end. */
const RENEWAL_MS = 60_000;
const FAILURES_IN_A_ROW = 3;

export interface ClientOptions {
	settings: Settings;
	journal: Journal;
	terminal: Pick<Terminal, 'say'>;
	signal: AbortSignal;
}

/**
 * Creates the function that sends. What it sends may fail; it throws `Stopped` only where no further
 * request makes sense: no token, nobody there, a wait that is too long, or the signal.
 */
export function createClient({ settings, journal, terminal, signal }: ClientOptions): Send {
	let nextAt = 0;
	let token: { value: string; endsAt: number } | undefined;
	let failures = 0;

	async function pause(ms: number): Promise<void> {
		signal.throwIfAborted();
		await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
	}

	async function sendOnce(call: Call, config: AxiosRequestConfig): Promise<Exchange> {
		await pause(Math.max(0, nextAt - Date.now()));
		const { operation, why, ids = {} } = call;
		const correlationId = randomUUID();
		const exchange: Exchange = {
			operationId: operation.id,
			request: `${operation.method} ${operation.path}`,
			why,
			ids,
			correlationId,
			status: 0,
			headers: {},
		};
		try {
			const response = await axios.request<string>({
				...config,
				method: operation.method,
				headers: {
					...config.headers,
					Accept: 'application/json',
					'X-Correlation-Id': correlationId,
				},
				// The text as it came: axios would take what is no JSON for a text.
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				maxRedirects: 0,
				timeout: settings.timeoutMs,
				signal,
			});
			read(response, exchange);
		} catch (error) {
			// No more than the code: the rest of the error holds the token.
			const code = axios.isAxiosError(error) ? error.code : undefined;
			exchange.problem = signal.aborted ? 'interrupted' : `no answer (${code ?? 'unknown reason'})`;
		}
		nextAt = Date.now() + settings.pauseMs;
		journal.add(exchange);
		terminal.say(`  ${exchange.request}, ${why}: ${exchange.problem ?? exchange.status}`);
		signal.throwIfAborted();
		return exchange;
	}

	/** Sends, and again when asked to come back later: what was refused so was not carried out. */
	async function sendPatiently(call: Call, config: () => Promise<AxiosRequestConfig>) {
		for (let repeats = 0; ; repeats++) {
			const exchange = await sendOnce(call, await config());
			inspect(call, exchange, journal);
			const asked = retryAfterMs({
				kind: 'answer',
				status: exchange.status,
				headers: exchange.headers,
				body: undefined,
			});
			const isLimited = exchange.status === 429 || asked !== undefined;
			if (!isLimited || repeats === MAX_REPEATS) return exchange;
			const waitMs = asked ?? settings.pauseMs * 2 ** (repeats + 1);
			if (waitMs > MAX_WAIT_MS) throw new Stopped('the server asks to come back much later');
			terminal.say(`  Asked to wait ${Math.ceil(waitMs / 1000)} s.`);
			await pause(waitMs);
		}
	}

	async function signIn(): Promise<string> {
		if (token && token.endsAt - RENEWAL_MS > Date.now()) return token.value;
		const operation = findOperation('getToken');
		const form = {
			grant_type: 'client_credentials',
			client_id: settings.clientId,
			client_secret: settings.clientSecret,
			scope: settings.scope,
		};
		const { status, body, problem } = await sendPatiently(
			{ operation, why: 'sign-in' },
			async () => ({ url: settings.tokenUrl, data: new URLSearchParams(form) }),
		);
		const value = textOf(body, 'access_token');
		if (status !== 200 || !value) {
			throw new Stopped(
				problem
					? `nobody answers at the token URL: ${problem}`
					: `the sign-in was refused with ${status}: check client ID and client secret`,
			);
		}
		const seconds = isObject(body) ? Number(body.expires_in) : NaN;
		token = { value, endsAt: Date.now() + (seconds || 300) * 1000 };
		return value;
	}

	return async (call) => {
		const { operation, ids = {}, query, body } = call;
		const exchange = await sendPatiently(call, async () => ({
			url: settings.baseUrl + fillIn(operation.path, ids),
			params: { ...queryIds(operation, ids), ...query },
			data: body,
			headers: {
				'X-Tenant': settings.tenant,
				Authorization: `Bearer ${call.token ?? (await signIn())}`,
			},
		}));
		if (exchange.status === 401 && call.token === undefined) {
			throw new Stopped('the token is not accepted (401)');
		}
		failures = exchange.status === 0 ? failures + 1 : 0;
		if (failures === FAILURES_IN_A_ROW) throw new Stopped('nobody answers');
		return exchange;
	};
}

function read({ status, headers, data }: AxiosResponse<string>, exchange: Exchange): void {
	exchange.status = status;
	exchange.headers = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, String(value)]),
	);
	if (!data) return;
	try {
		exchange.body = JSON.parse(data) as unknown;
	} catch {
		exchange.problem = `${status}, but no JSON`;
	}
}

const fillIn = (path: string, ids: Ids): string =>
	path.replace(/\{(\w+)\}/g, (_, name: keyof Ids) => encodeURIComponent(ids[name] ?? ''));

/** The ids that an operation names in its query. */
function queryIds(operation: Target, ids: Ids): Ids {
	const names = operation.id === undefined ? [] : operation.ids;
	return Object.fromEntries(
		names.filter((name) => !operation.path.includes(`{${name}}`)).map((name) => [name, ids[name]]),
	);
}
