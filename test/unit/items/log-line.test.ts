import { logLine } from '../../../nodes/shared/items/report';
import type { FailureOutcome } from '../../../nodes/shared/api/failure';
import type { Impact, Outcome, Prepared } from '../../../nodes/shared/items/task';

/** The line about a run that was canceled, in which this became of the items. */
function lineOf(...fates: Array<[Impact, FailureOutcome | 'done' | undefined]>) {
	const outcomes: Outcome[] = [];
	const prepared = fates.map(([impact, outcome], itemIndex) => {
		if (outcome === 'done') outcomes[itemIndex] = { json: [] };
		else if (outcome) {
			const failure = { kind: 'canceled', message: '', attempts: 1, outcome } as const;
			outcomes[itemIndex] = { failure };
		}
		return { itemIndex, impact, settings: { correlationId: `id-${itemIndex}` } } as Prepared;
	});
	return logLine({ itemCount: fates.length, prepared, outcomes, canceled: true });
}

test('the log names the updates that may have been carried out, and under which id', () => {
	const line = lineOf(
		['write', 'done'],
		['write', 'unknown'],
		['refresh', 'unknown'],
		['none', 'unknown'],
		['write', 'notSent'],
		['write', undefined],
	);
	expect(line).toMatch(
		/ may have been carried out\. Correlation IDs: id-1 \(item 1\), id-2 \(item 2\)$/,
	);
});

test('it says nothing where nothing is open', () => {
	expect(lineOf(['write', 'done'], ['none', 'unknown'], ['write', undefined])).toBeUndefined();
	expect(lineOf()).toBeUndefined();
});
