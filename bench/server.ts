/**
 * The API as the benchmark needs it: as cheap as can be, so that the client is what gets measured.
 * A process of its own, started by `startChild`; it ends with the process that started it.
 *
 *   PUT /_bench   behave like the ServerBehaviour in the body, count from zero
 *   GET /_bench   the counts so far
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ServerBehaviour } from './servers';

/** What the server saw since it was told how to behave. */
export interface ServerCounts {
	requests: number;
	/** Targets that were written at least once. */
	written: number;
	/** Writes beyond the first to the same target. */
	duplicates: number;
	/** Requests answered with 429 or 503. */
	refused: number;
	/** Requests that came while it was closed. */
	whileClosed: number;
	peakInFlight: number;
}

const BACKLOG = 4_096;
const WINDOW_MS = 1_000;

const AGREEMENT = {
	companyName: 'Adventure Works',
	providerCustomerId: '00000000-0000-4000-8000-000000000002',
	providerInstanceId: '00000000-0000-4000-8000-000000000003',
	providerInstanceName: 'Microsoft Europe',
	status: { name: 'AgreementCreated' },
	firstName: 'Grace',
	lastName: 'Example',
	email: 'grace@example.com',
	phone: '+1 555 0100',
	attestationId: '00000000-0000-4000-8000-000000000004',
	dateAgreed: '2026-01-15T09:30:00Z',
	lastUpdate: '2026-01-15T09:31:00Z',
};

/** The agreement of the customer that a path names: that of another one would be refused. */
function agreementAt(path: string): string {
	const [, , , customerId] = path.split('/');
	return JSON.stringify({ customerId, ...AGREEMENT });
}

let behaviour: ServerBehaviour = { latencyMs: 0 };
let counts: ServerCounts;
let written: Set<string>;
let inFlight = 0;
let taken: { sinceMs: number; requests: number };
let closedUntil: number | undefined;

function begin(next: ServerBehaviour): void {
	behaviour = next;
	counts = { requests: 0, written: 0, duplicates: 0, refused: 0, whileClosed: 0, peakInFlight: 0 };
	closedUntil = undefined;
	written = new Set();
	taken = { sinceMs: 0, requests: 0 };
}

function answer(response: ServerResponse, status: number, body: string, retryAfter?: number): void {
	const headers: Record<string, string | number> = {
		'Content-Type': 'application/json',
		'Content-Length': body.length,
	};
	if (retryAfter !== undefined) headers['Retry-After'] = retryAfter;
	response.writeHead(status, headers).end(body);
}

function refuse(response: ServerResponse, status: number, retryAfter?: number): void {
	inFlight -= 1;
	counts.refused += 1;
	answer(response, status, '{"description":"Refused by the benchmark"}', retryAfter);
}

/** Seconds until the rate limit lets a request pass, 0 when this one may. */
function secondsToWait(requestsPerSecond: number): number {
	const now = Date.now();
	if (now >= taken.sinceMs + WINDOW_MS) taken = { sinceMs: now, requests: 0 };
	if (taken.requests >= requestsPerSecond)
		return Math.ceil((taken.sinceMs + WINDOW_MS - now) / 1_000);
	taken.requests += 1;
	return 0;
}

/** Whether it is closed now: for a while, from the first request on that is one too many. */
function isClosed({ after, forMs }: NonNullable<ServerBehaviour['closes']>): boolean {
	if (counts.requests > after) closedUntil ??= Date.now() + forMs;
	return closedUntil !== undefined && Date.now() < closedUntil;
}

/** Chance that is the same in every run: a number from 0 to 1 for each request. */
function chanceOf(request: number): number {
	let mixed = Math.imul(request ^ (request >>> 15), 0x2c1b3c6d);
	mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
	return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

const isEvery = (period: number | undefined) =>
	period !== undefined && counts.requests % period === 0;

/** Handles a call of the API whose body has arrived. */
function serve(request: IncomingMessage, response: ServerResponse): void {
	const target = request.url ?? '';
	const isWrite = request.method === 'PATCH';
	counts.requests += 1;
	inFlight += 1;
	counts.peakInFlight = Math.max(counts.peakInFlight, inFlight);
	if (behaviour.admits !== undefined && inFlight > behaviour.admits) {
		refuse(response, 429, 1);
		return;
	}
	const waitSeconds = behaviour.requestsPerSecond ? secondsToWait(behaviour.requestsPerSecond) : 0;
	if (waitSeconds > 0) {
		refuse(response, 429, waitSeconds);
		return;
	}
	if (behaviour.closes && isClosed(behaviour.closes)) {
		counts.whileClosed += 1;
		refuse(response, behaviour.closes.status, 1);
		return;
	}
	if (chanceOf(counts.requests) < (behaviour.refusesShare ?? 0)) {
		refuse(response, 503, 1);
		return;
	}
	if (isWrite) {
		if (written.has(target)) counts.duplicates += 1;
		written.add(target);
		counts.written = written.size;
	}
	const breaks = isEvery(behaviour.resetsEvery);
	const finish = () => {
		inFlight -= 1;
		if (breaks) request.socket.resetAndDestroy();
		else answer(response, 200, isWrite ? '{}' : agreementAt(target));
	};
	if (behaviour.latencyMs > 0) setTimeout(finish, behaviour.latencyMs);
	else finish();
}

function control(request: IncomingMessage, response: ServerResponse, body: string): void {
	if (request.method === 'PUT') begin(JSON.parse(body) as ServerBehaviour);
	answer(response, 200, JSON.stringify(counts));
}

const server = createServer((request, response) => {
	let body = '';
	const handle = request.url === '/_bench' ? control : serve;
	request.on('data', (chunk: Buffer) => (body += chunk.toString()));
	request.on('end', () => handle(request, response, body));
});

begin(behaviour);
// Longer than any run: a connection that is closed for idleness meanwhile would count as a fault.
server.keepAliveTimeout = 600_000;
process.on('disconnect', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
	process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
