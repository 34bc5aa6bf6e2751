import { wordsFor } from '../../../nodes/CloudCockpit/words';
import { describeEnding, describeReply } from '../../../nodes/shared/api/describe';
import type { Reply } from '../../../nodes/shared/api/reply';
import { advise } from '../../../nodes/shared/words';
import { answer, ID, sent, silence } from './sent';

/** With the advice that the action node adds. */
const WORDS = wordsFor([]);
const describeIt = (reply: Reply) => describeReply(reply, 'rejected', sent());

const CHECK_STATE = /It may have been carried out\. Look for the correlation ID/;

describe('an unknown outcome', () => {
	test('of a write says where to look, after what else is to do', () => {
		expect(describeReply(answer(418), 'unknown', sent()).hint).toMatch(CHECK_STATE);
		const late = describeReply(silence('ECONNABORTED'), 'unknown', sent());
		expect(advise(late, WORDS).hint).toMatch(
			/^Raise Timeout .* often\. It may have been carried out\./,
		);
		expect(describeReply(answer(500), 'rejected', sent()).hint).not.toMatch(CHECK_STATE);
	});

	test('of a read does not matter', () => {
		const read = sent({}, { method: 'GET' });
		expect(describeReply(answer(418), 'unknown', read).hint).toBeUndefined();
	});

	test.each([
		['notSent', 'rejected'],
		['rejected', 'rejected'],
		['unknown', 'unknown'],
	] as const)('what CloudCockpit has refused once is not unsent: %s is %s', (last, outcome) => {
		const reply = silence('ECONNREFUSED', true);
		expect(describeReply(reply, last, sent({ refused: true })).outcome).toBe(outcome);
		expect(describeReply(reply, last, sent()).outcome).toBe(last);
	});

	test('of an earlier attempt stays', () => {
		const failure = describeReply(answer(400), 'rejected', sent({ uncertain: true }));
		expect(failure.outcome).toBe('unknown');
		expect(failure.hint).toMatch(CHECK_STATE);
	});
});

describe('a request that may not wait any longer', () => {
	const OVER = { cause: 'waitTooLong', waitMs: 3_599_001 } as const;

	test('says how long it would have to, and that it was not sent', () => {
		const failure = describeEnding(OVER, undefined, sent({ attempts: 0 }));
		expect(advise(failure, WORDS)).toEqual({
			kind: 'waitTooLong',
			message: 'CloudCockpit asks to wait 3600 seconds, longer than this run may still wait',
			hint: 'Run the workflow again later with these items.',
			outcome: 'notSent',
			correlationId: ID,
			attempts: 0,
			passing: { retryAfterMs: 3_599_001 },
		});
	});

	test('keeps what was answered before', () => {
		const last = answer(429, { type: 'TooManyRequests' });
		const failure = describeEnding(OVER, last, sent({ attempts: 2 }));
		expect(failure).toMatchObject({
			httpCode: '429',
			code: 'TooManyRequests',
			outcome: 'rejected',
			attempts: 2,
			message: expect.stringContaining('3600 seconds'),
		});
	});

	test('is told apart from a stopped execution', () => {
		const failure = describeEnding({ cause: 'canceled' }, undefined, sent());
		expect(failure.message).toMatch(/^The execution was canceled before/);
		expect(failure).toMatchObject({ kind: 'canceled', hint: undefined, outcome: 'notSent' });
	});

	test('is told apart from one that another item kept back', () => {
		const failure = describeEnding({ cause: 'stopped' }, undefined, sent({ attempts: 0 }));
		expect(failure.message).toBe('Another item failed before this one was sent');
		expect(failure).toMatchObject({ kind: 'stopped', hint: undefined, outcome: 'notSent' });
	});

	test('keeps no hint of the answer before, and that it may have been carried out', () => {
		const broke = silence('ECONNRESET');
		const failure = describeEnding(OVER, broke, sent({ uncertain: true }));
		expect(failure).toMatchObject({ hint: undefined, outcome: 'unknown', code: 'ECONNRESET' });
	});
});

