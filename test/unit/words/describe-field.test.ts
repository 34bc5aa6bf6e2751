import type { Failure, FieldMessages } from '../../../nodes/shared/api/failure';
import { describeFailure, labelOf, type Words } from '../../../nodes/shared/words';

/** What the description says of a field, as far as the message does not say it already. */
const WORDS: Words = {
	labels: new Map([
		['customerid', 'Customer'],
		['assignskuids', 'Licenses to Assign'],
	]),
	advice: {},
};
const described = (message: string, ...fields: FieldMessages[]) => {
	const failure: Failure = { kind: 'refused', message, fields, attempts: 1, outcome: 'rejected' };
	return describeFailure(failure, WORDS);
};
const field = (name: string, ...messages: string[]) => ({ name, messages });

test.each<[string, FieldMessages, string]>([
	['No', field('customerId', 'is wrong'), 'Customer: is wrong.'],
	['No', field('customerId', 'is wrong.', 'is old.'), 'Customer: is wrong.; is old.'],
	['No', field('', 'All of it'), 'All of it.'],
	['It is old', field('customerId', 'is old', 'is wrong'), 'Customer: is wrong.'],
	['Customer is wrong', field('customerId', 'is wrong.'), ''],
	['Customer is no. 7. Look', field('customerId', 'is no. 7.'), ''],
	['It is wrong', field('customerId', 'is wrong'), 'Field: Customer.'],
	['It is wrong', field('', 'is wrong'), ''],
	['No', field('customerId'), 'Field: Customer.'],
	['Customer: no', field('customerId'), ''],
	['No', field(''), ''],
])('after %j, %j is told as %j', (message, given, text) => {
	expect(described(message, given)).toBe(text);
});

test('what there is nothing to say about leaves no gap', () => {
	const told = described(
		'Customer is wrong',
		field('customerId', 'is wrong'),
		field('assignSkuIds', 'is long'),
		field('customerId', 'is wrong'),
	);
	expect(told).toBe('Licenses to Assign: is long.');
});

test.each([
	['customerId[9]', 'Customer, entry 10'],
	['customerId[10]', 'Customer, entry 11'],
	['assignSkuIds[0].deep[11]', 'Licenses to Assign, entry 1, deep, entry 12'],
])('the place %s is called %s', (name, label) => expect(labelOf(name, WORDS)).toBe(label));
