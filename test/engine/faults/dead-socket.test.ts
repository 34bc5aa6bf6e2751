import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

import { useScene } from '../support';
import { useJitter } from '../support/jitter';
import { operationCase } from '../support/operations';
import { type RawServer, startRawServer } from '../support/raw-server';

const scene = useScene();
const UPDATE = operationCase('qualification.update').node;

useJitter(0);

/** Ends the client's socket as a failed system call does, once the server has the request. */
function killSockets(server: () => RawServer, syscall: string, code: string): () => void {
	const watch = (message: unknown) => {
		const { socket } = message as { socket: Socket };
		const kill = () => {
			if (!socket.destroyed && server().seen.length > 0) {
				socket.destroy(Object.assign(new Error(`${syscall} ${code}`), { code, syscall }));
			}
		};
		const timer = setInterval(kill, 5);
		socket.on('close', () => clearInterval(timer));
	};
	subscribe('net.client.socket', watch);
	return () => unsubscribe('net.client.socket', watch);
}

const CODES = ['EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE'];

test.each(CODES.flatMap((code) => ['read', 'write'].map((syscall) => [syscall, code] as const)))(
	'%s %s may have come after the update: it is unknown, and sent once',
	async (syscall, code) => {
		const server = await startRawServer(() => {});
		const restore = killSockets(() => server, syscall, code);
		const run = await scene.run(
			{ ...UPDATE, options: { maxRetries: 2 } },
			{
				onError: 'continueErrorOutput',
				authentication: 'accessToken',
				credentials: scene.credentials('accessToken', { baseUrl: server.url }),
			},
		);
		restore();
		await server.close();

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'unknown', attempts: 1, code });
		expect(JSON.stringify(run.errorOutput)).not.toContain('within');
		expect(server.seen).toHaveLength(1);
	},
);

test('a TLS handshake that fails comes before the update, which is sent again', async () => {
	const server = await startRawServer(() => {});
	const baseUrl = server.url.replace('http:', 'https:');
	const run = await scene.run(
		{ ...UPDATE, options: { maxRetries: 1 } },
		{
			onError: 'continueErrorOutput',
			authentication: 'accessToken',
			credentials: scene.credentials('accessToken', { baseUrl }),
		},
	);
	await server.close();

	expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent', attempts: 2 });
	expect(server.seen).toEqual([]);
});
