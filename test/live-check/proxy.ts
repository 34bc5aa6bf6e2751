/** A server between the check and the sandbox, which changes requests and answers on their way. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import type { OperationId } from '../../live-check/contract';
import type { Sandbox } from '../../sandbox';

/** An answer of the sandbox, to be changed in place. */
export interface Passing {
	operation: OperationId | undefined;
	status: number;
	headers: Record<string, string>;
	/** Parsed; undefined when there is none. A text is sent as it is. */
	body: unknown;
}

export interface Changes {
	answer?: (passing: Passing) => void;
	/** Changes where a request goes. */
	request?: (url: URL) => void;
}

export interface Proxy {
	readonly url: string;
	changes: Changes;
	close(): Promise<void>;
}

const KEPT_HEADERS = ['content-type', 'retry-after', 'www-authenticate'];

export async function startProxy(sandbox: () => Sandbox): Promise<Proxy> {
	const proxy: Proxy = {
		url: '',
		changes: {},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};

	async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = new URL(request.url ?? '', sandbox().url);
		proxy.changes.request?.(url);
		const { host, 'content-length': length, ...headers } = request.headers;
		const answer = await axios.request<string>({
			url: url.href,
			method: request.method,
			headers: headers as Record<string, string>,
			data: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
		const passing: Passing = {
			operation: sandbox().requests.at(-1)?.operationId,
			status: answer.status,
			headers: Object.fromEntries(
				KEPT_HEADERS.flatMap((name) => {
					const value: unknown = answer.headers[name];
					return typeof value === 'string' ? [[name, value]] : [];
				}),
			),
			body: answer.data ? (JSON.parse(answer.data) as unknown) : undefined,
		};
		proxy.changes.answer?.(passing);
		const { status, body } = passing;
		response.writeHead(status, passing.headers);
		response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
	}

	const server = createServer((request, response) => {
		forward(request, response).catch((error: unknown) => response.destroy(error as Error));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return Object.assign(proxy, {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	});
}
