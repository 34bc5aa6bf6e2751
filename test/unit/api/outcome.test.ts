import { describeClosed, describeReply } from '../../../nodes/shared/api/errors';
import { answer, ID, sent, silence } from './sent';

const CHECK_STATE = /It may have been carried out\. Look in CloudCockpit/;

describe('an unknown outcome', () => {
	test('of a write says where to look, after what else is to do', () => {
		expect(describeReply(answer(418), 'unknown', sent()).hint).toMatch(CHECK_STATE);
		expect(describeReply(silence('ETIMEDOUT'), 'unknown', sent()).hint).toMatch(
			/^Raise Timeout .* often\. It may have been carried out\./,
		);
		expect(describeReply(answer(500), 'rejected', sent()).hint).not.toMatch(CHECK_STATE);
	});

	test('of a read does not matter', () => {
		const read = sent({}, { method: 'GET' });
		expect(describeReply(answer(418), 'unknown', read).hint).toBeUndefined();
	});

	test('of an earlier attempt stays', () => {
		const failure = describeReply(answer(400), 'rejected', sent({ uncertain: true }));
		expect(failure.outcome).toBe('unknown');
		expect(failure.hint).toMatch(CHECK_STATE);
	});
});

describe('a request that may not wait any longer', () => {
	const OVER = { cancelled: false, waitMs: 3_599_001 };

	test('says how long it would have to, and that it was not sent', () => {
		const { failure } = describeClosed(OVER, undefined, sent({ attempts: 0 }));
		expect(failure).toEqual({
			message: 'CloudCockpit asks to wait 3600 seconds, longer than this run may still wait',
			hint: 'Run the workflow again later with these items.',
			outcome: 'notSent',
			correlationId: ID,
			attempts: 0,
		});
	});

	test('keeps what was answered before', () => {
		const last = answer(429, { type: 'TooManyRequests' });
		const { failure } = describeClosed(OVER, last, sent({ attempts: 2 }));
		expect(failure).toMatchObject({
			httpCode: '429',
			code: 'TooManyRequests',
			outcome: 'rejected',
			attempts: 2,
			message: expect.stringContaining('3600 seconds'),
		});
	});

	test('is told apart from a stopped execution', () => {
		const { failure } = describeClosed({ cancelled: true, waitMs: 0 }, undefined, sent());
		expect(failure.message).toMatch(/^The execution was canceled before/);
		expect(failure.hint).toBeUndefined();
	});
});
