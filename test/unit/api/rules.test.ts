import * as chance from '../../../nodes/shared/api/jitter';
import type { Reply } from '../../../nodes/shared/api/reply';
import {
	BACKOFF_BASE_MS,
	BACKOFF_CAP_MS,
	type Effect,
	judge,
	outcomeOf,
} from '../../../nodes/shared/api/rules';
import type { Health } from '../../../nodes/shared/api/throttle/throttle';

const answer = (status: number, headers = {}, body: unknown = undefined) =>
	({ kind: 'answer', status, headers, body }) as const;
const silence = (code: string, undelivered = false): Reply => ({
	kind: 'silence',
	code,
	undelivered,
});
const signIn = (passing: boolean): Reply => ({
	kind: 'signInRefused',
	code: 'EAUTH',
	detail: 'No.',
	passing,
});
const decide = (reply: Reply, effect: Effect, attempt = 1, more = {}) =>
	judge(reply, { count: attempt, effect, maxRetries: 4, retryUnknownOutcome: false, ...more });

afterEach(() => jest.restoreAllMocks());

describe('a success', () => {
	test.each<[string, Reply, Effect, boolean]>([
		['an object', answer(200, {}, {}), 'read', true],
		['an array', answer(200, {}, []), 'read', true],
		['nothing', answer(200), 'read', false],
		['null', answer(200, {}, null), 'read', false],
		['cut JSON', answer(200, {}, '{"a":'), 'read', false],
		['nothing', answer(204), 'update', true],
		['cut JSON', answer(200, {}, '{"a":'), 'update', true],
		['nothing', answer(204), 'get', true],
		['a single value', answer(200, {}, 7), 'get', true],
		['text as JSON', answer(200, { 'content-type': 'application/json' }, 'text'), 'get', true],
		['text as a problem', answer(200, { 'content-type': 'application/x+json' }, 'a'), 'get', true],
		['plain text', answer(200, { 'content-type': 'text/plain' }, 'text'), 'get', false],
		['a page as JSON', answer(200, { 'content-type': 'application/json' }, '<p>'), 'get', false],
		['cut JSON', answer(200, { 'content-type': 'application/json' }, '{"a":'), 'get', false],
		['an error', answer(200, {}, { success: false }), 'get', false],
		['a web page', answer(200, {}, '<html>'), 'update', false],
		['nothing', answer(200), 'refresh', true],
		['a web page', answer(200, {}, ' <!DOCTYPE html>'), 'refresh', false],
		['a page of another kind', answer(200, {}, '<?xml version="1.0"?>'), 'update', false],
		['a comment and a page', answer(200, {}, '<!-- proxy --><html>'), 'update', false],
		['plain text', answer(200, {}, 'Service restarting'), 'update', false],
		['text in brackets', answer(200, { 'content-type': 'text/plain' }, '[busy]'), 'update', false],
		['errors', answer(200, {}, { errors: [{ description: ['No.'] }] }), 'update', false],
		['errors by name', answer(200, {}, { errors: { skuId: ['No.'] } }), 'update', false],
		['no errors', answer(200, {}, { errors: [] }), 'update', true],
		['a status of its own', answer(200, {}, { statusCode: 400 }), 'update', false],
		['a good status of its own', answer(200, {}, { statusCode: 200 }), 'update', true],
		['success: false', answer(200, {}, { success: false }), 'update', false],
		['success: true', answer(200, {}, { success: true }), 'update', true],
		['success: false', answer(200, {}, { success: false }), 'refresh', false],
		['an error', answer(200, {}, { statusCode: 500, errors: [] }), 'read', false],
		['true', answer(200, {}, true), 'update', true],
		['an array', answer(200, {}, []), 'update', true],
		['299', answer(299, {}, {}), 'read', true],
		['300', answer(300, {}, {}), 'read', false],
		['199', answer(199, {}, {}), 'read', false],
	])('with %s (%j) for a %s: %s', (_, reply, effect, accepted) => {
		expect(decide(reply, effect).act === 'accept').toBe(accepted);
	});
});

