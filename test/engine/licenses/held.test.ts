import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { useScene } from '../support';
import {
	ALL,
	asHeld,
	E3,
	E3_NAME,
	exactly,
	EXCHANGE,
	POWER_BI,
	PREMIUM,
	UPDATE,
	watchLicenses,
} from './support';

/** What a user holds is told by the workflow; what is unclear about it is never sent. */
const scene = useScene();

const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const { sent, selected } = watchLicenses(scene);

describe('nothing is sent', () => {
	test.each<[string, INodeParameters, string]>([
		['an exact list that is empty', exactly(), 'Licenses must list a license'],
		[
			'an exact list of a column of another name',
			{ ...exactly(), exactSkuIds: '={{ $json.no }}' },
			'gives nothing',
		],
		[
			'the same, where an empty one is allowed',
			{ ...exactly(), exactSkuIds: '={{ $json.no }}', options: { allowNone: true } },
			'gives nothing',
		],
		[
			'an unclear Allow None',
			{ ...exactly(), options: { allowNone: '={{ $json.no }}' } },
			'Allow None',
		],
		[
			'held licenses left blank',
			asHeld({ assignSkuIds: [E3], heldSkuIds: [] }),
			'Licenses Held must list what the user has now',
		],
		[
			'held licenses of an empty text',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ "" }}' }),
			'Licenses Held must list what the user has now',
		],
		[
			'held licenses of blanks',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ "  " }}' }),
			'Licenses Held must list what the user has now',
		],
		[
			'held licenses of an empty column that was split',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ "".split(",") }}' }),
			'Licenses Held must list what the user has now',
		],
		[
			'held licenses whose ID is empty',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ [{ skuId: "" }] }}' }),
			'Licenses Held must list what the user has now',
		],
		[
			'held licenses with an empty place between commas',
			asHeld({ assignSkuIds: [E3], heldSkuIds: `={{ "${EXCHANGE}," }}` }),
			'leaves an entry between commas empty',
		],
		[
			'an exact list with an empty place between commas',
			{ ...exactly(), exactSkuIds: `={{ "${EXCHANGE}," }}` },
			'leaves an entry between commas empty',
		],
		[
			'held licenses of a column of another name',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ $json.no }}' }),
			'gives nothing',
		],
		[
			'held licenses that are null',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ null }}' }),
			'gives nothing',
		],
		[
			'held licenses without their IDs',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ [{ id: 1 }] }}' }),
			'Licenses Held must be',
		],
		[
			'held licenses whose IDs are nothing',
			asHeld({ assignSkuIds: [E3], heldSkuIds: '={{ [{ skuId: $json.no }] }}' }),
			'Licenses Held must be',
		],
		[
			'a choice of a column of another name',
			{ ...UPDATE, assignSkuIds: [E3], otherLicenses: '={{ $json.no }}' },
			'Other Licenses must be',
		],
		[
			'an input of a column of another name',
			{ ...UPDATE, assignSkuIds: [E3], licenseInput: '={{ $json.no }}' },
			'Specify Licenses By must be',
		],
		['nothing to assign or remove', asHeld({}), 'Licenses to Assign must list a license'],
	])('for %s', async (_, node, message) => {
		const run = await scene.run(node, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining(message),
			outcome: 'notSent',
		});
		expect(scene.sandbox.requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['an exact list', exactly(E3, SKUS.notSubscribed.skuId)],
		['what is assigned', asHeld({ assignSkuIds: [SKUS.notSubscribed.skuId] })],
		['what is removed', asHeld({ removeSkuIds: [SKUS.notSubscribed.skuId] })],
	])('for a SKU in %s that the customer does not have', async (_, node) => {
		const run = await scene.run(node, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: `The customer has no license ${SKUS.notSubscribed.skuId}`,
			outcome: 'notSent',
		});
		expect(scene.writes()).toEqual([]);
	});

	test('when CloudCockpit lists no SKU at all', async () => {
		for (const node of [exactly(E3), asHeld({ removeSkuIds: [E3] })]) {
			scene.sandbox.inject({ kind: 'status', status: 200, body: [], match: { method: 'GET' } });
			const run = await scene.run(node, ON_ERROR_BRANCH);

			expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent' });
		}
		expect(scene.writes()).toEqual([]);
	});

	test.each<[string, (row: IDataObject) => unknown]>([
		['an entry that cannot be read', (row) => [row, null]],
		['an end that it says is none', (row) => ({ items: [row], hasNextPage: true })],
		['more pages than one', (row) => ({ items: [row], totalPages: 2 })],
		['fewer entries than it counts', (row) => ({ items: [row], totalCount: 4 })],
	])('when the list of SKUs has %s: not every SKU would be named', async (_, bodyOf) => {
		const row = { skuId: E3, name: E3_NAME, availableLicenses: 1, totalLicenses: 2 };
		for (const node of [exactly(E3), asHeld({ assignSkuIds: [E3], heldSkuIds: [E3] })]) {
			const body = bodyOf(row);
			scene.sandbox.inject({ kind: 'status', status: 200, body, match: { method: 'GET' } });
			const run = await scene.run(node, ON_ERROR_BRANCH);

			expect(run.errorOutput[0]?.json.error).toMatchObject({
				message: expect.stringMatching(/^The list is not complete: /),
				outcome: 'notSent',
			});
		}
		expect(scene.writes()).toEqual([]);
	});
});

