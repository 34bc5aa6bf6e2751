import { nodeProperties } from '../../../nodes/CloudCockpit/properties';
import { wordsFor } from '../../../nodes/CloudCockpit/words';
import type { Failure } from '../../../nodes/shared/api/failure';
import { advise, describeFailure, labelOf, type Words } from '../../../nodes/shared/words';

const FAILURE: Failure = { kind: 'refused', message: 'No', attempts: 1, outcome: 'rejected' };
const ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
const WORDS: Words = {
	labels: new Map([['customerid', 'Customer']]),
	advice: {
		timedOut: { hint: 'Wait longer.' },
		waitTooLong: { message: ', too long', hint: 'Come back.' },
	},
};

test.each<[Partial<Failure>, string, string | undefined]>([
	[{}, 'No', undefined],
	[{ hint: 'Look.' }, 'No', 'Look.'],
	[{ kind: 'timedOut' }, 'No', 'Wait longer.'],
	[{ kind: 'timedOut', hint: 'Look.' }, 'No', 'Wait longer. Look.'],
	[{ kind: 'waitTooLong' }, 'No, too long', 'Come back.'],
])('%j is told as %j with %j', (more, message, hint) => {
	const failure = { ...FAILURE, ...more };
	expect(advise(failure, WORDS)).toEqual({ ...failure, message, hint });
});

test('the description has what is beyond the message, and nothing else', () => {
	const fields = [
		{ name: 'CustomerId', messages: ['is wrong.', 'is old'] },
		{ name: '', messages: ['All of it'] },
	];
	expect(describeFailure(FAILURE, WORDS)).toBe('');
	expect(describeFailure({ ...FAILURE, fields, hint: 'Look.', correlationId: ID }, WORDS)).toBe(
		`Customer: is wrong.; is old. All of it. Look. Correlation ID: ${ID}.`,
	);
});

test.each([
	['customerId', 'Customer'],
	['CUSTOMERID[2].skuId', 'Customer, entry 3, SKU ID'],
	['customerId[0].IsSelected', 'Customer, entry 1, Is Selected'],
	['customerId[0].skuid', 'Customer, entry 1, skuid'],
	['customerId.deep', 'Customer, deep'],
	['customerId[0]', 'Customer, entry 1'],
	['other[0].thing', 'Other, entry 1, Thing'],
	['signedBy.customerId', 'Signed By, Customer'],
	['agreementDate', 'Agreement Date'],
	['some-thing_else', 'Some Thing Else'],
	['offerId', 'Offer ID'],
	['other.id', 'Other, ID'],
	['', ''],
])('%j is called %j', (name, label) => expect(labelOf(name, WORDS)).toBe(label));

describe('the words of the action node', () => {
	const words = wordsFor(nodeProperties);

	test.each([
		['customerUserLicenses[2].skuId', 'Licenses, entry 3, SKU ID'],
		['ProviderInstanceId', 'Provider Instance'],
		['maxConcurrency', 'Max Concurrency'],
		['resellerId', 'Reseller ID'],
	])('call %s %s, as its form does', (name, label) => expect(labelOf(name, words)).toBe(label));

	test.each([
		['timedOut', 'Raise Timeout in the options if this happens often.'],
		['tooManyRequests', 'Lower Max Concurrency or raise Max Retries in the options.'],
		['waitTooLong', 'Run the workflow again later with these items.'],
	] as const)('advise for %s', (kind, hint) => {
		expect(advise({ ...FAILURE, kind }, words).hint).toBe(hint);
	});
});
