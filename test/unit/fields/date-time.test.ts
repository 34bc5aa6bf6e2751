import { optionalDateTime } from '../../../nodes/shared/fields/date-time';
import { whenAdded } from '../../../nodes/shared/fields/field';
import { optionalText } from '../../../nodes/shared/fields/basic';
import { openNames } from '../../../nodes/shared/fields/names';
import { ABSENT, given, readOne, saved } from '../support/fields';

const field = optionalDateTime({ displayName: 'From' });
const luxon = (text: unknown) => ({ toISO: () => text });

test.each<[unknown, string | undefined]>([
	['2026-01-15', '2026-01-15T00:00:00.000Z'],
	['2028-02-29', '2028-02-29T00:00:00.000Z'],
	['2026-02-28T24:00', '2026-03-01T00:00:00.000Z'],
	[' 2026-01-15T09:30 ', '2026-01-15T09:30:00.000Z'],
	['2026-01-15 09:30:07', '2026-01-15T09:30:07.000Z'],
	['2026-01-15T09:30:07.5z', '2026-01-15T09:30:07.500Z'],
	['2026-01-15T09:30:00+02:00', '2026-01-15T07:30:00.000Z'],
	['2026-01-15T09:30:00 -0130', '2026-01-15T11:00:00.000Z'],
	[new Date(Date.UTC(2026, 0, 15, 9)), '2026-01-15T09:00:00.000Z'],
	[luxon('2026-01-15T09:30:00.000+01:00'), '2026-01-15T08:30:00.000Z'],
	['', undefined],
	[null, undefined],
	[undefined, undefined],
])('%j is the time %j', (value, time) => {
	expect(readOne(field, given(value))).toEqual({ value: time });
});

test.each([
	['yesterday'],
	['15.01.2026'],
	['2026-13-01'],
	['2026-02-30'],
	['2026-02-29T09:30+02:00'],
	['2026-01-15T25:00'],
	['2026-01'],
	[20_260_115],
	[new Date(NaN)],
	[luxon(null)],
	[{}],
	[true],
])('%p is no time', (value) => {
	expect(readOne(field, given(value))).toEqual({
		issues: [expect.stringMatching(/^must be a date/)],
	});
});

describe('a field that is read where it was added', () => {
	const added = whenAdded(optionalText({ displayName: 'Name' }));

	test('is undefined elsewhere, and must give something there', () => {
		expect(readOne(added, ABSENT)).toEqual({ value: undefined });
		expect(readOne(added, saved('a'))).toEqual({ value: 'a' });
		expect(readOne(added, given(null))).toEqual({
			issues: [expect.stringMatching(/gives nothing/)],
		});
	});
});

test.each<[unknown, string[]]>([
	[
		['a', ' b '],
		['a', 'b'],
	],
	['a, ,b', ['a', 'b']],
	['', []],
	[null, []],
])('the names %j are %j, also those that are not listed', (value, names) => {
	const open = openNames({ displayName: 'Operations' }, []);
	expect(readOne(open, given(value))).toEqual({ value: names });
	expect(readOne(open, given({}))).toHaveProperty('issues');
});
