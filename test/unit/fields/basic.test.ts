import {
	choice,
	collection,
	notice,
	optionalChoice,
	optionalGuid,
	optionalText,
	severalChoices,
	text,
	toggle,
	wholeNumber,
} from '../../../nodes/shared/fields/basic';
import type { Field } from '../../../nodes/shared/fields/field';
import { ABSENT, given, readAll, readOne, saved } from '../support/fields';

const GUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const LOOK = { displayName: 'X', description: 'What it is' };
const BOUNDS = { preset: 7, min: 1, max: 50 };
const CHOICES = [
	{ name: 'The One', value: 'One' },
	{ name: 'All Of Them', value: 'Both' },
] as const;

const WORDS = 'must be empty, or text of up to 8000 characters';
const SHORT = 'must be empty, or text of up to 2 characters';
const on = toggle(LOOK, true);
const off = toggle(LOOK, false);
const number = wholeNumber(LOOK, BOUNDS);
const word = text(LOOK, 5);
const words = optionalText(LOOK);
const guid = optionalGuid(LOOK);
const one = choice(LOOK, CHOICES, 'One');
const several = severalChoices(LOOK, CHOICES);
const numbered = (count: number) => Array.from({ length: count }, (_, row) => String(row + 1));
const numbers = (count: number) => numbered(count).join(', ');
const many = (count: number) =>
	choice(
		LOOK,
		numbered(count).map((value) => ({ name: value, value })),
		'1',
	);
const oneOrNone = optionalChoice(LOOK, CHOICES, 'Both');

test.each<[string, Field<unknown>, unknown, unknown]>([
	['optionalGuid', guid, ` {${GUID.toUpperCase()}} `, GUID],
	['optionalGuid', guid, ' ', undefined],
	['optionalGuid', guid, null, undefined],
	['optionalGuid', guid, undefined, undefined],
	['text', word, ' a ', 'a'],
	['text', word, 0, '0'],
	['text', word, ' 12345 ', '12345'],
	['optionalText', words, ' a ', 'a'],
	['optionalText', words, '\u200b', undefined],
	['optionalText', words, null, undefined],
	['optionalText', words, 'x'.repeat(1_000), 'x'.repeat(1_000)],
	['choice', one, ' bOTH ', 'Both'],
	['severalChoices', several, 'one, BOTH; one', ['One', 'Both']],
	['severalChoices', several, ['Both'], ['Both']],
	['severalChoices', several, [], undefined],
	['severalChoices', several, null, undefined],
	['optionalChoice', oneOrNone, 'one', 'One'],
	['optionalChoice', oneOrNone, '', undefined],
	['toggle', on, 'no', false],
	['toggle', off, true, true],
	['wholeNumber', number, '1', 1],
	['wholeNumber', number, 50, 50],
	['wholeNumber', number, ' ', 7],
	['wholeNumber', number, null, 7],
	['wholeNumber', wholeNumber(LOOK, { preset: 7, min: 0, max: 1 }), '0', 0],
])('as %s a good value is read: %#', (_, field, value, expected) => {
	expect(readOne(field, saved(value))).toEqual({ value: expected });
	expect(readOne(field, given(value))).toEqual({ value: expected });
});

