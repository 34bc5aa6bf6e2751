import type { Fault } from '../../../sandbox';
import { POLL_ENGINES, useScene } from '../support';
import { LITWARE, move, prepare, publish, told } from './support';

const scene = useScene();

/** No repeats, so that a poll takes no time. */
const OPTIONS = { options: { maxRetries: 0 } };

const fail = (fault: Fault) => scene.sandbox.inject({ ...fault, times: 'always' });
const FOREVER: Array<[string, Fault]> = [
	['rate limits', { kind: 'rateLimit', retryAfter: 3_600 }],
	['a server that fails', { kind: 'status', status: 500 }],
	['a broken connection', { kind: 'resetBefore' }],
	['an answer that is cut off', { kind: 'truncated' }],
	['a list that is none', { kind: 'reshape', shape: 'nullItems' }],
];
const AT_ONCE: Array<[number, string]> = [
	[400, 'configuration-invalid'],
	[401, 'credential-invalid'],
	[403, 'configuration-invalid'],
	[404, 'configuration-invalid'],
];

describe.each(POLL_ENGINES)('with the %s engine of n8n', (engine) => {
	test.each(FOREVER)(
		'%s are told at the third poll in a row, and nothing is lost',
		async (_, fault) => {
			const published = await publish(scene, OPTIONS, { engine });
			move(scene, LITWARE, 'agreementCreated');
			fail(fault);
			await published.tick();
			await published.tick();
			expect(published.errors).toEqual([]);
			await published.tick();
			expect(published.errors).toHaveLength(1);
			for (let poll = 4; poll <= 12; poll += 1) await published.tick();
			expect(published.errors).toHaveLength(3);

			const [error] = published.errors;
			expect(error?.message).toMatch(/^For \d+ seconds? no poll has succeeded: \S/);
			expect(error?.description).toContain('is not lost');
			expect(published.executions).toEqual([]);
			scene.sandbox.clearFaults();
			await published.tick();
			expect(told(published)).toMatchObject([LITWARE]);

			// The next trouble has two quiet polls of its own.
			fail(fault);
			await published.tick();
			await published.tick();
			expect(published.errors).toHaveLength(3);
		},
	);

	test.each(FOREVER)('%s do not stand against publishing', async (_, fault) => {
		fail(fault);
		const published = await prepare(scene, OPTIONS, { engine });
		for (let attempt = 0; attempt < 4; attempt += 1) await published.activate();
		scene.sandbox.clearFaults();
		await published.tick();
		move(scene, LITWARE, 'agreementCreated');
		await published.tick();

		expect(told(published)).toMatchObject([LITWARE]);
		expect(published.errors).toEqual([]);
	});

	test.each(AT_ONCE)('%d is told at once, and publishing is refused', async (status, cause) => {
		const published = await publish(scene, OPTIONS, { engine });
		fail({ kind: 'status', status });
		await published.tick();
		await published.tick();

		expect(published.errors).toHaveLength(2);
		expect(published.errors[0]).toMatchObject({ failure: { cause }, httpCode: String(status) });
		await expect(published.activate()).rejects.toThrow(published.errors[0]?.message);
	});
});

test('what changes between a first poll that failed and the first list cannot be known', async () => {
	const published = await prepare(scene, OPTIONS);
	fail({ kind: 'rateLimit', retryAfter: 3_600 });
	await published.activate();
	move(scene, LITWARE, 'agreementCreated');
	scene.sandbox.clearFaults();
	await published.tick();
	await published.tick();

	expect(published.executions).toEqual([]);
	expect(published.errors).toEqual([]);
});

test("a rate limit says in n8n's own words when to poll again, and that polls may be fewer", async () => {
	const published = await publish(scene, OPTIONS);
	fail({ kind: 'rateLimit', retryAfter: 3_600 });
	for (let poll = 0; poll < 3; poll += 1) await published.tick();

	const [error] = published.errors;
	expect(error).toMatchObject({
		name: 'NodeApiError',
		httpCode: '429',
		failure: { cause: 'rate-limited', retryAfterMs: 3_600_000 },
	});
	expect(error?.description).toContain('every hour');
});

test('a wait of more than ten seconds is left to the next poll', async () => {
	const published = await publish(scene);
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 11 });
	await published.tick();
	expect(scene.calls()).toHaveLength(3);
	move(scene, LITWARE, 'agreementCreated');
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
	expect(published.errors).toEqual([]);
});

test('a short wait is waited for', async () => {
	const published = await publish(scene);
	move(scene, LITWARE, 'agreementCreated');
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 1 });
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
});

test('a list that breaks off half-way is no list: nothing is told, nothing remembered', async () => {
	scene.sandbox.configure({ maxPageSize: 100 });
	const published = await publish(scene, { ...OPTIONS, event: 'statusChanged' });
	const before = published.saved();
	move(scene, LITWARE, 'agreementCreated');
	scene.sandbox.inject({ kind: 'reshape', shape: 'emptyPage', match: { operationId: 'getMcas' } });
	await published.tick();
	expect([published.executions, published.saved()]).toEqual([[], before]);
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
});

test('a poll ends when its time is over, and so does the request', async () => {
	const published = await publish(scene, {}, { budgetMs: 2_000 });
	scene.sandbox.inject({ kind: 'hang', times: 'always' });
	for (let poll = 0; poll < 3; poll += 1) await published.tick();

	expect(published.errors).toHaveLength(1);
	expect(published.errors[0]?.message).toContain('could not be read within 2 seconds');
	expect(published.errors[0]?.description).toMatch(/^n8n gives a poll no more time\. Filters/);
	expect(published.errors[0]).toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
});

test('a sign-in service that is down passes, a wrong secret does not', async () => {
	const fresh = async (changes = {}) =>
		await scene.engine.prepareTrigger({
			parameters: { authentication: 'oAuth2', ...OPTIONS },
			credentials: scene.credentials('oAuth2', changes),
		});
	scene.sandbox.inject({ kind: 'status', status: 503, match: { operationId: 'getToken' } });
	const published = await fresh();
	await published.activate();
	await published.tick();
	move(scene, LITWARE, 'agreementCreated');
	await published.tick();
	expect(told(published)).toMatchObject([LITWARE]);

	const wrong = await fresh({ clientSecret: 'wrong' });
	await expect(wrong.activate()).rejects.toMatchObject({
		message: expect.stringContaining('client secret') as string,
		failure: { cause: 'credential-invalid' },
	});
});

test('parameters that cannot be used are named before anything is sent', async () => {
	const filters = { customerId: { __rl: true, mode: 'id', value: 'Fabrikam' } };
	const published = await prepare(scene, { filters });

	await expect(published.activate()).rejects.toThrow(
		/^Customer must be a GUID or empty, but is "Fabrikam"$/,
	);
	expect(scene.requests()).toEqual([]);
});
