import { cleanSkuId, skuList } from '../../../nodes/shared/fields/skus';
import { ABSENT, given, readOne, saved } from '../support/fields';

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
	[[GUID, 'x'.repeat(256)], `must hold SKU IDs, but "${'x'.repeat(60)}…" is too long`],
])('%j is refused', (value, issue) => {
	expect(readOne(list, saved(value))).toEqual({ issues: [issue] });
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
])('cleanSkuId makes %j to %j', (skuId, clean) => expect(cleanSkuId(skuId)).toBe(clean));