describe('what is held is taken', () => {
	test.each<[string, unknown]>([
		[
			'as Microsoft Entra ID lists it',
			[
				{ skuId: E3, disabledPlans: [] },
				{ skuId: EXCHANGE.toUpperCase(), disabledPlans: [PREMIUM] },
			],
		],
		['as IDs with commas', `${E3}, ${EXCHANGE}`],
		['as JSON text of IDs', JSON.stringify([E3, EXCHANGE])],
		['as JSON text of what Microsoft Entra ID lists', JSON.stringify([{ skuId: E3 }, EXCHANGE])],
		['as names', [E3_NAME.toUpperCase(), SKUS.exchangeOnline.name]],
		['as objects with names', [{ skuId: E3_NAME }, { skuId: EXCHANGE }]],
	])('%s', async (_, held) => {
		const node = asHeld({ removeSkuIds: [EXCHANGE], heldSkuIds: '={{ $json.held }}' });
		await scene.run(node, { items: [{ held: held as IDataObject[] }] });

		expect(selected()).toEqual([E3]);
	});

	test('without what CloudCockpit does not list, which is named', async () => {
		const unknown = SKUS.notSubscribed.skuId;
		const heldSkuIds = `={{ ${JSON.stringify([E3, unknown])} }}`;
		const node = asHeld({ assignSkuIds: [PREMIUM], heldSkuIds });
		const dry = await scene.run({ ...node, dryRun: true });
		const run = await scene.run(node);

		expect(selected()).toEqual([E3, PREMIUM]);
		expect(sent()).toHaveLength(ALL.length);
		for (const { output, hints } of [dry, run]) {
			expect(output[0]?.json.summary).toContain(`left out, not in CloudCockpit's list: ${unknown}`);
			expect(hints.map(({ message }) => message)).toContain(
				`CloudCockpit does not list the held license ${unknown} for the customer, so it is not in the request.`,
			);
		}
	});

	test('and seats are only needed for what is really new', async () => {
		const heldSkuIds = `={{ ${JSON.stringify([POWER_BI])} }}`;
		const options = { checkAvailability: true };
		const kept = await scene.run(
			asHeld({ assignSkuIds: [POWER_BI], heldSkuIds, options, dryRun: true }),
		);
		const isNew = await scene.run(asHeld({ assignSkuIds: [POWER_BI], options }), ON_ERROR_BRANCH);

		expect(kept.output[0]?.json).toMatchObject({ dryRun: true, availability: [] });
		expect(isNew.errorOutput[0]?.json.error).toMatchObject({
			message: 'No seat of Power BI Pro is free (of 5)',
		});
	});
});