describe('which replies are repeated', () => {
	const HARMLESS: Effect[] = ['read', 'get', 'refresh'];
	const ALL: Effect[] = [...HARMLESS, 'update'];
	test.each<[Reply, Effect[], string, string?]>([
		[answer(400), [], 'rejected'],
		[answer(401), [], 'rejected'],
		[answer(408), HARMLESS, 'unknown'],
		[answer(425), [], 'rejected'],
		[answer(429), ALL, 'rejected'],
		[answer(499), HARMLESS, 'unknown'],
		[answer(500), HARMLESS, 'rejected', 'unknown'],
		[answer(501), [], 'rejected'],
		[answer(502), HARMLESS, 'unknown'],
		[answer(503), HARMLESS, 'rejected', 'unknown'],
		[answer(503, { 'retry-after': '1' }), ALL, 'rejected'],
		[answer(503, { 'retry-after': '0' }), ALL, 'rejected'],
		[answer(503, { 'retry-after': 'soon' }), HARMLESS, 'rejected', 'unknown'],
		[answer(500, { 'retry-after': '1' }), HARMLESS, 'rejected', 'unknown'],
		[answer(504), HARMLESS, 'unknown'],
		[answer(505), [], 'rejected'],
		[answer(520), HARMLESS, 'unknown'],
		[answer(599), HARMLESS, 'unknown'],
		[silence('ECONNRESET'), HARMLESS, 'unknown'],
		[silence('ECONNABORTED'), HARMLESS, 'unknown'],
		[silence('ECONNREFUSED', true), ALL, 'notSent'],
		[silence('ENOTFOUND', true), ALL, 'notSent'],
		[silence('CERT_HAS_EXPIRED', true), [], 'notSent'],
		[silence('ERR_TLS_CERT_ALTNAME_INVALID', true), [], 'notSent'],
		[signIn(true), ALL, 'notSent'],
		[signIn(false), [], 'notSent'],
	])(
		'%j by %j, and is %s, for what is no read %s',
		(reply, effects, outcome, ofWrite = outcome) => {
			expect(ALL.filter((effect) => decide(reply, effect).act === 'repeat')).toEqual(effects);
			for (const effect of ['read', 'get'] as const) expect(outcomeOf(reply, effect)).toBe(outcome);
			expect(outcomeOf(reply, 'refresh')).toBe(ofWrite);
			expect(outcomeOf(reply, 'update')).toBe(ofWrite);
			const none = { maxRetries: 0 };
			expect(decide(reply, 'update', 1, none)).toMatchObject({ act: 'fail', outcome: ofWrite });
		},
	);

	test.each([
		[silence('ECONNRESET'), 'repeat'],
		[answer(504), 'repeat'],
		[answer(200, {}, '<html>'), 'repeat'],
		[answer(500), 'repeat'],
		[answer(501), 'fail'],
		[silence('CERT_HAS_EXPIRED', true), 'fail'],
	])('an update the user wants repeated whatever its outcome: %j', (reply, act) => {
		expect(decide(reply, 'update', 1, { retryUnknownOutcome: true }).act).toBe(act);
	});

	test('no more often than allowed', () => {
		const actsOn = (status: number, maxRetries: number) =>
			[1, 2, 3].map((attempt) => decide(answer(status), 'read', attempt, { maxRetries }).act);
		expect(actsOn(500, 2)).toEqual(['repeat', 'repeat', 'fail']);
		expect(actsOn(500, 0)).toEqual(['fail', 'fail', 'fail']);
		// How long a 429 is repeated is a question of time, but none at all means none at all.
		expect(actsOn(429, 2)).toEqual(['repeat', 'repeat', 'repeat']);
		expect(actsOn(429, 0)).toEqual(['fail', 'fail', 'fail']);
	});

	test('a success that is none has an unknown outcome', () => {
		expect(outcomeOf(answer(200), 'update')).toBe('unknown');
		expect(outcomeOf(answer(299), 'update')).toBe('unknown');
		expect(outcomeOf(answer(300), 'update')).toBe('rejected');
	});
});

