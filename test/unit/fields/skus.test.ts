import { cleanSkuId, skuList } from '../../../nodes/shared/fields/skus';
import { failureOf } from '../support/api';
import { ABSENT, given, readOne, saved } from '../support/fields';
import { find, located } from '../support/find';

const GUID = '9f1b62c4-07de-4a38-b5f9-d41e8c20a763';
const list = skuList({ displayName: 'Licenses to Assign' });

test.each<[unknown, string[]]>([
	[null, []],
	['', []],
	[[], []],
	[`${GUID.toUpperCase()}, {${GUID}}`, [GUID]],
	[
		[GUID, ` ${GUID} `, 'b'],
		[GUID, 'b'],
	],
	[[' CFQ7TTC0LH18:0001 '], ['CFQ7TTC0LH18:0001']],
	[['x'.repeat(255)], ['x'.repeat(255)]],
])('%j is a list of SKUs, each once', (value, skuIds) => {
	expect(readOne(list, saved(value))).toEqual({ value: skuIds });
});

test.each([
	[{ a: 1 }, 'must be a list of texts, or one text with commas between them, but is "{\\"a\\":1}"'],
	[[GUID, 'x'.repeat(256)], `must list SKU IDs or names, but "${'x'.repeat(60)}…" is too long`],
	[['a\u200bb'], 'must list SKU IDs or names, but "a\u200bb" has invisible characters in it'],
	[
		['{{ $json.sku }}'],
		'must list SKU IDs or names, but "{{ $json.sku }}" is an expression that was not evaluated',
	],
	...['null', 'None', 'N/A', '-', 'undefined', '[object Object]', 'TRUE'].map(
		(word): [unknown, string] => [
			[word],
			`must list SKU IDs or names, but "${word}" means nothing`,
		],
	),
	[[GUID, '(no seats left)'], 'must list licenses, but has the entry "(no seats left)": remove it'],
])('%j is refused', (value, issue) => {
	expect(readOne(list, saved(value))).toEqual({ issues: [issue] });
});

test('a name may have parentheses within it, and a list a thousand entries', () => {
	for (const value of [['Visio (Plan 2)'], ['(New) Visio']]) {
		expect(readOne(list, saved(value))).toEqual({ value });
	}
	const most = Array.from({ length: 1_000 }, (_, index) => `sku-${index}`);
	expect(readOne(list, saved(most))).toEqual({ value: most });
	expect(readOne(list, saved([...most, 'more']))).toEqual({
		issues: ['must not name more than 1000 SKUs'],
	});
});

test('an empty entry between commas is refused in an expression, and overlooked in the form', () => {
	expect(readOne(list, given(`${GUID},,b`))).toEqual({
		issues: ['has an expression that leaves an entry between commas empty'],
	});
	expect(readOne(list, saved(`${GUID},,b`))).toEqual({ value: [GUID, 'b'] });
	expect(readOne(list, given([GUID, '']))).toEqual({ value: [GUID] });
});

describe('looked up', () => {
	const LICENSES = [
		{ skuId: 'a-1', name: 'Plan 1' },
		{ skuId: 'b-1', name: 'Plan 2' },
		{ skuId: 'b-2', name: 'PLAN 2' },
		{ skuId: 'Plan 3', name: 'Plan 4' },
		{ skuId: 'd-1', name: 'Plan 3' },
		{ skuId: null, name: 'Plan 5' },
	];
	const skusOf = (value: unknown, more: object = {}, licenses: object[] = LICENSES) =>
		find({ skus: given(value), ...more }, [{ status: 200, body: licenses }]);

	test('GUIDs never are', async () => {
		expect((await skusOf([GUID])).calls).toEqual([]);
	});

	test.each([
		[['plan 1'], ['a-1']],
		[' Plan 1 , A-1', ['a-1']],
		[['Plan 3'], ['Plan 3']],
		[
			[GUID.toUpperCase(), 'B-2'],
			[GUID, 'b-2'],
		],
	])('%j are %j: ID before name, each once', async (value, skuIds) => {
		expect((await skusOf(value)).values.skus).toEqual(skuIds);
	});

	const CHOSEN = {
		customerId: located('list', '3fa85f64-5717-4562-b3fc-2c963f66afa6', 'Fabrikam'),
	};
	test.each<[string, object, object[], string]>([
		[
			'Plan 9',
			{},
			LICENSES.slice(0, 2),
			'The customer has no license "Plan 9". It has: Plan 1, Plan 2',
		],
		['Plan 9', CHOSEN, [], 'Fabrikam has no license "Plan 9". It has: none'],
		['Plan 2', {}, LICENSES, 'The customer has 2 licenses named "Plan 2": b-1, b-2. Use the ID'],
		['Plan 5', {}, LICENSES.slice(5), 'The customer has no license "Plan 5". It has: Plan 5'],
	])('%s is refused: %#', async (name, more, licenses, message) => {
		expect(await failureOf(skusOf([name], more, licenses))).toMatchObject({
			...{ message, outcome: 'notSent' },
			fields: [{ name: 'skus', messages: [message] }],
		});
	});
});

test('an expression that gives nothing does not pass for none, one that gives an empty text does', () => {
	expect(readOne(list, given(undefined))).toEqual({
		issues: [expect.stringMatching(/gives nothing/)],
	});
	expect(readOne(list, given(''))).toEqual({ value: [] });
	expect(readOne(list, ABSENT)).toEqual({ value: [] });
});

test.each([
	[` {${GUID.toUpperCase()}} `, GUID],
	[' CFQ7TTC0LH18:0001 ', 'CFQ7TTC0LH18:0001'],
	['  ', ''],
])('cleanSkuId makes %j to %j', (skuId, clean) => expect(cleanSkuId(skuId)).toBe(clean));