test.each([
	[ID.toUpperCase(), undefined],
	['00000000-0000-0000-0000-000000000000', undefined],
	['x'.repeat(101), undefined],
	[7, undefined],
	[` ${'x'.repeat(100)} `, 'x'.repeat(100)],
])('a server that names the correlation ID %j names %j', (correlationId, other) => {
	const failure = describeIt(answer(400, { correlationId }));
	expect([failure.correlationId, failure.serverCorrelationId]).toEqual([ID, other]);
});

test('the run may end with a server that is out of order', () => {
	const over = describeEnding({ cause: 'unavailable' }, answer(503), sent({ effect: 'read' }));
	expect(over).toMatchObject({
		...{ kind: 'unavailable', httpCode: '503', outcome: 'rejected' },
		...{ message: 'CloudCockpit is not available at the moment', hint: 'Try again later.' },
	});
});

describe("the API's own words", () => {
	test('of many fields the first twenty are told, of each the first twenty messages', () => {
		const description = Array(30).fill('No.');
		const errors = Array.from({ length: 30 }, (_, n) => ({ propertyName: `p${n}`, description }));
		const { fields = [] } = describeIt(answer(400, { errors }));
		expect(fields).toHaveLength(20);
		expect(fields[0]?.messages).toHaveLength(20);
	});

	test('are the message, with code, fields and correlation id', () => {
		const body = {
			type: ' BadRequest ',
			description: ' No. ',
			correlationId: ' other-id ',
			errors: [
				{ propertyName: ' skuId ', description: ['One.', '', 7, 'Two.'] },
				{ propertyName: null, description: 'Three.' },
				{ propertyName: 'empty', description: [] },
				{ propertyName: 'none' },
				null,
				'text',
			],
		};
		expect(describeIt(answer(400, body))).toEqual({
			kind: 'refused',
			message: 'No.',
			httpCode: '400',
			code: 'BadRequest',
			correlationId: ID,
			serverCorrelationId: 'other-id',
			fields: [
				{ name: 'skuId', messages: ['One.', 'Two.'] },
				{ name: '', messages: ['Three.'] },
			],
			attempts: 1,
			outcome: 'rejected',
			hint: undefined,
		});
	});

	test('keep the hint that belongs to the status', () => {
		expect(describeIt(answer(403, { description: 'Not yours.' }))).toMatchObject({
			message: 'Not yours.',
			hint: expect.stringContaining('csp or reseller'),
		});
	});

	test.each([
		[null],
		['text'],
		[[{ description: 'x' }]],
		[{ description: 7, errors: {} }],
		[{ description: ' ', errors: [] }],
	])('%j has none', (body) => {
		const failure = describeIt(answer(400, body));
		expect(failure.message).toBe('CloudCockpit refused the request (status 400)');
		expect(failure.fields).toBeUndefined();
		expect(failure.correlationId).toBe(ID);
		expect(failure.serverCorrelationId).toBeUndefined();
	});

	test('are shown without secrets and tokens', () => {
		const secret = 's3cr3t-value';
		const body = {
			type: secret,
			description: `No ${secret}.`,
			correlationId: secret,
			errors: [{ propertyName: secret, description: [secret] }],
		};
		const failure = describeIt(answer(400, body));
		expect(JSON.stringify(failure)).not.toContain(secret);
		expect(failure).toMatchObject({
			message: 'No [hidden].',
			code: '[hidden]',
			correlationId: ID,
			serverCorrelationId: '[hidden]',
			fields: [{ name: '[hidden]', messages: ['[hidden]'] }],
		});
		const detail = `Secret ${secret}`;
		const signIn = describeIt({ kind: 'signInRefused', code: 'EAUTH', detail, passing: false });
		expect(signIn.hint).toContain('[hidden]');
	});
});