describe('how long it waits', () => {
	const waitOf = (reply: Reply, attempt = 1, random = 1) => {
		jest.spyOn(chance, 'jitter').mockReturnValue(random);
		return decide(reply, 'read', attempt, { maxRetries: 20 });
	};

	test.each([
		[1, BACKOFF_BASE_MS],
		[2, 2 * BACKOFF_BASE_MS],
		[3, 4 * BACKOFF_BASE_MS],
		[6, 32 * BACKOFF_BASE_MS],
		[7, BACKOFF_CAP_MS],
		[20, BACKOFF_CAP_MS],
	])('after try %d at most %d ms, alone', (attempt, waitMs) => {
		expect(waitOf(answer(500), attempt)).toMatchObject({
			act: 'repeat',
			waitMs,
			askedMs: undefined,
		});
		expect(waitOf(answer(500), attempt, 0.25)).toMatchObject({ waitMs: waitMs / 4 });
		expect(waitOf(answer(500), attempt, 0)).toMatchObject({ waitMs: 0 });
	});

	test.each([
		['a twentieth more', '10', 1, 10_500],
		['up to a twentieth more', '10', 0.5, 10_250],
		['no less', '10', 0, 10_000],
		['a second more at most', '100', 1, 101_000],
	])('as long as it was asked to, and %s', (_, retryAfter, random, waitMs) => {
		const reply = answer(503, { 'retry-after': retryAfter });
		const askedMs = Number(retryAfter) * 1_000;
		expect(waitOf(reply, 1, random)).toMatchObject({ act: 'repeat', waitMs, askedMs });
	});

	test.each([
		['10', 10_000],
		['0', undefined],
		[undefined, undefined],
	])('with everybody after a 429 that says %j, and not alone', (retryAfter, askedMs) => {
		const reply = answer(429, { 'retry-after': retryAfter });
		expect(waitOf(reply)).toMatchObject({ act: 'repeat', waitMs: 0, askedMs });
	});

	test('what the server asks for is told also when the item is given up', () => {
		const reply = answer(429, { 'retry-after': '10' });
		const given = decide(reply, 'read', 1, { maxRetries: 0 });
		expect(given).toMatchObject({ act: 'fail', askedMs: 10_000, health: 'limited' });
	});
});

test.each<[Reply, Health]>([
	[answer(200), 'well'],
	[answer(200, {}, {}), 'well'],
	[answer(404), 'well'],
	[answer(429), 'limited'],
	[answer(500), 'faulty'],
	[answer(501), 'faulty'],
	[answer(503, { 'retry-after': '1' }), 'faulty'],
	[silence('ECONNRESET'), 'faulty'],
	[silence('ECONNREFUSED', true), 'unreached'],
	[silence('CERT_HAS_EXPIRED', true), 'unsaid'],
	[signIn(false), 'unsaid'],
])('%j tells of the server: %s', (reply, health) => {
	for (const effect of ['read', 'update'] as const) {
		expect(decide(reply, effect).health).toBe(health);
	}
});

/** The rules in their order, each with a reply that it decides; many fit a later rule as well. */
describe('the first rule that fits decides', () => {
	test.each<[string, Reply, Effect]>([
		['The API says that it is done', answer(200, {}, {}), 'update'],
		['The sign-in failed for a passing reason', signIn(true), 'update'],
		['The sign-in failed for a passing reason', signIn(true), 'read'],
		['The sign-in was refused', signIn(false), 'update'],
		['No connection stood yet, and that passes', silence('ECONNREFUSED', true), 'update'],
		['No connection is possible', silence('CERT_HAS_EXPIRED', true), 'update'],
		['The request may have arrived', silence('ECONNREFUSED'), 'read'],
		['Too many requests', answer(429, { 'retry-after': '1' }), 'update'],
		['The server says when to come back', answer(503, { 'retry-after': '1' }), 'read'],
		['The server says when to come back', answer(503, { 'retry-after': '1' }), 'update'],
		['Of a read that failed', answer(503), 'read'],
		['Something between us and the API gave up', answer(500), 'refresh'],
		['Something between us and the API gave up', answer(500), 'update'],
		['Something between us and the API gave up', answer(504), 'read'],
		['Something between us and the API gave up', answer(408), 'update'],
		['A success that is none', answer(200, {}, '<html>'), 'update'],
		['The server does not do such requests', answer(501), 'update'],
		['The API refused the request as it is', answer(400), 'update'],
	])('%s: %j for a %s', (reason, reply, effect) => {
		expect(decide(reply, effect).reason.startsWith(reason)).toBe(true);
	});
});
