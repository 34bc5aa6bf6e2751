import { optionalText, toggle } from '../../../nodes/shared/fields/basic';
import { filters, paging, simplify } from '../../../nodes/shared/fields/lists';
import { given, readAll, readOne, saved } from '../support/fields';

describe('how many entries are wanted', () => {
	test.each([
		[false, 7, 7],
		['no', 1_000_000, 1_000_000],
		[true, 7, Infinity],
		[true, 'whatever', Infinity],
	])('with Return All %j and a limit of %j: %d', (returnAll, limit, wanted) => {
		const read = readAll(paging, { returnAll: saved(returnAll), limit: saved(limit) });
		expect(read).toMatchObject({ values: { limit: wanted } });
	});

	test('is 50 where nothing is said', () => {
		expect(readAll(paging, {})).toEqual({ values: { returnAll: false, limit: 50 } });
	});

	test.each([[0], [1_000_001], ['many']])('is not %j', (limit) => {
		expect(readAll(paging, { limit: saved(limit) })).toEqual({
			issues: [
				{
					name: 'limit',
					messages: [`must be a whole number from 1 to 1000000, but is "${limit}"`],
				},
			],
		});
	});
});

test('lists are simplified unless somebody turns it off', () => {
	expect(readOne(simplify, saved(true))).toEqual({ value: true });
	expect(readAll({ simplify }, {})).toEqual({ values: { simplify: true } });
});

describe('a filter', () => {
	const field = filters({
		search: optionalText({ displayName: 'Search' }),
		isNew: toggle({ displayName: 'Is New' }, true, false),
	});

	test('that is not there lets everything through', () => {
		expect(readAll({ filters: field }, {})).toEqual({
			values: { filters: { search: undefined, isNew: false } },
		});
	});

	test.each([[null], [undefined]])('whose expression gives %p is refused', (value) => {
		const parameters = { 'filters.search': given(value), 'filters.isNew': given(value) };
		expect(readAll({ filters: field }, parameters)).toMatchObject({
			issues: [
				{ name: 'search', messages: [expect.stringMatching(/gives nothing/)] },
				{ name: 'isNew', messages: [expect.stringMatching(/gives nothing/)] },
			],
		});
	});

	test('whose expression gives an empty text is none', () => {
		expect(readAll({ filters: field }, { 'filters.search': given('') })).toHaveProperty('values');
	});
});
