import type { INode } from 'n8n-workflow';

import type { Failure } from '../../../nodes/shared/api/failure';
import {
	describeIssues,
	slowdownHint,
	stopError,
	toErrorJson,
} from '../../../nodes/shared/items/report';
import type { Outcome, Prepared } from '../../../nodes/shared/items/task';
import type { Words } from '../../../nodes/shared/words';

const NODE = { id: '1', name: 'Node', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const WORDS: Words = {
	labels: new Map([
		['customerid', 'Customer'],
		['customeruserlicenses', 'Licenses'],
	]),
	advice: {},
};
const ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
const REJECTED: Failure = { kind: 'refused', message: 'No.', attempts: 1, outcome: 'rejected' };
const UNKNOWN: Failure = {
	kind: 'connectionBroke',
	message: 'Broke.',
	attempts: 1,
	outcome: 'unknown',
};
const NOT_SENT: Failure = { kind: 'invalid', message: 'Bad.', attempts: 0, outcome: 'notSent' };
const DONE: Outcome = { json: [] };

describe('an error item', () => {
	test('has what is known, and nothing else', () => {
		expect(toErrorJson({ ...REJECTED, code: '', httpCode: undefined }, WORDS)).toEqual({
			error: { message: 'No.', attempts: 1, outcome: 'rejected' },
		});
		expect(Object.keys(toErrorJson(REJECTED, WORDS).error as object)).toHaveLength(3);
	});

	test('tells fields by their labels, what to do, and the correlation id', () => {
		const fields = [
			{ name: 'CustomerId', messages: ['is wrong.', 'is old'] },
			{ name: 'customerUserLicenses[2].skuId', messages: ['is taken.'] },
			{ name: 'customerId.deep', messages: ['x'] },
			{ name: 'other.thing', messages: ['y'] },
			{ name: '', messages: ['All of it'] },
		];
		const { kind, ...rejected } = { ...REJECTED, httpCode: '400', code: 'BadRequest', fields };
		const failure = { kind, ...rejected };
		expect(toErrorJson({ ...failure, hint: 'Do this.', correlationId: ID }, WORDS)).toEqual({
			error: {
				...rejected,
				correlationId: ID,
				description:
					'Customer: is wrong.; is old. Licenses [2].skuId: is taken. Customer.deep: x. ' +
					`other.thing: y. All of it. Do this. Correlation ID: ${ID}`,
			},
		});
	});
});

describe('the error that stops a run', () => {
	const stop = (outcomes: Array<Outcome | Failure | undefined>, reads: number[] = []) => {
		const settled: Outcome[] = [];
		outcomes.forEach((outcome, item) => {
			if (outcome) settled[item] = 'message' in outcome ? { failure: outcome } : outcome;
		});
		const prepared = outcomes.map(
			(_, itemIndex) => ({ itemIndex, changes: !reads.includes(itemIndex) }) as Prepared,
		);
		return stopError(NODE as INode, WORDS, { prepared, outcomes: settled, canceled: false });
	};

	test('is of the API when something was sent, of the node when not', () => {
		expect(stop([REJECTED]).name).toBe('NodeApiError');
		expect(stop([NOT_SENT]).name).toBe('NodeOperationError');
	});

	test('carries message, status, item and all that is known', () => {
		const error = stop([DONE, { ...REJECTED, httpCode: '400', hint: 'Do this.' }]);
		expect(error).toMatchObject({
			message: 'No.',
			httpCode: '400',
			description: 'Do this. Already applied: item 0.',
			context: { itemIndex: 1, data: { outcome: 'rejected', httpCode: '400' } },
		});
	});

	test('keeps words that look like a network code', () => {
		expect(stop([{ ...UNKNOWN, message: 'ECONNREFUSED 404 is my company' }]).message).toBe(
			'ECONNREFUSED 404 is my company',
		);
	});

	test.each<[Array<Outcome | Failure | undefined>, string]>([
		[[REJECTED], ''],
		[[DONE, REJECTED], 'Already applied: item 0.'],
		[[DONE, DONE, DONE, REJECTED], 'Already applied: items 0-2.'],
		[[DONE, REJECTED, DONE, undefined, DONE], 'Already applied: items 0, 2, 4. Not sent: item 3.'],
		[[REJECTED, undefined, undefined], 'Not sent: items 1-2.'],
		[[UNKNOWN, DONE], 'Already applied: item 1. Outcome unknown: item 0.'],
		[
			[REJECTED, DONE, NOT_SENT],
			'2 items did not go through: items 0, 2. Already applied: item 1.',
		],
		[[UNKNOWN, UNKNOWN], '2 items did not go through: items 0-1. Outcome unknown: items 0-1.'],
	])('says what became of the others: %j', (outcomes, description) => {
		expect(stop(outcomes).description ?? '').toBe(description);
	});

	test('is the first that failed by itself, not one that another kept back', () => {
		const keptBack: Failure = { ...UNKNOWN, kind: 'stopped', message: 'Another item failed' };
		expect(stop([keptBack, REJECTED])).toMatchObject({
			message: 'No.',
			context: { itemIndex: 1 },
			description: '2 items did not go through: items 0-1. Outcome unknown: item 0.',
		});
		expect(stop([DONE, keptBack]).message).toBe('Another item failed');
	});

	test('keeps to itself what only the code needs to know', () => {
		expect(stop([REJECTED]).context.data).not.toHaveProperty('kind');
	});

	test('speaks of writes only', () => {
		expect(stop([DONE, DONE, REJECTED, undefined], [0, 3]).description).toBe(
			'Already applied: item 1.',
		);
	});

	test('is none of an item when the user stopped the run', () => {
		const prepared = [0, 1].map((itemIndex) => ({ itemIndex, changes: true }) as Prepared);
		const outcomes: Outcome[] = [{ failure: REJECTED }];
		const error = stopError(NODE as INode, WORDS, { prepared, outcomes, canceled: true });
		expect(error.message).toBe('The execution was canceled');
		expect(error.name).toBe('NodeOperationError');
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.description).toBe('Not sent: item 1.');
	});
});

test.each([
	[[{ name: 'customerId', messages: ['is wrong'] }], 'Customer is wrong'],
	[[{ name: 'other', messages: ['is wrong', 'is old'] }], 'other is wrong; is old'],
	[
		[
			{ name: 'customerUserLicenses[0].skuId', messages: ['is wrong'] },
			{ name: 'a', messages: ['b'] },
			{ name: 'c', messages: ['d'] },
		],
		'Licenses [0].skuId is wrong (and 2 more)',
	],
])('issues %j are told as %j', (fields, message) => {
	expect(describeIssues(fields, WORDS)).toEqual({
		kind: 'invalid',
		message,
		hint: 'Nothing was sent for this item.',
		fields,
		attempts: 0,
		outcome: 'notSent',
	});
});

test.each([
	[0, 0, undefined],
	[1, 0, /: 1 request had .* 0\.0 seconds/],
	[0, 1_500, /: 0 requests had .* 1\.5 seconds/],
	[12, 61_049, /: 12 requests had .* 61\.0 seconds/],
])('%d refusals and a pause of %d ms are one hint', (refused, pausedMs, message) => {
	const hint = slowdownHint({ refused, pausedMs });
	if (!message) expect(hint).toBeUndefined();
	else {
		expect(hint).toEqual({
			type: 'info',
			location: 'outputPane',
			message: expect.stringMatching(message),
		});
	}
});
