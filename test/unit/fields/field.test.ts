import {
	field,
	type Form,
	mustGive,
	propertiesOf,
	readItem,
	REFUSED,
	UNFIT,
	when,
	withCondition,
} from '../../../nodes/shared/fields/field';
import { show } from '../../../nodes/shared/fields/show';
import { ABSENT, given, readAll, readOne, saved } from '../support/fields';

const IN_CIRCLES: Record<string, unknown> = {};
IN_CIRCLES.again = IN_CIRCLES;
const FORM: Form = { displayName: 'X', type: 'string', default: '' };
/** Takes texts, in capitals. */
const loud = field(FORM, 'text', (value) =>
	typeof value === 'string' ? value.toUpperCase() : UNFIT,
);

describe('a field', () => {
	test('gives what its parser makes of a value, or says what was wanted', () => {
		expect(readOne(loud, saved('a'))).toEqual({ value: 'A' });
		expect(readOne(loud, saved(7))).toEqual({ issues: ['must be text, but is "7"'] });
	});

	test('lets its parser tell what is not there from what is empty, and what was written', () => {
		const seen = field(FORM, 'anything', (value, { isSet, isExpression }) => ({
			value,
			isSet,
			isExpression,
		}));
		for (const parameter of [ABSENT, saved(null), saved(''), given(null)]) {
			expect(readOne(seen, parameter)).toEqual({ value: parameter });
		}
	});

	test('may have several forms', () => {
		expect(loud.forms).toEqual([FORM]);
		expect(field([FORM, FORM], 'text', () => '').forms).toEqual([FORM, FORM]);
	});
});

describe('an item', () => {
	const fields = { a: loud, b: loud };

	test('has the values of all its fields, each read for the item that asks', () => {
		const read = jest.fn((name: string, item: number) => saved(`${name}${item}`));
		expect(readItem(fields, read, 3)).toMatchObject({ values: { a: 'A3', b: 'B3' } });
		expect(read.mock.calls).toEqual([
			['a', 3],
			['b', 3],
		]);
	});

	test('has everything that is wrong with it, in the order of its fields', () => {
		expect(readAll(fields, { a: saved(1), b: saved(2) })).toEqual({
			issues: [
				{ name: 'a', messages: ['must be text, but is "1"'] },
				{ name: 'b', messages: ['must be text, but is "2"'] },
			],
		});
	});

	test('tells once for each field that its expression failed', () => {
		const failing = () => {
			throw new Error('No such field');
		};
		const messages = ['has an expression that cannot be evaluated: No such field'];
		expect(readItem({ ...fields, c: mustGive(loud) }, failing, 0)).toEqual({
			issues: ['a', 'b', 'c'].map((name) => ({ name, messages })),
			values: { a: REFUSED, b: REFUSED, c: REFUSED },
		});
	});

	test.each<[string, object, object]>([
		[
			'with what the editor needs to help',
			{ type: 'paired_item_no_info', nodeCause: 'Start', descriptionKey: 'key', more: 1 },
			{ type: 'paired_item_no_info', nodeCause: 'Start', descriptionKey: 'key' },
		],
		['or of the next, where nobody knows more of it', { more: 1 }, { type: 'next' }],
	])('tells of the first expression that failed %s', (_, context, expression) => {
		const contexts: object[] = [context, { type: 'next' }];
		const failing = () => {
			throw Object.assign(new Error('No'), { context: contexts.shift() });
		};
		expect(readItem(fields, failing, 0)).toMatchObject({ expression });
		expect(contexts).toEqual([]);
	});

	test('is checked as a whole once each field is good, and not before', () => {
		const check = jest.fn(({ a }, refuse) => refuse('b', `does not go with ${a}`));
		expect(readItem(fields, () => saved('x'), 0, check)).toEqual({
			issues: [{ name: 'b', messages: ['does not go with X'] }],
			values: { a: 'X', b: 'X' },
		});
		readItem(fields, (name) => saved(name === 'a' ? 1 : 'x'), 0, check);
		expect(check).toHaveBeenCalledTimes(1);
		expect(
			readItem(
				fields,
				() => saved('x'),
				0,
				() => {},
			),
		).toHaveProperty('values');
	});

	test('names the part of a value that is wrong', () => {
		const list = { forms: [FORM], read: loud.read };
		const placed = {
			...list,
			read: (slot: Parameters<typeof loud.read>[0]) => {
				expect(slot.refuse('is wrong', '[2].skuId')).toBe(REFUSED);
				return REFUSED;
			},
		};
		expect(readAll({ list: placed }, {})).toEqual({
			issues: [{ name: 'list[2].skuId', messages: ['is wrong'] }],
		});
	});
});

