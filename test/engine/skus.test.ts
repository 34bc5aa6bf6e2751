import { SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, useScene, USERS } from './support';

const scene = useScene();
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.annetteHill.id),
};
const SKU = 'CFQ7TTC0LF8R';

async function outcomeOf(node: object, item: object) {
	const run = await scene.run({ ...UPDATE, ...node }, { items: [{ ...item }], ...CONTINUE });
	return run.errorOutput[0]?.json.error as { message?: string; outcome?: string } | undefined;
}

const NOTHING = [
	...['none', 'None', 'null', 'N/A', '-', 'undefined', 'true', 'NaN', '[object Object]'],
	...['{{ $json.sku }}', 'a\tb', 'a\u0000b', 'a\u200bb', 'x'.repeat(256)],
];

describe.each(['assignSkuIds', 'removeSkuIds'])('in %s', (name) => {
	const good = name === 'assignSkuIds' ? 'removeSkuIds' : 'assignSkuIds';

	test.each(NOTHING)('%j is no SKU, alone or beside one', async (text) => {
		for (const value of [text, [text], `${SKU},${text}`, [SKU, text]]) {
			const node = { [name]: '={{ $json.value }}', [good]: [SKU] };
			const error = await outcomeOf(node, { value });

			expect(error).toMatchObject({ outcome: 'notSent' });
		}
		expect(scene.sandbox.requests).toEqual([]);
	});

	test.each([`${SKU},`, `,${SKU}`, `${SKU},,x`, `${SKU}, ,x`])(
		'an expression that gives %j lost something between its commas',
		async (value) => {
			expect(await outcomeOf({ [name]: '={{ $json.value }}' }, { value })).toMatchObject({
				message: expect.stringContaining('leaves an entry between commas empty'),
				outcome: 'notSent',
			});
		},
	);

	test('NaN among numbers is none', async () => {
		const value = '={{ [1, NaN] }}';
		expect(await outcomeOf({ [name]: value }, {})).toMatchObject({ outcome: 'notSent' });
	});
});

test('one SKU in two spellings is sent once', async () => {
	const skus = [SKUS.businessPremium.skuId, SKUS.businessPremium.skuId.toUpperCase()];
	await scene.run(
		{ ...UPDATE, assignSkuIds: '={{ $json.skus }}' },
		{ items: [{ skus }], ...CONTINUE },
	);

	const { customerUserLicenses } = scene.requests()[0]?.body as { customerUserLicenses: unknown[] };
	expect(customerUserLicenses).toHaveLength(1);
});

const json = (text: string) => ({ licenseInput: 'json', customerUserLicenses: text });

test.each<[string, string]>([
	['__proto__', `[{"skuId": "${SKU}", "isSelected": true, "__proto__": {"name": "x"}}]`],
	['constructor', `[{"skuId": "${SKU}", "isSelected": true, "constructor": {}}]`],
	[
		'one SKU in two spellings',
		`[{"skuId": "${SKU}", "isSelected": true}, {"skuId": "${SKU.toLowerCase()}", "isSelected": false}]`,
	],
	['invisible text', '[{"skuId": "\\u200b", "isSelected": true}]'],
	['invisible characters', `[{"skuId": "${SKU}\\u200b1", "isSelected": true}]`],
	['a tab', `[{"skuId": "a\\tb", "isSelected": true}]`],
	['undefined', '[{"skuId": "undefined", "isSelected": true}]'],
	['none', '[{"skuId": "None", "isSelected": false}]'],
])('JSON with %s is refused', async (_, text) => {
	expect(await outcomeOf(json(text), {})).toMatchObject({ outcome: 'notSent' });
	expect(scene.sandbox.requests).toEqual([]);
});

test('JSON with holes is refused', async () => {
	const holes = `={{ [, { skuId: '${SKU}', isSelected: true }] }}`;
	expect(await outcomeOf(json(holes), {})).toMatchObject({ outcome: 'notSent' });
	expect(scene.sandbox.requests).toEqual([]);
});
