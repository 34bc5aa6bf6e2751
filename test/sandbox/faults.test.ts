import type { Fault } from '../../sandbox';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { CORRELATION_ID, EUROPE, mcaPath, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, northwind } = CUSTOMERS;
const user = adventureWorks.placements[0].users.terryAdams;

const update = () =>
	scene.http.patch(
		`/v1/Customers/${adventureWorks.id}/users/${user.id}/licenses`,
		{
			providerInstanceId: EUROPE,
			customerUserLicenses: [{ skuId: SKUS.microsoft365E3.skuId, isSelected: true }],
		},
		{ headers: { 'X-Correlation-Id': CORRELATION_ID }, timeout: 300 },
	);
const read = () => scene.http.get(mcaPath(northwind.id));
const isAssigned = () =>
	scene.sandbox.state.customers
		.get(adventureWorks.id)
		?.placements.get(EUROPE)
		?.users.get(user.id)
		?.skuIds.has(SKUS.microsoft365E3.skuId);

/** The one request so far: what was logged of it, and whether it really took effect. */
function expectOutcome(status: number | null, applied: boolean): void {
	expect(scene.sandbox.requests).toHaveLength(1);
	expect(scene.sandbox.requests[0]).toMatchObject({ status, applied });
	expect(isAssigned()).toBe(applied);
	expect(scene.sandbox.audit).toHaveLength(applied ? 1 : 0);
}

describe('429', () => {
	test('with Retry-After in seconds, in the error shape of the contract', async () => {
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 7 });
		const { status, headers, data } = await update();
		expect([status, headers['retry-after']]).toEqual([429, '7']);
		expect(data).toMatchObject({ statusCode: 429, correlationId: CORRELATION_ID });
		expectOutcome(429, false);
	});

	test('with Retry-After as a date, about a second away or a given one', async () => {
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 'date' });
		const sentAt = Date.now();
		const header = (await read()).headers['retry-after'] as string;
		expect(header).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
		expect(Date.parse(header) - sentAt).toBeGreaterThanOrEqual(1000);
		expect(Date.parse(header) - sentAt).toBeLessThan(3000);

		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: new Date('2030-01-02T03:04:05Z') });
		expect((await read()).headers['retry-after']).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
	});

	test('without Retry-After, or with nonsense in it', async () => {
		scene.sandbox.inject({ kind: 'rateLimit' });
		expect((await read()).headers['retry-after']).toBeUndefined();
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 'soon' });
		expect((await read()).headers['retry-after']).toBe('soon');
	});
});

describe('failures', () => {
	test('any status, with Retry-After', async () => {
		scene.sandbox.inject({ kind: 'status', status: 503, retryAfter: 3 });
		const { status, headers, data } = await update();
		expect([status, headers['retry-after'], data.statusCode]).toEqual([503, '3', 503]);
		expectOutcome(503, false);
	});

	test('any status, with a body of its own, after the request was carried out', async () => {
		scene.sandbox.inject({ kind: 'status', status: 504, body: { odd: true }, applied: true });
		const { status, data } = await update();
		expect([status, data]).toEqual([504, { odd: true }]);
		expectOutcome(504, true);
	});

	test('a success without body', async () => {
		scene.sandbox.inject({ kind: 'status', status: 204 });
		const { status, data } = await update();
		expect([status, data]).toEqual([204, '']);
		expectOutcome(204, true);
	});

	test('an HTML 502', async () => {
		scene.sandbox.inject({ kind: 'html' });
		const { status, headers, data } = await update();
		expect([status, headers['content-type']]).toEqual([502, 'text/html']);
		expect(data).toMatch(/^<html>/);
		expectOutcome(502, false);
	});
});