describe('a field that must give', () => {
	const strict = mustGive(field(FORM, 'text', (value) => value));
	const NOTHING = 'has an expression that gives nothing: has a column been renamed?';

	test.each([[undefined], [null]])('refuses an expression that gives %p', (value) => {
		expect(readOne(strict, given(value))).toEqual({ issues: [NOTHING] });
	});

	test.each([[''], [[]], [0], [false]])(
		'takes an expression that gives %j, which means none',
		(value) => {
			expect(readOne(strict, given(value))).toEqual({ value });
		},
	);

	test('may be absent or empty where nobody wrote an expression', () => {
		expect(readOne(strict, ABSENT)).toEqual({ value: null });
		expect(readOne(strict, saved(null))).toEqual({ value: null });
	});

	test('looks as it did', () => expect(mustGive(loud).forms).toBe(loud.forms));
});

describe('a field that depends on another', () => {
	const fields = { kind: loud, name: when(['kind', ['A', 'B']], loud, 'none') };

	test.each([
		['a', 'X'],
		['b', 'X'],
		['c', 'none'],
	])('is read for %j as %j', (kind, name) => {
		expect(readAll(fields, { kind: saved(kind), name: saved('x') })).toMatchObject({
			values: { name },
		});
	});

	test('is not looked at while it is not shown, nor when the other one is refused', () => {
		const wrong = { name: saved(7) };
		expect(readAll(fields, { ...wrong, kind: saved('c') })).toHaveProperty('values');
		expect(readAll(fields, { ...wrong, kind: saved(1) })).toMatchObject({
			issues: [{ name: 'kind' }],
		});
		expect(readAll(fields, { ...wrong, kind: saved('a') })).toMatchObject({
			issues: [{ name: 'name' }],
		});
	});

	test('is shown for the same values', () => {
		expect(fields.name.forms[0]?.displayOptions).toEqual({ show: { kind: ['A', 'B'] } });
	});
});

describe('a condition', () => {
	const once = withCondition(loud, { show: { resource: ['a'] } });

	test('comes to those that are there already', () => {
		const twice = withCondition(once, { show: { operation: ['b'] }, hide: { mode: ['c'] } });
		expect(twice.forms[0]?.displayOptions).toEqual({
			show: { resource: ['a'], operation: ['b'] },
			hide: { mode: ['c'] },
		});
		const hidden = withCondition(withCondition(loud, { hide: { mode: ['c'] } }), {
			hide: { kind: ['d'] },
		});
		expect(hidden.forms[0]?.displayOptions).toEqual({ hide: { mode: ['c'], kind: ['d'] } });
	});

	test('keeps one to hide where only one to show is added', () => {
		const hidden = withCondition(loud, { hide: { mode: ['c'] } });
		expect(withCondition(hidden, { show: { kind: ['d'] } }).forms[0]?.displayOptions).toEqual({
			show: { kind: ['d'] },
			hide: { mode: ['c'] },
		});
	});

	test('leaves the field itself and how it is read as they were', () => {
		expect(loud.forms[0]).not.toHaveProperty('displayOptions');
		expect(readOne(once, saved('a'))).toEqual({ value: 'A' });
	});
});

test('properties are the forms of the fields with their names', () => {
	expect(propertiesOf({ a: loud, b: { ...loud, forms: [FORM, FORM] } })).toEqual([
		{ ...FORM, name: 'a' },
		{ ...FORM, name: 'b' },
		{ ...FORM, name: 'b' },
	]);
});

test.each([
	['', 'empty'],
	[null, 'empty'],
	[undefined, 'empty'],
	[7, '"7"'],
	[{ a: 1 }, '"{\\"a\\":1}"'],
	['a'.repeat(60), `"${'a'.repeat(60)}"`],
	['a'.repeat(61), `"${'a'.repeat(60)}…"`],
	['Bearer abcdefghijklmnopqrst', '"[hidden]"'],
	[Symbol('s'), '"Symbol(s)"'],
	[IN_CIRCLES, '"object"'],
])('a wrong value is shown in short and without a token: %#', (value, shown) => {
	expect(show(value)).toBe(shown);
});
