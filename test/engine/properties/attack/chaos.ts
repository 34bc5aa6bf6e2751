import { type IncomingMessage, request as forward, type ServerResponse } from 'node:http';

import { type RawServer, startRawServer } from '../../support/raw-server';
import { createRandom, seedOf } from './random';

/** What can happen to a request and its answer between the node and the API. */
const FAULTS = [
	...['resetBefore', 'resetAfter', 'hangBefore', 'hangAfter', 'drip', 'upgrade'],
	...['page', 'pageAfter', 'errorAfter', 'unavailable', 'cut', 'empty', 'text', 'errorInside'],
	...['notFound', 'forbidden', 'unauthorized', 'limited', 'odd'],
] as const;
type Fault = (typeof FAULTS)[number];

/** Those after which the request has reached the API. */
const BEFORE: ReadonlySet<Fault> = new Set([
	...(['resetBefore', 'hangBefore', 'page', 'unavailable', 'upgrade'] as const),
	...(['notFound', 'forbidden', 'unauthorized', 'limited', 'errorInside', 'text'] as const),
]);

const REFUSALS: Readonly<Partial<Record<Fault, number>>> = {
	unavailable: 503,
	notFound: 404,
	forbidden: 403,
	unauthorized: 401,
	limited: 429,
};

/** Bodies that are none of the API's. */
const ODD = ['null', '7', '"ok"', '[null]', '{"success":false}', '{"errors":["x"]}', '{}', ''];

export interface Chaos extends RawServer {
	/** What follows is decided by this number and the correlation ID of each request. */
	reseed(seed: number, oneIn: number): void;
}

/** A server between the node and the API that spoils what passes it. */
export async function startChaos(target: () => string): Promise<Chaos> {
	let seed = 0;
	let oneIn = 4;
	const attempts = new Map<string, number>();
	const server = await startRawServer((incoming, response) => {
		const id = String(incoming.headers['x-correlation-id']);
		const attempt = (attempts.get(id) ?? 0) + 1;
		attempts.set(id, attempt);
		const random = createRandom(seedOf(seed, `${id} ${attempt}`));
		const fault = random.oneIn(oneIn) ? random.pick(FAULTS) : undefined;
		const spoil = () => spoilAnswer(fault, response, random.pick(ODD));
		if (fault && BEFORE.has(fault)) {
			incoming.resume();
			incoming.on('end', spoil);
			return;
		}
		void passOn(target(), incoming, (status, headers, body) => {
			// A refusal that somebody turned into a success, no client could see through.
			if (fault && status < 300) spoil();
			else response.writeHead(status, headers).end(body);
		});
	});
	return {
		...server,
		reseed: (newSeed, newOneIn) => {
			seed = newSeed;
			oneIn = newOneIn;
			attempts.clear();
			server.seen.length = 0;
		},
	};
}

async function passOn(
	target: string,
	incoming: IncomingMessage,
	answer: (status: number, headers: IncomingMessage['headers'], body: Buffer) => void,
): Promise<void> {
	const { method, headers, url } = incoming;
	const outgoing = forward(`${target}${url}`, { method, headers }, (reply) => {
		const chunks: Buffer[] = [];
		reply.on('data', (chunk: Buffer) => chunks.push(chunk));
		reply.on('end', () => answer(reply.statusCode ?? 502, reply.headers, Buffer.concat(chunks)));
	});
	outgoing.on('error', () => incoming.socket.destroy());
	incoming.pipe(outgoing);
}

function spoilAnswer(fault: Fault | undefined, response: ServerResponse, odd: string): void {
	const json = { 'content-type': 'application/json' };
	const refusal = fault && REFUSALS[fault];
	if (refusal) {
		const wait = fault === 'limited' || odd === '' ? { 'retry-after': '0.005' } : {};
		response.writeHead(refusal, { ...json, ...wait }).end('{"description":"Spoilt."}');
		return;
	}
	switch (fault) {
		case 'resetBefore':
		case 'resetAfter':
			response.socket?.resetAndDestroy();
			return;
		case 'drip': {
			response.writeHead(200, json);
			const drip = setInterval(() => {
				// Nobody tells when the other end had gone before.
				if (response.destroyed || !response.socket) clearInterval(drip);
				else response.write(' ');
			}, 5);
			return;
		}
		case 'upgrade':
			response.socket?.write('HTTP/1.1 101 Other\r\n\r\n');
			return;
		case 'page':
			response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Proxy</html>');
			return;
		case 'pageAfter':
			response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Proxy</html>');
			return;
		case 'errorAfter':
			response.writeHead(500, json).end('{"description":"Too late."}');
			return;
		case 'text':
			response.writeHead(200, { 'content-type': 'text/plain' }).end('Sorry.');
			return;
		case 'errorInside':
			response.writeHead(200, json).end('{"statusCode":400,"errors":[{"description":"No."}]}');
			return;
		case 'cut':
			response.writeHead(200, json).end('{"customerId":"c1a5');
			return;
		case 'empty':
			response.writeHead(204).end();
			return;
		case 'odd':
			response.writeHead(200, json).end(odd);
	}
}
