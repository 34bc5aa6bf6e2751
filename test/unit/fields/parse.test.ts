import {
	toBoolean,
	toGuid,
	toNames,
	toText,
	toTexts,
	toWholeNumber,
	unwrapLocator,
} from '../../../nodes/shared/fields/parse';
import { toJson } from '../../../nodes/shared/json';

const GUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

test.each([
	['  a b\t\r\n', 'a b'],
	['\u200ba\u200c\u200d\ufeff\u00a0', 'a'],
	['a\u200bb', 'a\u200bb'],
	['', ''],
	['   ', ''],
	[7, '7'],
	[0, '0'],
	[10n, '10'],
	[true, undefined],
	[null, undefined],
	[undefined, undefined],
	[{}, undefined],
	[['a'], undefined],
])('toText(%p) is %p', (value, text) => expect(toText(value)).toBe(text));

test.each([
	[GUID, GUID],
	[GUID.toUpperCase(), GUID],
	[` {${GUID}} `, GUID],
	[`{${GUID}`, undefined],
	[`${GUID}}`, undefined],
	[`${GUID}a`, undefined],
	[`a${GUID}`, undefined],
	[`${GUID}\n${GUID}`, undefined],
	[GUID.replace(/-/g, ''), undefined],
	[GUID.replace('f', 'g'), undefined],
	['', undefined],
	[7, undefined],
	[null, undefined],
	[[GUID], undefined],
])('toGuid(%p) is %p', (value, guid) => expect(toGuid(value)).toBe(guid));

test.each([
	[7, 7],
	[' 7 ', 7],
	['+7', 7],
	['-7', -7],
	['007', 7],
	['999999999999999', 999_999_999_999_999],
	['1000000000000000', undefined],
	['7.0', undefined],
	[7.5, undefined],
	['1e3', undefined],
	['0x10', undefined],
	['7 8', undefined],
	['', undefined],
	[Number.NaN, undefined],
	[Infinity, undefined],
	[true, undefined],
	[null, undefined],
])('toWholeNumber(%p) is %p', (value, number) => expect(toWholeNumber(value)).toBe(number));

test.each([
	[true, true],
	[false, false],
	['TRUE', true],
	[' yes ', true],
	['1', true],
	[1, true],
	['False', false],
	['no', false],
	['0', false],
	[0, false],
	['', undefined],
	['maybe', undefined],
	[2, undefined],
	[null, undefined],
	[{}, undefined],
	[[], undefined],
])('toBoolean(%p) is %p', (value, boolean) => expect(toBoolean(value)).toBe(boolean));

test.each([
	[undefined, []],
	[null, []],
	['', []],
	[[], []],
	['a', ['a']],
	['a, b;c\nd', ['a', 'b', 'c', 'd']],
	[',a,, ;', ['', 'a', '', '', '']],
	['a b', ['a b']],
	[
		['a', ' b ', '', 7],
		['a', 'b', '7'],
	],
	['["a", " b "]', ['a', 'b']],
	[' ["a,b"]', ['a,b']],
	[7, ['7']],
	['["a"', undefined],
	['[null]', undefined],
	[[null], undefined],
	[['a', {}], undefined],
	[{}, undefined],
	[true, undefined],
])('toTexts(%p) is %p', (value, texts) => expect(toTexts(value)).toEqual(texts));

test.each([
	['a, ,b;', ['a', 'b']],
	['', []],
	[[], []],
	[null, []],
	// As a filter, an empty list would let everything through.
	[',', undefined],
	[' ; , ', undefined],
	[{}, undefined],
])('toNames(%p) is %p', (value, names) => expect(toNames(value)).toEqual(names));

test.each([
	['{"a": 1}', { a: 1 }],
	['[1]', [1]],
	[' 7 ', 7],
	['null', null],
	['{', undefined],
	['', undefined],
	[7, 7],
	[null, null],
])('toJson(%p) is %p', (value, json) => expect(toJson(value)).toEqual(json));

test('toJson gives anything but text as it is', () => {
	const value = { a: [1] };
	expect(toJson(value)).toBe(value);
});

describe('toJson and JSON of a depth that nobody writes', () => {
	const nested = (open: string, close: string, depth: number) =>
		`${open.repeat(depth)}1${close.repeat(depth)}`;

	test.each([
		['lists', '[', ']'],
		['objects', '{"a":', '}'],
	])('of %s', (_, open, close) => {
		expect(toJson(nested(open, close, 100))).toBeDefined();
		expect(toJson(nested(open, close, 101))).toBeUndefined();
	});

	test.each([
		['closed again', `[${'[{}],'.repeat(200)}[]]`],
		['in a text', JSON.stringify(['['.repeat(200), '"['.repeat(200), '\\'])],
		['in a text that ends with a backslash', JSON.stringify([`${'{'.repeat(200)}\\`, ['x']])],
	])('brackets that are %s are not deep', (_, json) => {
		expect(toJson(json)).toEqual(JSON.parse(json));
	});

	test('brackets behind a text are', () => {
		expect(toJson(`["\\"", ${nested('[', ']', 100)}]`)).toBeUndefined();
	});
});

test.each([
	[{ __rl: true, mode: 'list', value: 'x', cachedResultName: 'X' }, 'x'],
	[{ __rl: true, mode: 'list' }, undefined],
	[{ value: 'x' }, { value: 'x' }],
	[['x'], ['x']],
	['x', 'x'],
	[null, null],
])('unwrapLocator(%j) has the value %j', (value, inside) => {
	expect(unwrapLocator(value).value).toEqual(inside);
});

test('unwrapLocator gives how the value is meant and how it was shown', () => {
	const locator = { __rl: true, mode: 'list', value: 'x', cachedResultName: 'X' };
	expect(unwrapLocator(locator)).toMatchObject({ mode: 'list', cachedResultName: 'X' });
	expect(unwrapLocator({ mode: 'list', value: 'x' }).mode).toBeUndefined();
});
