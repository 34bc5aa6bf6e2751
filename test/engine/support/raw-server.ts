import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A web server that does what no framework would, and ends what is open when the test does. */
export interface RawServer {
	url: string;
	/** Requests whose head has come, as `METHOD /path`. */
	seen: string[];
	/** Sockets that are open. */
	open: Set<Socket>;
	close(): Promise<void>;
}

/** Starts one on a free port; `answer` gets each request as soon as its head is there. */
export async function startRawServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RawServer> {
	const open = new Set<Socket>();
	const seen: string[] = [];
	const server: Server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		answer(request, response);
	});
	server.on('connection', (socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => {});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		seen,
		open,
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
