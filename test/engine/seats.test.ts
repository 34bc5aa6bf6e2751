import { CUSTOMERS, generatedUserId, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

/** Who gets a seat is found out for all items before anything is written for one. */
const scene = useScene({ users: 20 });

const E3 = SKUS.microsoft365E3;
const PREMIUM = SKUS.businessPremium;
const EXCHANGE = SKUS.exchangeOnline;
const POWER_BI = SKUS.powerBiPro;
/** Users without any license. */
const NEWCOMERS = Array.from({ length: 16 }, (_, index) => generatedUserId(index));
const { rolandWacker, ericaSteiner } = CUSTOMERS.proseware.placements[0].users;

/** Customer, user and licenses come from the items, as they do from a spreadsheet. */
const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerId: byId('={{ $json.customer ?? "' + CUSTOMER.id + '" }}'),
	customerUserId: byId('={{ $json.user }}'),
	assignSkuIds: '={{ $json.assign ?? [] }}',
	removeSkuIds: '={{ $json.remove ?? [] }}',
	options: { checkAvailability: true },
};
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const LOOK_UP = `GET /v1/Customers/${CUSTOMER.id}/licenses`;
const lookUps = () => scene.calls().filter((call) => call.startsWith('GET'));
const writes = () => scene.calls().filter((call) => call.startsWith('PATCH'));

const placement = () => scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id);
const heldBy = (userId: string) => [...(placement()?.users.get(userId)?.skuIds ?? [])].sort();
const consumed = (skuId: string) => placement()?.skus.get(skuId)?.consumed;
const sorted = (...skus: Array<{ skuId: string }>) => skus.map(({ skuId }) => skuId).sort();

describe('seats are counted over all items of the run', () => {
	test('those that do not fit fail, the others are carried out, after one look-up', async () => {
		// 12 seats of E3 are free, 5 of Business Premium.
		const items = NEWCOMERS.map((user, index) => ({
			user,
			assign: index < 3 ? [E3.skuId, PREMIUM.skuId] : [E3.skuId],
		}));
		const run = await scene.run(UPDATE, { items, ...ON_ERROR_BRANCH });

		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
			NEWCOMERS.slice(0, 12).map((_, item) => ({ item })),
		);
		expect(run.errorOutput.map(({ json }) => json.error)).toEqual(
			NEWCOMERS.slice(12).map(() =>
				expect.objectContaining({
					message: 'The 12 free seats of Microsoft 365 E3 (of 50) go to earlier items',
					description: expect.stringMatching(
						/^Field: Licenses to Assign\. Nothing was sent for this item\. Buy seats/,
					),
					attempts: 0,
					outcome: 'notSent',
				}),
			),
		);
		expect(lookUps()).toEqual([LOOK_UP]);
		expect(writes()).toHaveLength(12);
		expect(consumed(E3.skuId)).toBe(50);
	});

	test('every customer is looked up once, all of them before the first write', async () => {
		const proseware = { customer: CUSTOMERS.proseware.id, assign: [E3.skuId] };
		const items = [
			{ ...proseware, user: rolandWacker.id },
			{ user: USERS.terryAdams.id, assign: [E3.skuId] },
			{ ...proseware, user: ericaSteiner.id },
			{ user: USERS.annetteHill.id, assign: [PREMIUM.skuId] },
		];
		const run = await scene.run(UPDATE, { items, ...ON_ERROR_BRANCH });

		expect(scene.calls().slice(0, 2).sort()).toEqual(
			[LOOK_UP, `GET /v1/Customers/${CUSTOMERS.proseware.id}/licenses`].sort(),
		);
		expect(lookUps()).toHaveLength(2);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 3 },
		]);
		expect(run.errorOutput.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
	});

	test('one user needs one seat, however many items name the user', async () => {
		const user = rolandWacker.id;
		const item = { customer: CUSTOMERS.proseware.id, user, assign: [E3.skuId] };
		const run = await scene.run(UPDATE, { items: [item, item] });

		expect(run.error).toBeUndefined();
		expect(run.output).toHaveLength(2);
	});

	test('an item that lacks one license takes no seat of another', async () => {
		const items = [
			{ assign: [E3.skuId, PREMIUM.skuId], user: rolandWacker.id },
			{ assign: [E3.skuId], user: ericaSteiner.id },
		].map((item) => ({ ...item, customer: CUSTOMERS.proseware.id }));
		const run = await scene.run(UPDATE, { items, ...ON_ERROR_BRANCH });

		expect(run.errorOutput.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({
				message: 'No seat of Microsoft 365 Business Premium is free (of 3)',
			}),
		]);
		expect(run.output.map(({ json }) => json.customerUserId)).toEqual([ericaSteiner.id]);
	});

	test('an item that is sent unchecked takes its seat as well', async () => {
		const items = [
			{ user: rolandWacker.id, checked: false },
			{ user: ericaSteiner.id, checked: true },
		].map((item) => ({ ...item, customer: CUSTOMERS.proseware.id, assign: [E3.skuId] }));
		const options = { checkAvailability: '={{ $json.checked }}' };
		const run = await scene.run({ ...UPDATE, options }, { items, ...ON_ERROR_BRANCH });

		expect(run.output.map(({ json }) => json.customerUserId)).toEqual([rolandWacker.id]);
		expect(run.errorOutput.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'notSent' }),
		]);
		expect(writes()).toHaveLength(1);
	});

	test('removing needs no seat, and frees none for the others', async () => {
		const items = [
			{ user: USERS.pilarAckerman.id, remove: [E3.skuId] },
			{ user: USERS.terryAdams.id, assign: [POWER_BI.skuId], remove: [EXCHANGE.skuId] },
		];
		const run = await scene.run(UPDATE, { items, ...ON_ERROR_BRANCH });

		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(heldBy(USERS.pilarAckerman.id)).toEqual([EXCHANGE.skuId]);
	});
});

