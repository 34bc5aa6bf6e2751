import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { useScene } from '../support';
import { useJitter } from '../support/jitter';

/** Answers that the sandbox never gives: text as JSON, and text that only says that it is JSON. */
const scene = useScene();

useJitter(0);

const ANSWERS: Readonly<Record<string, [type: string, body: string]>> = {
	'/v1/text': ['application/json; charset=utf-8', '"f1a60b3c"'],
	'/v1/problem': ['application/problem+json', '"text"'],
	'/v1/plain': ['text/plain', 'done'],
	'/v1/page': ['application/json', '<html></html>'],
	'/v1/cut': ['application/json', '{"id": "f1a6'],
};

let server: Server;
let asked: string[];
beforeAll(async () => {
	server = createServer(({ method, url = '' }, response) => {
		asked.push(`${method} ${url}`);
		const [type, body] = ANSWERS[url] ?? ['application/json', 'null'];
		response.writeHead(200, { 'content-type': type }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
	asked = [];
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

test.each([
	['POST', '/v1/text', { value: 'f1a60b3c' }],
	['GET', '/v1/text', { value: 'f1a60b3c' }],
	['PUT', '/v1/problem', { value: 'text' }],
	['DELETE', '/v1/other', { value: null }],
	['DELETE', '/v1/cut', { success: true, correlationId: expect.any(String) }],
	['GET', '/v1/cut', 'unknown'],
	['POST', '/v1/plain', 'unknown'],
	['GET', '/v1/plain', 'unknown'],
	['POST', '/v1/page', 'unknown'],
])('%s %s gives %j', async (method, path, wanted) => {
	const { port } = server.address() as AddressInfo;
	const credentials = scene.credentials('accessToken', { baseUrl: `http://127.0.0.1:${port}` });
	const run = await scene.run(
		{ resource: 'api', operation: 'call', method, path, options: { maxRetries: 0 } },
		{ authentication: 'accessToken', credentials, onError: 'continueErrorOutput' },
	);

	expect(asked).toEqual([`${method} ${path}`]);
	if (typeof wanted === 'string') {
		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: wanted });
	} else {
		expect(run.output.map(({ json }) => json)).toEqual([wanted]);
	}
});
