import { jsonChanges } from '../../../nodes/CloudCockpit/operations/license/json-changes';
import { readAll, saved } from '../support/fields';

const E3 = '9f1b62c4-07de-4a38-b5f9-d41e8c20a763';
const assigned = { skuId: E3, isSelected: true };
const removed = { skuId: 'CFQ7TTC0LH18:0001', isSelected: false };
const read = (list: unknown) =>
	readAll({ customerUserLicenses: jsonChanges }, { customerUserLicenses: saved(list) });

const COUNTS = {
	availableLicenses: 1,
	totalLicenses: 2 ** 31 - 1,
	consumedLicenses: 0,
	suspendedLicenses: -1,
};

test.each<[string, object[]]>([
	['the least', [assigned, removed]],
	['everything', [{ ...assigned, name: 'E3', ...COUNTS }]],
	['a name that is null', [{ ...assigned, name: null }]],
])('%s is taken as it is, as text or from an expression', (_, list) => {
	for (const written of [list, JSON.stringify(list)]) {
		expect(read(written)).toEqual({ values: { customerUserLicenses: list } });
	}
});

test('a thousand are taken, and not one more', () => {
	const most = Array.from({ length: 1_000 }, (_, index) => ({ ...removed, skuId: `sku-${index}` }));
	expect(read(most)).toEqual({ values: { customerUserLicenses: most } });
	expect(read([...most, assigned])).toMatchObject({
		issues: [{ messages: ['must not name more than 1000 SKUs'] }],
	});
});

test.each([
	[` {${E3.toUpperCase()}} `, E3],
	[` ${'x'.repeat(253)} `, 'x'.repeat(253)],
])('the SKU %j is cleaned', (skuId, clean) => {
	const list = [{ skuId, isSelected: true }];
	expect(read(list)).toEqual({
		values: { customerUserLicenses: [{ skuId: clean, isSelected: true }] },
	});
	expect(list).toEqual([{ skuId, isSelected: true }]);
});

const NO_SKU = 'must be the ID of a SKU';
const NO_COUNT = 'must be a whole number';
const NO_OBJECT = 'must be an object such as {"skuId": "…", "isSelected": true}';
test.each<[unknown, Record<string, string>]>([
	[{}, { '': 'must be a JSON array with at least one license' }],
	[[], { '': 'must be a JSON array with at least one license' }],
	['[{', { '': 'must be JSON, but is "[{"' }],
	[null, { '': 'must be a JSON array with at least one license' }],
	[[assigned, 'x', null, [E3]], { '[1]': NO_OBJECT, '[2]': NO_OBJECT, '[3]': NO_OBJECT }],
	[
		[{}],
		{
			'[0].skuId': 'must be text',
			'[0].isSelected': 'must be true to assign the license or false to remove it',
		},
	],
	[[{ skuId: 7, isSelected: true }], { '[0].skuId': 'must be text' }],
	[[{ skuId: ' ', isSelected: true }], { '[0].skuId': `${NO_SKU}, but is empty` }],
	[[{ skuId: 'null', isSelected: true }], { '[0].skuId': `${NO_SKU}, but means nothing` }],
	[[{ skuId: 'x'.repeat(256), isSelected: true }], { '[0].skuId': `${NO_SKU}, but is too long` }],
	[[{ ...assigned, name: 'a\u200bb' }], { '[0].name': 'has invisible characters in it' }],
	[[{ ...assigned, name: 7 }], { '[0].name': 'must be text' }],
	[[{ ...assigned, totalLicenses: 1.5 }], { '[0].totalLicenses': NO_COUNT }],
	[[{ ...assigned, totalLicenses: 2 ** 31 }], { '[0].totalLicenses': NO_COUNT }],
	[[{ ...assigned, availableLicenses: null }], { '[0].availableLicenses': NO_COUNT }],
	[[{ ...assigned, consumedLicenses: '7' }], { '[0].consumedLicenses': NO_COUNT }],
	[[{ ...assigned, suspendedLicenses: [] }], { '[0].suspendedLicenses': NO_COUNT }],
	[
		[{ ...assigned, plan: 'F3' }],
		{
			'[0].plan':
				'is not a property of a license, which has skuId, name, isSelected, availableLicenses, totalLicenses, consumedLicenses, suspendedLicenses',
		},
	],
	[
		[removed, assigned, { skuId: E3.toUpperCase(), isSelected: false }],
		{ '[2].skuId': 'is the same as in entry 2' },
	],
])('%j is refused with the place', (list, refusals) => {
	const issues = Object.entries(refusals).map(([place, message]) => ({
		name: `customerUserLicenses${place}`,
		messages: [message],
	}));
	expect(read(list)).toEqual({ issues });
});