describe('nothing is written', () => {
	test('for anyone, when the node stops on errors and one item does not fit', async () => {
		const items = [
			{ user: USERS.terryAdams.id, assign: [E3.skuId] },
			{ user: USERS.annetteHill.id, assign: [POWER_BI.skuId] },
		];
		const run = await scene.run(UPDATE, { items });

		expect(run.error).toMatchObject({
			message: 'No seat of Power BI Pro is free (of 5)',
			description: expect.stringContaining('Not sent: items 0-1.'),
			context: { itemIndex: 1 },
		});
		expect(scene.calls()).toEqual([LOOK_UP]);
		expect(scene.sandbox.audit).toEqual([]);
	});

	test('for a customer whose seats cannot be looked up', async () => {
		scene.sandbox.inject({ kind: 'status', status: 403, body: {}, match: { path: CUSTOMER.id } });
		const items = [
			{ user: USERS.terryAdams.id, assign: [E3.skuId] },
			{ user: USERS.annetteHill.id, assign: [PREMIUM.skuId] },
			{ customer: CUSTOMERS.proseware.id, user: rolandWacker.id, assign: [E3.skuId] },
		];
		const run = await scene.run(UPDATE, { items, ...ON_ERROR_BRANCH });

		const refused = expect.objectContaining({ httpCode: '403', outcome: 'notSent' });
		expect(run.errorOutput.map(({ json }) => json.error)).toEqual([refused, refused]);
		expect(run.output.map(({ json }) => json.customerUserId)).toEqual([rolandWacker.id]);
		expect(lookUps()).toHaveLength(2);
		expect(writes()).toHaveLength(1);
	});

	test('for a license that the customer does not have, and the place in the JSON is told', async () => {
		const customerUserLicenses = [
			{ skuId: E3.skuId, isSelected: true },
			{ skuId: EXCHANGE.skuId, isSelected: false },
			{ skuId: SKUS.notSubscribed.skuId, isSelected: true },
		];
		const run = await scene.run(
			{
				...UPDATE,
				licenseInput: 'json',
				customerUserLicenses: JSON.stringify(customerUserLicenses),
			},
			{ items: [{ user: USERS.terryAdams.id }], ...ON_ERROR_BRANCH },
		);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: `The customer has no license ${SKUS.notSubscribed.skuId}`,
			description: expect.stringMatching(
				/^Field: Licenses, entry 3, SKU ID\. Nothing was sent for this item\. Choose the license/,
			),
			fields: [{ name: 'customerUserLicenses[2].skuId' }],
		});
		expect(writes()).toEqual([]);
	});
});

describe('what a user holds', () => {
	const PILAR = USERS.pilarAckerman.id;

	test('stays, but for the licenses that are named', async () => {
		const items = [{ user: PILAR, assign: [PREMIUM.skuId], remove: [E3.skuId] }];
		await scene.run(UPDATE, { items });

		expect(heldBy(PILAR)).toEqual(sorted(EXCHANGE, PREMIUM));
	});

	test('is the same after the workflow has run again', async () => {
		const items = [
			{ user: PILAR, assign: [PREMIUM.skuId], remove: [E3.skuId] },
			{ user: USERS.terryAdams.id, assign: [PREMIUM.skuId] },
		];
		const first = await scene.run(UPDATE, { items });
		const held = [heldBy(PILAR), heldBy(USERS.terryAdams.id), consumed(PREMIUM.skuId)];
		const second = await scene.run(UPDATE, { items });

		expect([heldBy(PILAR), heldBy(USERS.terryAdams.id), consumed(PREMIUM.skuId)]).toEqual(held);
		expect(consumed(PREMIUM.skuId)).toBe(22);
		expect(second.output.map(({ json }) => ({ ...json, correlationId: '' }))).toEqual(
			first.output.map(({ json }) => ({ ...json, correlationId: '' })),
		);
	});
});