describe('no whole answer', () => {
	test('a reset before the request was carried out', async () => {
		scene.sandbox.inject({ kind: 'resetBefore' });
		await expect(update()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expectOutcome(null, false);
	});

	test('a reset after the request was carried out', async () => {
		scene.sandbox.inject({ kind: 'resetAfter' });
		await expect(update()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expectOutcome(null, true);
	});

	test.each([false, true])('an answer that never comes, carried out: %s', async (applied) => {
		scene.sandbox.inject({ kind: 'hang', applied });
		await expect(update()).rejects.toMatchObject({ code: 'ECONNABORTED' });
		expectOutcome(null, applied);
	});

	test('JSON that is cut in a message that is whole', async () => {
		scene.sandbox.inject({ kind: 'truncated' });
		const { status, headers, data } = await scene.http.get<string>(mcaPath(northwind.id), {
			responseType: 'text',
			transformResponse: [(text: string) => text],
		});
		expect(status).toBe(200);
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(Number(headers['content-length'])).toBe(Buffer.byteLength(data));
		expect(data).toContain(northwind.id);
		expect(() => JSON.parse(data)).toThrow(SyntaxError);
	});

	test('cut JSON where no body was due', async () => {
		scene.sandbox.inject({ kind: 'truncated' });
		expect((await update()).data).toBe('{"');
		expectOutcome(200, true);
	});

	test('no body where one was due', async () => {
		scene.sandbox.inject({ kind: 'empty' });
		const { status, headers, data } = await read();
		expect([status, headers['content-length'], data]).toEqual([200, '0', '']);
	});
});

describe('faults after which a request goes on', () => {
	test('a slow answer', async () => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 120 });
		const startedAt = performance.now();
		expect((await update()).status).toBe(200);
		expect(performance.now() - startedAt).toBeGreaterThan(115);
		expectOutcome(200, true);
	});

	test('a token that expires now', async () => {
		scene.sandbox.inject({ kind: 'expireToken' });
		expect((await update()).status).toBe(401);
		expectOutcome(401, false);
	});

	test('come on top of one that ends it', async () => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 60, times: 'always' });
		scene.sandbox.inject({ kind: 'status', status: 500 });
		const startedAt = performance.now();
		expect([(await read()).status, (await read()).status]).toEqual([500, 200]);
		expect(performance.now() - startedAt).toBeGreaterThan(115);
	});
});

describe('which requests, and how many', () => {
	const statuses = async (count: number) => {
		const seen: number[] = [];
		while (seen.length < count) seen.push((await read()).status);
		return seen;
	};

	test('counts down', async () => {
		scene.sandbox.inject({ kind: 'status', status: 500, times: 2 });
		scene.sandbox.inject({ kind: 'status', status: 503 });
		expect(await statuses(4)).toEqual([500, 500, 503, 200]);
	});

	test('goes on until cleared', async () => {
		scene.sandbox.inject({ kind: 'status', status: 500, times: 'always' });
		expect(await statuses(3)).toEqual([500, 500, 500]);
		scene.sandbox.clearFaults();
		expect(await statuses(1)).toEqual([200]);
	});

	test.each<[string, NonNullable<Fault['match']>, number[]]>([
		['method', { method: 'patch' }, [200, 500]],
		['operation', { operationId: 'getMca' }, [500, 200]],
		['part of the path', { path: adventureWorks.id }, [200, 500]],
		['pattern of the path', { path: /\/mca$/ }, [500, 200]],
		['everything at once', { method: 'GET', path: adventureWorks.id }, [200, 200]],
	])('is restricted by %s', async (_name, match, expected) => {
		scene.sandbox.inject({ kind: 'status', status: 500, match });
		expect([(await read()).status, (await update()).status]).toEqual(expected);
	});
});

test('an answer of its own that deviates from the contract is told as a 500', async () => {
	const profile = scene.sandbox.state.customers.get(northwind.id)?.profile;
	expect(profile).toBeDefined();
	Object.assign(profile ?? {}, { zip: '1'.repeat(31), colour: 'red' });
	const { status, data } = await read();
	expect(status).toBe(500);
	expect(data.description).toMatch(/deviates from the contract.*customer.*zip.*30 characters/);
	expect(data.description).toMatch(/unevaluated properties/);
});
