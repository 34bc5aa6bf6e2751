import type { IDataObject, OnError } from 'n8n-workflow';

import { useScene, type NodeRun } from '../support';
import { useJitter } from '../support/jitter';
import { OPERATION_CASES, operationCase, type OperationCase } from '../support/operations';
import { carriesOut, RULES, type Rule } from './rules';

/**
 * Every fault × every effect that a request has × every way to go on after an error, each for an item
 * that meets the fault once and for one that meets it until its retries are used up. A second item
 * follows that meets no fault. What follows from a fault depends on the effect alone, so one
 * operation stands for each; that every operation has its effect is shown below. Hanging answers
 * and dates in Retry-After take a second each and are in `slow.test.ts`.
 */
const MAX_RETRIES = 2;
const FIRST = { row: 1, correlationId: '11111111-1111-4111-8111-111111111111' };
const SECOND = { row: 2, correlationId: '22222222-2222-4222-8222-222222222222' };

const scene = useScene();

useJitter(0);

const MODES: ReadonlyArray<OnError | undefined> = [
	undefined,
	'continueRegularOutput',
	'continueErrorOutput',
];

const BY_EFFECT = ['mca.get', 'customer.getMany', 'mca.refresh', 'license.update'].map(
	operationCase,
);

describe.each(BY_EFFECT)('$effect, as $name', (operation) => {
	describe.each(MODES)('with onError %s', (onError) => {
		test.each(RULES)('meets $when', async (rule) => {
			const repeats = rule.repeat.includes(operation.effect);
			const accepts = rule.accept.includes(operation.effect);

			const once = await meet(operation, rule, onError, 1);
			expectRun(once, { rule, onError, sends: repeats ? 2 : 1, succeeds: repeats || accepts });

			if (!repeats) return;
			scene.sandbox.reset();
			const throughout = await meet(operation, rule, onError, MAX_RETRIES + 1);
			// Only the waiting time limits how often a 429 is repeated.
			const isLimited = rule.httpCode === '429';
			const sends = MAX_RETRIES + (isLimited ? 2 : 1);
			expectRun(throughout, { rule, onError, sends, succeeds: isLimited });
		});
	});
});

/** Faults after which reads, refreshes and updates go on differently. */
const TELLING = ['429 without Retry-After', '500', '400'];

describe.each(OPERATION_CASES)('$name', (operation) => {
	// So that the audit log has something to list.
	beforeEach(async () => void (await scene.run(operationCase('mca.refresh').node)));

	test.each(RULES.filter(({ when }) => TELLING.includes(when)))(
		'goes on after $when as its effect says',
		async (rule) => {
			const repeats = rule.repeat.includes(operation.effect);
			const once = await meet(operation, rule, 'continueErrorOutput', 1);
			const sends = repeats ? 2 : 1;
			expectRun(once, { rule, onError: 'continueErrorOutput', sends, succeeds: repeats });
		},
	);
});

interface Met {
	run: NodeRun;
	operation: OperationCase;
	/** How often the fault happened. */
	times: number;
	/** The input items. */
	rows: number[];
}

async function meet(
	operation: OperationCase,
	{ fault }: Rule,
	onError: OnError | undefined,
	times: number,
): Promise<Met> {
	const { operationId } = operation;
	const { correlationId } = FIRST;
	scene.sandbox.inject({ ...fault, times, match: { operationId, correlationId } });
	const options = {
		correlationId: '={{ $json.correlationId }}',
		maxRetries: MAX_RETRIES,
		maxConcurrency: 1,
	};
	// While a read waits as it was told, the second one would take its turn, and the faults.
	const isOvertaken = operation.effect === 'read' && fault.kind === 'status' && fault.retryAfter;
	const items = isOvertaken ? [FIRST] : [FIRST, SECOND];
	const run = await scene.run({ ...operation.node, options }, { items, onError });
	return { run, operation, times, rows: [...items.keys()] };
}

interface Expected {
	rule: Rule;
	onError?: OnError;
	/** How often the first item's request goes out. */
	sends: number;
	succeeds: boolean;
}

/** What the second item says when the first one may still be carried out. */
const KEPT_BACK = {
	message: expect.stringContaining('an earlier write to the same target'),
	outcome: 'notSent',
	attempts: 0,
	correlationId: SECOND.correlationId,
};

