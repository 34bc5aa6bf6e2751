import { CUSTOMERS } from '../../../sandbox/seed';
import {
	asJson,
	assigned,
	changesSent,
	E3,
	EXCHANGE,
	LOOK_UP,
	PATH,
	POWER_BI,
	PREMIUM,
	removed,
	UPDATE,
	VISIO,
} from '../support/licenses';
import { byId, CUSTOMER, useNode, USERS } from '../support/node';

const scene = useNode();

describe('seats are checked', () => {
	const options = { checkAvailability: true };

	test('and names are sent along', async () => {
		const list = [assigned(PREMIUM), { ...removed(EXCHANGE), name: 'Mine' }];
		const skus = { ...asJson([...list, removed(VISIO)]), options };
		scene.sandbox.inject({ kind: 'empty', applied: false, match: { method: 'PATCH' } });
		await scene.json(skus);
		expect(scene.calls()).toEqual([LOOK_UP, `PATCH ${PATH}`]);
		expect(changesSent(scene)).toEqual([
			[{ ...assigned(PREMIUM), name: PREMIUM.name }, list[1], removed(VISIO)],
		]);
	});

	test.each([
		[POWER_BI, 'No seat of Power BI Pro is left: 0 of 5 are free'],
		[VISIO, `The customer has no license ${VISIO.skuId}`],
	])('%j is refused when there is none', async (sku, message) => {
		const skus = { assignSkuIds: [E3.skuId, sku.skuId] };
		expect(await scene.errorOf({ ...UPDATE, ...skus, options })).toEqual({
			message,
			description: expect.stringContaining('Buy seats or remove the license'),
			fields: [{ name: 'assignSkuIds', messages: [message] }],
			attempts: 0,
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([LOOK_UP]);
	});

	test('and the place in the JSON is named', async () => {
		const list = asJson([removed(VISIO), assigned(POWER_BI)]);
		expect(await scene.errorOf({ ...list, options })).toMatchObject({
			fields: [{ name: 'customerUserLicenses[1].skuId' }],
		});
	});

	test('over all items of a customer, with one look-up', async () => {
		const { proseware } = CUSTOMERS;
		const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
		const at = (user: { id: string }, c: string = proseware.id) => ({ c, u: user.id });
		const json = await scene.json(
			{
				...UPDATE,
				customerId: byId('={{ $json.c }}'),
				customerUserId: byId('={{ $json.u }}'),
				assignSkuIds: [E3.skuId],
				options,
			},
			[at(rolandWacker), at(ericaSteiner), at(rolandWacker), at(USERS.terryAdams, CUSTOMER.id)],
		);
		const message =
			'No seat of Microsoft 365 E3 is left: 1 of 10 are free, and earlier items of this run take 1';
		expect(json).toMatchObject([
			{ customerUserId: rolandWacker.id },
			{ error: { message, outcome: 'notSent' } },
			{ customerUserId: rolandWacker.id },
			{ customerUserId: USERS.terryAdams.id },
		]);
		expect(scene.calls().filter((call) => call.startsWith('GET'))).toHaveLength(2);
		expect(scene.calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(3);
	});

	test('and nothing is sent when the look-up fails', async () => {
		scene.sandbox.inject({ kind: 'status', status: 403 });
		expect(await scene.errorOf({ ...UPDATE, assignSkuIds: [E3.skuId], options })).toMatchObject({
			httpCode: '403',
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([LOOK_UP]);
	});
});