test.each<[string, Field<unknown>, unknown, string]>([
	['optionalGuid', guid, 7, 'must be a GUID or empty, but is "7"'],
	['text', word, ' ', 'must be filled in, but is " "'],
	['text', word, null, 'must be filled in, but is empty'],
	['text', word, {}, 'must be text, but is "{}"'],
	['text', word, '123456', 'must not be longer than 5 characters'],
	['optionalText', words, [], `${WORDS}, but is "[]"`],
	['optionalText', words, 'x'.repeat(8_001), `${WORDS}, but is "${'x'.repeat(60)}…"`],
	['choice', one, 'None', 'must be one of One, Both, but is "None"'],
	['choice', one, undefined, 'must be one of One, Both, but is empty'],
	['choice', many(20), '-', `must be one of ${numbers(20)}, but is "-"`],
	['choice', many(21), '-', `must be one of the 21 in the list, such as 1, 2, 3, but is "-"`],
	['optionalText', optionalText(LOOK, 2), 'abc', `${SHORT}, but is "abc"`],
	['optionalChoice', oneOrNone, 'None', 'must be one of One, Both, or empty, but is "None"'],
	['severalChoices', several, 'One, None', 'must be among One, Both, or empty, but is "One, None"'],
	['severalChoices', several, {}, 'must be among One, Both, or empty, but is "{}"'],
	['toggle', on, 'maybe', 'must be true or false, but is "maybe"'],
	['wholeNumber', number, 0, 'must be a whole number from 1 to 50, but is "0"'],
	['wholeNumber', number, '51', 'must be a whole number from 1 to 50, but is "51"'],
	['wholeNumber', number, '1.5', 'must be a whole number from 1 to 50, but is "1.5"'],
])('as %s a wrong value is refused: %#', (_, field, value, issue) => {
	expect(readOne(field, saved(value))).toEqual({ issues: [issue] });
});

describe('what is not there', () => {
	test.each<[string, Field<unknown>, unknown]>([
		['a switch has its default', on, true],
		['a switch has its default', off, false],
		['a switch that is on when it is added is off', toggle(LOOK, true, false), false],
		['a number has its default', number, 7],
		['text is none', words, undefined],
		['a choice that may be empty is none, whatever its form shows', oneOrNone, undefined],
	])('of %s: %#', (_, field, value) => {
		expect(readOne(field, ABSENT)).toEqual({ value });
	});
});

test.each([[''], [' '], ['\u200b'], [undefined], [null], ['perhaps'], [{}], [2]])(
	'a switch that is set but no clear yes or no is refused: %j',
	(value) => {
		for (const field of [on, off]) {
			expect(readOne(field, given(value))).toEqual({ issues: [expect.any(String)] });
		}
	},
);

test('the forms show what the fields take', () => {
	const formOf = (field: Field<unknown>) => field.forms[0];
	expect(formOf(on)).toEqual({ ...LOOK, type: 'boolean', default: true });
	expect(formOf(number)).toEqual({
		...LOOK,
		type: 'number',
		default: 7,
		typeOptions: { minValue: 1, maxValue: 50 },
	});
	expect(formOf(word)).toEqual({ ...LOOK, type: 'string', default: '' });
	expect(formOf(words)).toEqual({ ...LOOK, type: 'string', default: '' });
	expect(formOf(guid)).toEqual({ ...LOOK, type: 'string', default: '' });
	expect(formOf(one)).toEqual({ ...LOOK, type: 'options', default: 'One', options: [...CHOICES] });
	expect(formOf(oneOrNone)).toMatchObject({ type: 'options', default: 'Both' });
	expect(formOf(notice('Mind this.'))).toMatchObject({ displayName: 'Mind this.', type: 'notice' });
});

test('a notice has no value, whatever is saved for it', () => {
	expect(readOne(notice('Mind this.'), saved('x'))).toEqual({ value: undefined });
});

describe('a collection', () => {
	const size = wholeNumber({ ...LOOK, displayName: 'Size' }, BOUNDS);
	const colour = choice({ ...LOOK, displayName: 'Colour' }, CHOICES, 'One');
	const options = collection({ displayName: 'Options' }, { size, isOn: off, colour });

	test('reads its entries where they are, and those that are not there as absent', () => {
		const parameters = {
			'options.size': saved('9'),
			'options.colour': saved('both'),
			size: saved(1),
		};
		expect(readAll({ options }, parameters)).toEqual({
			values: { options: { size: 9, isOn: false, colour: 'Both' } },
		});
	});

	test('names a wrong entry without itself', () => {
		const parameters = { 'options.size': saved(0), 'options.colour': saved('x') };
		expect(readAll({ options }, parameters)).toMatchObject({
			issues: [{ name: 'size' }, { name: 'colour' }],
		});
	});

	test('offers its entries by their names, and has none by default', () => {
		expect(options.forms).toMatchObject([
			{
				displayName: 'Options',
				type: 'collection',
				default: {},
				options: [{ name: 'colour' }, { name: 'size' }, { name: 'isOn' }],
			},
		]);
	});
});