/** Whether the second item must not be sent: both write to the same user. */
function keepsBack({ operation }: Pick<Met, 'operation'>, { rule, succeeds }: Expected): boolean {
	const outcome = rule.outcomeOfWrite ?? rule.outcome;
	return operation.effect === 'update' && !succeeds && outcome === 'unknown';
}

/** Whether the first item waits by itself, while the second one, a read, takes its place. */
function isOvertaken({ operation }: Pick<Met, 'operation'>, { rule, sends }: Expected): boolean {
	const { fault } = rule;
	const rests = fault.kind === 'status' && Boolean(fault.retryAfter) && sends > 1;
	return operation.effect === 'read' && rests;
}

function expectRun(met: Met, expected: Expected): void {
	expectServer(met, expected);
	const { rule, onError, sends, succeeds } = expected;
	const { run, operation } = met;
	const ofWrite = rule.outcomeOfWrite ?? rule.outcome;
	const failure = {
		message: expect.stringMatching(/\w{3}/),
		outcome: operation.effect === 'read' ? rule.outcome : ofWrite,
		attempts: sends,
		correlationId: FIRST.correlationId,
		...(rule.httpCode && { httpCode: rule.httpCode }),
	};
	if (succeeds) {
		expect(run.error).toBeUndefined();
		expect(run.errorOutput).toEqual([]);
		expect(rowsOf(run)).toEqual(met.rows);
		expect(errorsIn(run)).toEqual([]);
	} else if (onError === undefined) {
		expect(run.workflow.status).toBe('error');
		expect(run.output).toEqual([]);
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			description: expect.stringContaining(FIRST.correlationId),
			context: { itemIndex: 0, data: failure },
		});
	} else {
		expect(run.error).toBeUndefined();
		const failed = keepsBack(met, expected) ? [failure, KEPT_BACK] : [failure];
		const errors = onError === 'continueErrorOutput' ? run.errorOutput : errorsIn(run);
		expect(errors).toEqual(
			failed.map((error, item) => ({
				json: expect.objectContaining({ error: expect.objectContaining(error) }),
				pairedItem: { item },
			})),
		);
		const toBranch = onError === 'continueErrorOutput';
		if (!toBranch) expect(run.errorOutput).toEqual([]);
		expect(rowsOf(run)).toEqual(met.rows.slice(toBranch ? failed.length : 0));
		expect(errorsIn(run)).toHaveLength(toBranch ? 0 : failed.length);
	}
}

/** What reached the server and what it did, told apart by correlation id. */
function expectServer({ operation, times, rows }: Met, expected: Expected): void {
	const { rule, onError, sends, succeeds } = expected;
	const goesOn =
		succeeds ||
		isOvertaken({ operation }, expected) ||
		(onError !== undefined && !keepsBack({ operation }, expected));
	const faulted = Math.min(times, sends);
	const applied = (carriesOut(rule) ? faulted : 0) + (sends > faulted ? 1 : 0);

	expect(count(operation, FIRST)).toEqual({ sent: sends, applied });
	expect(count(operation, SECOND)).toEqual(
		goesOn && rows.length > 1 ? { sent: 1, applied: 1 } : { sent: 0, applied: 0 },
	);
	// The promise itself, whatever the table says.
	if (operation.effect === 'update') {
		expect(applied).toBeLessThanOrEqual(1);
		if (succeeds) expect(applied).toBe(1);
	}
	const audited = scene.sandbox.audit.filter(
		({ correlationId }) => correlationId === FIRST.correlationId,
	);
	expect(audited.map(({ operation: id }) => id)).toEqual(
		operation.effect === 'read' ? [] : Array.from({ length: applied }, () => operation.operationId),
	);
}

function count({ operationId }: OperationCase, { correlationId }: IDataObject) {
	const requests = scene
		.requests()
		.filter(
			(request) =>
				request.operationId === operationId &&
				request.headers['x-correlation-id'] === correlationId,
		);
	return { sent: requests.length, applied: requests.filter(({ applied }) => applied).length };
}

/** The input items of the output items, each once, in the order of the output. */
function rowsOf({ output }: NodeRun): unknown[] {
	return [...new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item))];
}

function errorsIn({ output }: NodeRun): unknown[] {
	return output.filter(({ json }) => 'error' in json);
}
