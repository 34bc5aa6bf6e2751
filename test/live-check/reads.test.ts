import { READS } from '../../live-check/contract';
import { isObject } from '../../live-check/describe';
import { QUESTION_KEYS } from '../../live-check/questions';
import { useScene } from './support';

const scene = useScene();

const NEED_CHANGES = [
	'license-body',
	'unnamed-licenses',
	'license-properties',
	'qualification-body',
	'qualification-names',
	'qualification-answer',
	'refresh-answer',
	'internal-identifier',
	'user-update',
];

test('a sandbox that keeps to the contract gives no finding', async () => {
	await scene.refreshAgreement();
	const { journal, report } = await scene.check();

	expect(journal.stopped).toBeUndefined();
	expect(journal.findings).toEqual([]);
	expect(report).toContain('None: every answer was as `openapi/cloudcockpit.yaml` says.');
});

test('every read of the contract is called and succeeds, and nothing is written', async () => {
	const { journal, report } = await scene.check();

	const succeeded = new Set(
		scene.sandbox.requests
			.filter(({ status }) => status === 200)
			.map(({ operationId }) => operationId),
	);
	expect([...succeeded].sort()).toEqual(['getToken', ...READS.map(({ id }) => id)].sort());
	expect(scene.sandbox.audit).toEqual([]);
	expect(new Set(scene.sandbox.requests.map(({ method }) => method))).toEqual(
		new Set(['GET', 'POST']),
	);
	expect(
		scene.sandbox.requests.filter(({ method, path }) => method === 'POST' && path.includes('/v1/')),
	).toEqual([]);
	for (const { id } of READS) expect(report).toMatch(new RegExp(`^\\| ${id} \\| [1-9]`, 'm'));
	expect(journal.exchanges).toHaveLength(scene.sandbox.requests.length);
});

test('each request has a correlation id of its own, which the report lists', async () => {
	const { report } = await scene.check();

	const sent = scene.sandbox.requests.map(({ headers }) => String(headers['x-correlation-id']));
	expect(new Set(sent).size).toBe(sent.length);
	const [, listed = ''] = report.split('## Requests');
	expect(listed.match(/[0-9a-f-]{36} \|$/gm)).toEqual(sent.map((id) => `${id} |`));
});

test('reads settle every open question that takes no change', async () => {
	await scene.refreshAgreement();
	const { journal } = await scene.check();

	const unseen = QUESTION_KEYS.filter((key) => 'notSeen' in journal.answerTo(key));
	// Nothing that is documented tells a deleted customer from another.
	expect(unseen.sort()).toEqual([...NEED_CHANGES, 'deleted-customers'].sort());
	for (const key of QUESTION_KEYS.filter((one) => !unseen.includes(one))) {
		expect(journal.answerTo(key)).toMatchObject({ fits: true });
	}
});

test('requests go one at a time, with a pause in between', async () => {
	const pauseMs = 20;
	await scene.check({ pauseMs });

	expect(scene.sandbox.peakInFlight).toBe(1);
	const times = scene.sandbox.requests.map(({ at }) => at);
	const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
	// Timers may be a millisecond early.
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(pauseMs - 1);
});

test('a rate limit is waited for as long as it asks, and told of', async () => {
	scene.sandbox.inject({
		kind: 'rateLimit',
		retryAfter: 1,
		match: { operationId: 'getAuditLogs' },
	});
	const { journal } = await scene.check();

	const [refused, repeated] = scene.sandbox.requests.filter(
		({ operationId }) => operationId === 'getAuditLogs',
	);
	expect([refused?.status, repeated?.status]).toEqual([429, 200]);
	expect((repeated?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
	expect(journal.findings).toEqual([]);
	expect(journal.answerTo('rate-limits')).toMatchObject({
		seen: expect.stringMatching(/`retry-after` and 1 times 429/),
		fits: true,
	});
});

test('a token that is about to end is renewed', async () => {
	let issued = 0;
	const { journal } = await scene.check({
		changes: {
			answer({ operation, body }) {
				if (operation !== 'getToken' || !isObject(body)) return;
				// The first is taken to be good for a minute, within which it is renewed.
				body.expires_in = issued++ === 0 ? 60 : 3_599;
			},
		},
	});
	expect(issued).toBe(2);
	expect(journal.findings).toEqual([]);
});

test('a wait of hours is not waited for', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 7_200 });
	const { journal, report } = await scene.check();

	expect(journal.stopped).toMatch(/come back much later/);
	expect(report).toContain('**Stopped before its time:**');
	for (const key of QUESTION_KEYS) expect(report).toContain(`#${key})`);
});

test.each([
	['a wrong secret', { clientSecret: 'wrong' }, /sign-in was refused with 401/],
	['an unknown client', { clientId: 'wrong' }, /sign-in was refused with 400/],
	['a token URL that nobody has', { tokenUrl: 'http://127.0.0.1:1/token' }, /nobody answers at/],
	['a tenant of somebody else', { tenant: 'other.example.com' }, /no list can be read/],
	['a Base URL that nobody has', { baseUrl: 'http://127.0.0.1:1' }, /nobody answers/],
])('%s ends the check with words for it', async (_what, settings, words) => {
	const { journal } = await scene.check(settings);

	expect(journal.stopped).toMatch(words);
	expect(journal.exchanges.length).toBeLessThanOrEqual(5);
});

test('answers that do not come are found, and the check goes on', async () => {
	const match = { operationId: 'getMcas' } as const;
	scene.sandbox.inject({ kind: 'hang', match });
	const { journal } = await scene.check({ timeoutMs: 300 });

	expect(journal.findings).toEqual([
		{ subject: 'getMcas', where: 'answer', what: 'no answer (ECONNABORTED)', count: 1 },
	]);
	expect(journal.stopped).toBeUndefined();
});

test('a portal without customers leaves no row empty', async () => {
	scene.sandbox.state.customers.clear();
	const { journal, report } = await scene.check();

	expect(journal.findings).toEqual([]);
	expect(report).toContain(
		'| getMca | 0 | not called, because no customer on a Microsoft provider instance was listed |',
	);
	expect(journal.answerTo('relationship-id')).toEqual({
		notSeen: 'nothing could be read that would tell',
	});
	expect(journal.answerTo('audit-entries')).toEqual({
		notSeen: 'the audit log of the last month is empty',
	});
});

test('a customer without users leaves out what needs one', async () => {
	for (const { placements } of scene.sandbox.state.customers.values()) {
		for (const { users } of placements.values()) users.clear();
	}
	const { journal, report } = await scene.check();

	expect(journal.findings).toEqual([]);
	expect(report).toContain('| getCustomerUser | 0 | not called, because no user was listed |');
	expect(journal.answerTo('user-licenses')).toEqual({ notSeen: 'no user was listed' });
});
