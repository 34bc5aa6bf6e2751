import { SKUS } from '../../../sandbox/seed';
import { byId, CUSTOMER, INSTANCE, USERS, useScene } from '../support';
import {
	ALL,
	asHeld,
	E3,
	E3_NAME,
	exactly,
	EXCHANGE,
	PILAR,
	POWER_BI,
	PREMIUM,
	PREMIUM_NAME,
	UPDATE,
	watchLicenses,
} from './support';

/**
 * Nobody knows whether CloudCockpit reads the licenses of an update as a change or as the whole. What a
 * user ends with, and what a run tells, must not depend on it.
 */
const scene = useScene();

const READINGS = ['change', 'whole'] as const;

const placement = () => scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id);
const heldBy = (id: string = PILAR.id) => [...(placement()?.users.get(id)?.skuIds ?? [])].sort();
const consumed = () =>
	Object.fromEntries([...(placement()?.skus ?? [])].map(([id, sku]) => [id, sku.consumed]));
const { sent, selected } = watchLicenses(scene);
const read = (licenseReading: (typeof READINGS)[number]) =>
	scene.sandbox.configure({ licenseReading });

describe.each(READINGS)('read as %s', (reading) => {
	beforeEach(() => read(reading));

	test('an exact list ends with exactly it', async () => {
		const run = await scene.run(exactly(PREMIUM, E3));

		expect(heldBy()).toEqual([E3, PREMIUM].sort());
		expect(sent().map(({ skuId }) => skuId)).toEqual(ALL);
		expect(selected()).toEqual([E3, PREMIUM]);
		expect(run.output[0]?.json).toMatchObject({
			assigned: [E3, PREMIUM],
			removed: [EXCHANGE, POWER_BI],
			unchanged: [],
		});
	});

	test('what is held stays, but for what is removed', async () => {
		const run = await scene.run(asHeld({ assignSkuIds: [PREMIUM], removeSkuIds: [EXCHANGE] }));

		expect(heldBy()).toEqual([E3, PREMIUM].sort());
		expect(sent().map(({ skuId }) => skuId)).toEqual(ALL);
		expect(run.output[0]?.json).toMatchObject({
			assigned: [PREMIUM],
			removed: [EXCHANGE],
			unchanged: [E3],
			licenses: [
				{ skuId: PREMIUM, name: PREMIUM_NAME, change: 'assigned' },
				{ skuId: EXCHANGE, name: SKUS.exchangeOnline.name, change: 'removed' },
				{ skuId: E3, name: E3_NAME, change: 'unchanged' },
			],
			summary: expect.stringContaining(`keeps ${E3_NAME}`),
		});
	});

	test('a rerun, with what is held by then, changes nothing and is not refused for seats', async () => {
		const node = {
			...asHeld({ assignSkuIds: [POWER_BI], removeSkuIds: [] }),
			heldSkuIds: '={{ $json.held }}',
			options: { checkAvailability: true },
		};
		// The first run takes the last seat.
		Object.assign(placement()?.skus.get(POWER_BI) ?? {}, { consumed: 4 });
		const first = await scene.run(node, { items: [{ held: [E3, EXCHANGE] }] });
		const before = [heldBy(), consumed()];
		const again = await scene.run(node, { items: [{ held: heldBy() }] });

		expect(first.output[0]?.json).toMatchObject({ assigned: [POWER_BI] });
		expect(again.error).toBeUndefined();
		expect(again.output[0]?.json).toMatchObject({
			assigned: [],
			removed: [],
			unchanged: expect.arrayContaining([E3, EXCHANGE, POWER_BI]),
			summary: expect.stringMatching(/^Nothing changes for /),
		});
		expect([heldBy(), consumed()]).toEqual(before);
	});

	test('an exact list can be run again', async () => {
		const first = await scene.run(exactly(PREMIUM));
		const before = [heldBy(), consumed()];
		const again = await scene.run(exactly(PREMIUM));

		expect([heldBy(), consumed()]).toEqual(before);
		expect({ ...again.output[0]?.json, correlationId: '' }).toEqual({
			...first.output[0]?.json,
			correlationId: '',
		});
	});

	test('nobody holds anything after an empty list that is allowed', async () => {
		await scene.run({ ...exactly(), options: { allowNone: true } });

		expect(heldBy()).toEqual([]);
	});

	test('an empty list of what is held leaves what is assigned alone', async () => {
		const node = { ...asHeld({ assignSkuIds: [PREMIUM] }), heldSkuIds: '={{ [] }}' };
		await scene.run({ ...node, customerUserId: byId(USERS.terryAdams.id) });

		expect(heldBy(USERS.terryAdams.id)).toEqual([PREMIUM]);
		expect(selected()).toEqual([PREMIUM]);
	});
});

test('by default the end depends on the reading, and form and dry run say so', async () => {
	const ends: string[][] = [];
	for (const reading of READINGS) {
		scene.sandbox.reset();
		read(reading);
		await scene.run({ ...UPDATE, assignSkuIds: [PREMIUM] });
		ends.push(heldBy());
	}
	const dry = await scene.run({ ...UPDATE, assignSkuIds: [PREMIUM], dryRun: true });

	expect(ends).toEqual([[E3, EXCHANGE, PREMIUM].sort(), [PREMIUM]]);
	expect(dry.output[0]?.json.summary).toContain(
		'licenses that are not named stay out of the request, and CloudCockpit does not document whether it keeps them',
	);
});

test.each([
	['an exact list', exactly(PREMIUM)],
	['what is held', asHeld({ assignSkuIds: [PREMIUM] })],
])('%s has no such risk, and its dry run does not speak of one', async (_, node) => {
	const dry = await scene.run({ ...node, dryRun: true });

	expect(dry.output[0]?.json.summary).not.toContain('does not document');
});

test('rows of one SKU are one license of the request', async () => {
	const row = { skuId: E3, name: E3_NAME, availableLicenses: 1, totalLicenses: 2 };
	const body = [
		row,
		{ ...row, skuId: E3.toUpperCase() },
		{ ...row, skuId: EXCHANGE },
		{ skuId: null },
	];
	scene.sandbox.inject({ kind: 'status', status: 200, body, match: { method: 'GET' } });
	const dry = await scene.run({ ...exactly(E3), dryRun: true });

	expect(dry.output[0]?.json.request).toMatchObject({
		body: {
			customerUserLicenses: [
				{ skuId: E3, isSelected: true },
				{ skuId: EXCHANGE, isSelected: false },
			],
		},
	});
});
