import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import axios from 'axios';
import { startSandbox } from '../../sandbox';
import { CUSTOMERS } from '../../sandbox/seed';
import { mcaPath, useSandbox } from './support';

const scene = useSandbox();
const { northwind } = CUSTOMERS;
const read = () => scene.http.get(mcaPath(northwind.id));

describe('control over HTTP', () => {
	test('orders and clears faults', async () => {
		const order = { kind: 'rateLimit', retryAfter: 2, times: 'always', match: { method: 'GET' } };
		expect((await scene.http.post('/_sandbox/faults', order)).status).toBe(201);
		expect((await read()).headers['retry-after']).toBe('2');
		expect((await scene.http.delete('/_sandbox/faults')).status).toBe(204);
		expect((await read()).status).toBe(200);
	});

	test.each([
		['an unknown kind', { kind: 'explode' }],
		['a status fault without status', { kind: 'status' }],
		['a delay without length', { kind: 'delay' }],
		['a misspelt property', { kind: 'hang', tims: 2 }],
		['no times', { kind: 'hang', times: 0 }],
	])('refuses %s', async (_name, order) => {
		const answer = await scene.http.post('/_sandbox/faults', order);
		expect(answer.status).toBe(400);
		expect(answer.data.message).toMatch(/^body/);
		expect((await read()).status).toBe(200);
	});

	test('sets and lifts limits', async () => {
		await scene.http.post('/_sandbox/limits', { rate: { requests: 1, perSeconds: 60 } });
		expect([(await read()).status, (await read()).status]).toEqual([200, 429]);
		await scene.http.post('/_sandbox/limits', { rate: null, concurrency: 5 });
		expect((await read()).status).toBe(200);
	});

	test('expires tokens', async () => {
		expect((await scene.http.post('/_sandbox/expire-tokens')).status).toBe(204);
		expect((await read()).status).toBe(401);
	});

	test('shows requests, audit log and state, without itself, and starts over', async () => {
		await scene.http.post(`${mcaPath(northwind.id)}/status`);
		const requests = (await scene.http.get('/_sandbox/requests')).data;
		expect(requests).toEqual([
			expect.objectContaining({ method: 'POST', operationId: 'refreshMca', applied: true }),
		]);
		expect((await scene.http.get('/_sandbox/audit')).data).toEqual([
			expect.objectContaining({ operation: 'refreshMca', customerId: northwind.id }),
		]);
		const agreementStatus = async () => {
			const { customers } = (await scene.http.get('/_sandbox/state')).data;
			const [placement] = Object.values<{ agreement: { status: string } }>(
				customers[northwind.id].placements,
			);
			return placement?.agreement.status;
		};
		expect(await agreementStatus()).toBe('customeraccepted');

		scene.sandbox.inject({ kind: 'hang' });
		expect((await scene.http.post('/_sandbox/reset')).status).toBe(204);
		expect(await agreementStatus()).toBe('linkgenerated');
		expect([scene.sandbox.requests, scene.sandbox.audit]).toEqual([[], []]);
		expect((await read()).status).toBe(200);
	});
});

describe('request log', () => {
	test('keeps method, path, query, headers and body as they came', async () => {
		const path = `/v1/Customers/${northwind.id}/microsoft-qualification`;
		const body = '{ "providerInstanceId": 1 }';
		await scene.http.patch(`${path}?a=b`, body, {
			headers: { 'Content-Type': 'application/json' },
		});
		expect(scene.sandbox.requests).toEqual([
			{
				method: 'PATCH',
				path,
				query: { a: 'b' },
				headers: expect.objectContaining({ 'x-tenant': scene.sandbox.tenant }),
				rawBody: body,
				body: { providerInstanceId: 1 },
				status: 400,
				at: expect.any(Number),
				applied: false,
				operationId: 'updateMicrosoftQualification',
			},
		]);
	});
});

describe('end', () => {
	test('closing ends hanging and slow requests at once', async () => {
		const sandbox = await startSandbox();
		sandbox.inject({ kind: 'hang' });
		sandbox.inject({ kind: 'delay', delayMs: 60_000 });
		const headers = { 'X-Tenant': sandbox.tenant };
		const open = [1, 2].map(() =>
			axios.get(`${sandbox.url}/v1/Customers`, { headers }).catch((error: Error) => error),
		);
		while (sandbox.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		const startedAt = performance.now();
		await sandbox.close();
		expect(await Promise.all(open)).toEqual([expect.any(Error), expect.any(Error)]);
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});

	test('the command prints what is needed, and Ctrl-C ends it with an open request', async () => {
		const root = join(__dirname, '..', '..');
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', '--port', '0'], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		try {
			let printed = '';
			child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
			while (!printed.includes('/_sandbox/faults')) await once(child.stdout, 'data');
			const field = (name: string) =>
				new RegExp(`^  ${name} {2,}(\\S+)`, 'm').exec(printed)?.[1] ?? '';
			const url = field('Base URL');
			await axios.post(`${url}/_sandbox/faults`, { kind: 'hang', match: { method: 'POST' } });
			const headers = {
				'X-Tenant': field('Tenant'),
				Authorization: `Bearer ${field('Access Token')}`,
			};
			expect((await axios.get(`${url}${mcaPath(northwind.id)}`, { headers })).status).toBe(200);
			const hanging = axios.post(`${url}${mcaPath(northwind.id)}/status`, undefined, { headers });
			const lost = expect(hanging).rejects.toThrow();
			while ((await axios.get(`${url}/_sandbox/requests`)).data.length < 2);
			const startedAt = performance.now();
			child.kill('SIGINT');
			const [code] = await once(child, 'exit');
			await lost;
			expect(code).toBe(0);
			expect(performance.now() - startedAt).toBeLessThan(10_000);
		} finally {
			child.kill('SIGKILL');
		}
	});
});
