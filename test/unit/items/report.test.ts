import type { INode } from 'n8n-workflow';

import type { Failure } from '../../../nodes/shared/api/failure';
import {
	afterUncertain,
	describeIssues,
	slowdownHint,
	stopError,
	toErrorJson,
} from '../../../nodes/shared/items/report';
import type { Impact, Outcome, Prepared } from '../../../nodes/shared/items/task';
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
const LOOK = "Look for them in CloudCockpit's audit log by correlation ID:";

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
					'Customer: is wrong.; is old. Licenses, entry 3, SKU ID: is taken. Customer, deep: x. ' +
					`Other, Thing: y. All of it. Do this. Correlation ID: ${ID}.`,
			},
		});
	});
});

/** An item that was found good. */
const prepare = (itemIndex: number, impact: Impact = 'write') =>
	({ itemIndex, impact, settings: { correlationId: `id-${itemIndex}` } }) as Prepared;

describe('the error that stops a run', () => {
	const stop = (outcomes: Array<Outcome | Failure | undefined>, reads: number[] = []) => {
		const settled: Outcome[] = [];
		outcomes.forEach((outcome, item) => {
			if (outcome) settled[item] = 'message' in outcome ? { failure: outcome } : outcome;
		});
		const prepared = outcomes.map((_, item) =>
			prepare(item, reads.includes(item) ? 'none' : 'write'),
		);
		const itemCount = outcomes.length;
		const ended = { prepared, outcomes: settled, itemCount, canceled: false };
		return stopError(NODE as INode, WORDS, ended);
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
			description: 'Do this. Already applied: item 0. Rejected: item 1.',
			context: { itemIndex: 1, data: { outcome: 'rejected', httpCode: '400' } },
		});
	});

	test('keeps words that look like a network code', () => {
		expect(stop([{ ...UNKNOWN, message: 'ECONNREFUSED 404 is my company' }]).message).toBe(
			'ECONNREFUSED 404 is my company',
		);
	});

	test.each<[Array<Outcome | Failure | undefined>, string]>([
		// Of one item, all is said.
		[[REJECTED], ''],
		[[DONE, REJECTED], 'Already applied: item 0. Rejected: item 1.'],
		[[DONE, DONE, DONE, REJECTED], 'Already applied: items 0-2. Rejected: item 3.'],
		[
			[DONE, REJECTED, DONE, undefined, DONE],
			'Already applied: items 0, 2, 4. Not sent: item 3. Rejected: item 1.',
		],
		[[REJECTED, undefined, undefined], 'Not sent: items 1-2. Rejected: item 0.'],
		[[UNKNOWN, DONE], `Already applied: item 1. Outcome unknown: item 0. ${LOOK} id-0 (0).`],
		[
			[REJECTED, DONE, NOT_SENT],
			'2 items did not go through: items 0, 2. Already applied: item 1. Not sent: item 2. Rejected: item 0.',
		],
		[
			[UNKNOWN, UNKNOWN],
			`2 items did not go through: items 0-1. Outcome unknown: items 0-1. ${LOOK} id-0 (0), id-1 (1).`,
		],
	])('says what became of the others: %j', (outcomes, description) => {
		expect(stop(outcomes).description ?? '').toBe(description);
	});

	test('is the first that failed by itself, not one that another kept back', () => {
		const keptBack: Failure = { ...UNKNOWN, kind: 'stopped', message: 'Another item failed' };
		expect(stop([keptBack, REJECTED])).toMatchObject({
			message: 'No.',
			context: { itemIndex: 1 },
			description: `2 items did not go through: items 0-1. Outcome unknown: item 0. ${LOOK} id-0 (0). Rejected: item 1.`,
		});
		expect(stop([DONE, keptBack]).message).toBe('Another item failed');
	});

	test('keeps to itself what only the code needs to know', () => {
		expect(stop([REJECTED]).context.data).not.toHaveProperty('kind');
	});

	test('speaks of writes only', () => {
		expect(stop([DONE, DONE, REJECTED, undefined], [0, 3]).description).toBe(
			'Already applied: item 1. Rejected: item 2.',
		);
	});

	test('is none of an item when the user stopped the run', () => {
		const prepared = [0, 1].map((item) => prepare(item));
		const outcomes: Outcome[] = [{ failure: REJECTED }];
		const ended = { prepared, outcomes, itemCount: 2, canceled: true };
		const error = stopError(NODE as INode, WORDS, ended);
		expect(error.message).toBe('The execution was canceled');
		expect(error.name).toBe('NodeOperationError');
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.description).toBe('Not sent: item 1. Rejected: item 0.');
	});

	test('tells of every item under which id it was sent, and what became of it', () => {
		const prepared = [prepare(0), prepare(1, 'refresh'), prepare(2, 'dryRun'), prepare(4, 'none')];
		const outcomes: Outcome[] = [DONE, { failure: UNKNOWN }, DONE, { failure: NOT_SENT }, DONE];
		const ended = { prepared, outcomes, itemCount: 6, canceled: false };
		const error = stopError(NODE as INode, WORDS, ended);
		expect((error.context.data as { items: unknown }).items).toEqual([
			{ item: 0, correlationId: 'id-0', outcome: 'applied' },
			{ item: 1, correlationId: 'id-1', outcome: 'unknown' },
			{ item: 2, correlationId: 'id-2', outcome: 'notSent' },
			{ item: 3, correlationId: null, outcome: 'notSent' },
			{ item: 4, correlationId: 'id-4', outcome: 'applied' },
			{ item: 5, correlationId: null, outcome: 'notSent' },
		]);
		// In words only what changes something.
		expect(error.description).toContain('Already applied: item 0. Outcome unknown: item 1.');
		expect(error.description).not.toContain('Not sent');
	});

	test('names a hundred ids in words, and all of them as data', () => {
		const error = stop(Array<Failure>(101).fill(UNKNOWN));
		expect(error.description).toContain('id-99 (99).');
		expect(error.description).not.toContain('id-100');
		expect((error.context.data as { items: unknown[] }).items).toHaveLength(101);
	});
});

test.each([
	[[{ name: 'customerId', messages: ['is wrong'] }], 'Customer is wrong'],
	[[{ name: 'other', messages: ['is wrong', 'is old'] }], 'Other is wrong; is old'],
	[
		[
			{ name: 'customerUserLicenses[0].skuId', messages: ['is wrong'] },
			{ name: 'a', messages: ['b'] },
			{ name: 'c', messages: ['d'] },
		],
		'Licenses, entry 1, SKU ID is wrong (and 2 more)',
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
	[0, 1_500, /asked to wait, or was not available: the run paused for 1\.5 seconds in all\.$/],
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

test('an item that was kept back has its correlation ID, and says what to do', () => {
	expect(afterUncertain({ correlationId: ID })).toEqual({
		failure: {
			...{ kind: 'keptBack', attempts: 0, outcome: 'notSent', correlationId: ID },
			message: expect.stringMatching(/^Not sent, because an earlier write to the same target/),
			hint: expect.stringMatching(/Find out what became of it, then send this item again\.$/),
		},
	});
});

test('the id that the server named is told beside the one that was sent', () => {
	const failure = { ...REJECTED, correlationId: ID, serverCorrelationId: 'other-id' };
	expect(toErrorJson(failure, WORDS)).toMatchObject({
		error: {
			correlationId: ID,
			serverCorrelationId: 'other-id',
			description: `Correlation ID: ${ID}. CloudCockpit named another: other-id.`,
		},
	});
});
