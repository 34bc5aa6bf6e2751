import { asJson, assigned, changesSent, E3, EXCHANGE, PREMIUM, removed } from '../support/licenses';
import { byId, useNode } from '../support/node';

const scene = useNode();

describe('written as JSON', () => {
	const COUNTS = {
		availableLicenses: 1,
		totalLicenses: 2 ** 31 - 1,
		consumedLicenses: 0,
		suspendedLicenses: -1,
	};

	test.each<[string, object[]]>([
		['the least', [assigned(E3), removed(PREMIUM)]],
		['everything', [{ ...assigned(E3), name: 'E3', ...COUNTS }]],
		['a name that is null', [{ ...assigned(E3), name: null }]],
	])('%s is sent as it is', async (_, list) => {
		scene.sandbox.inject({ kind: 'empty', applied: false });
		await scene.json(asJson(list));
		expect(changesSent(scene)).toEqual([list]);
	});

	test('SKUs are cleaned, and told', async () => {
		const [json] = await scene.json(
			asJson([{ skuId: ` {${E3.skuId.toUpperCase()}} `, isSelected: true }, removed(EXCHANGE)]),
		);
		expect(json).toMatchObject({ assigned: [E3.skuId], removed: [EXCHANGE.skuId] });
		expect(changesSent(scene)).toEqual([[assigned(E3), removed(EXCHANGE)]]);
	});

	test('a SKU ID that is no GUID is sent without blanks, and may have 255 characters', async () => {
		const skuId = 'x'.repeat(253);
		await scene.json(asJson([{ skuId: ` ${skuId} `, isSelected: true }]));
		expect(changesSent(scene)).toEqual([[{ skuId, isSelected: true }]]);
	});

	const NO_SKU = 'must be the ID of a SKU';
	const NO_COUNT = 'must be a whole number';
	const NO_OBJECT = 'must be an object such as {"skuId": "…", "isSelected": true}';
	test.each<[unknown, Record<string, string>]>([
		[{}, { '': 'must be a JSON array with at least one license' }],
		[[], { '': 'must be a JSON array with at least one license' }],
		[
			[assigned(E3), 'x', null, [E3.skuId]],
			{ '[1]': NO_OBJECT, '[2]': NO_OBJECT, '[3]': NO_OBJECT },
		],
		[
			[{}],
			{
				'[0].skuId': 'must be text',
				'[0].isSelected': 'must be true to assign the license or false to remove it',
			},
		],
		[[{ skuId: 7, isSelected: true }], { '[0].skuId': 'must be text' }],
		[[{ skuId: ' ', isSelected: true }], { '[0].skuId': NO_SKU }],
		[[{ skuId: 'x'.repeat(256), isSelected: true }], { '[0].skuId': NO_SKU }],
		[[{ ...assigned(E3), name: 7 }], { '[0].name': 'must be text' }],
		[[{ ...assigned(E3), totalLicenses: 1.5 }], { '[0].totalLicenses': NO_COUNT }],
		[[{ ...assigned(E3), totalLicenses: 2 ** 31 }], { '[0].totalLicenses': NO_COUNT }],
		[[{ ...assigned(E3), availableLicenses: null }], { '[0].availableLicenses': NO_COUNT }],
		[[{ ...assigned(E3), consumedLicenses: '7' }], { '[0].consumedLicenses': NO_COUNT }],
		[[{ ...assigned(E3), suspendedLicenses: [] }], { '[0].suspendedLicenses': NO_COUNT }],
		[
			[{ ...assigned(E3), plan: 'F3' }],
			{
				'[0].plan':
					'is not a property of a license; there are skuId, name, isSelected, availableLicenses, totalLicenses, consumedLicenses, suspendedLicenses',
			},
		],
		[
			[assigned(PREMIUM), assigned(E3), { ...removed(E3), skuId: E3.skuId.toUpperCase() }],
			{ '[2].skuId': 'is the same as in [1]' },
		],
	])('%j is refused with the place', async (list, refusals) => {
		expect((await scene.errorOf(asJson(list))).fields).toEqual(
			Object.entries(refusals).map(([place, message]) => ({
				name: `customerUserLicenses${place}`,
				messages: [message],
			})),
		);
		expect(scene.calls()).toEqual([]);
	});

	test('one thing is said of what is no JSON', async () => {
		const error = await scene.errorOf({ ...asJson([]), customerUserLicenses: '[{' });
		expect(error.fields).toEqual([
			{ name: 'customerUserLicenses', messages: [expect.stringMatching(/^must be JSON, but is/)] },
		]);
	});

	test('a wrong id does not hide what is wrong with the JSON', async () => {
		const error = await scene.errorOf({ ...asJson([]), customerId: byId('x') });
		expect(error.fields).toHaveLength(2);
	});
});
