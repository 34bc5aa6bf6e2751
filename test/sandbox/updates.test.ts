import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { CORRELATION_ID, EUROPE, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, proseware } = CUSTOMERS;
const { users } = adventureWorks.placements[0];
const E3 = SKUS.microsoft365E3.skuId;
const EXCHANGE = SKUS.exchangeOnline.skuId;
const POWER_BI = SKUS.powerBiPro.skuId;
const VISIO = SKUS.notSubscribed.skuId;

type Changes = Record<string, boolean>;
const update = (
	changes: Changes,
	userId = users.terryAdams.id,
	customerId: string = adventureWorks.id,
) =>
	scene.http.patch(
		`/v1/Customers/${customerId}/users/${userId}/licenses`,
		{
			providerInstanceId: EUROPE,
			customerUserLicenses: Object.entries(changes).map(([skuId, isSelected]) => ({
				skuId,
				isSelected,
			})),
		},
		{ headers: { 'X-Correlation-Id': CORRELATION_ID } },
	);
const seats = async (skuId: string, customerId: string = adventureWorks.id) => {
	const { data } = await scene.http.get(`/v1/Customers/${customerId}/licenses`, {
		params: { providerInstanceId: EUROPE },
	});
	return data.find((license: { skuId: string }) => license.skuId === skuId);
};
const held = (userId: string) =>
	scene.sandbox.state.customers.get(adventureWorks.id)?.placements.get(EUROPE)?.users.get(userId)
		?.skuIds;

describe('licenses', () => {
	test('are assigned and removed, and seats follow', async () => {
		expect(await seats(E3)).toEqual({
			skuId: E3,
			name: 'Microsoft 365 E3',
			availableLicenses: 12,
			isSelected: false,
			totalLicenses: 50,
			consumedLicenses: 38,
			suspendedLicenses: 0,
		});
		const assigned = await update({ [E3]: true, [EXCHANGE]: true });
		expect([assigned.status, assigned.data]).toEqual([200, '']);
		expect(held(users.terryAdams.id)).toEqual(new Set([E3, EXCHANGE]));
		expect(await seats(E3)).toMatchObject({ availableLicenses: 11, consumedLicenses: 39 });

		await update({ [E3]: false });
		expect(held(users.terryAdams.id)).toEqual(new Set([EXCHANGE]));
		expect(await seats(E3)).toMatchObject({ availableLicenses: 12, consumedLicenses: 38 });
	});

	test('that a user has already take no further seat, nor do those removed twice free one', async () => {
		expect((await update({ [E3]: true }, users.annetteHill.id)).status).toBe(200);
		expect((await update({ [POWER_BI]: false }, users.annetteHill.id)).status).toBe(200);
		expect(await seats(E3)).toMatchObject({ consumedLicenses: 38 });
		expect(await seats(POWER_BI)).toMatchObject({ consumedLicenses: 5 });
	});

	test('suspended seats are not given out', async () => {
		expect(await seats(EXCHANGE)).toMatchObject({
			totalLicenses: 10,
			consumedLicenses: 1,
			suspendedLicenses: 2,
			availableLicenses: 7,
		});
	});

	test.each([
		['no seat is left', { [POWER_BI]: true }, [0], 'No license of Power BI Pro is available.'],
		['the SKU is unknown', { [VISIO]: true }, [0], 'is not among the licenses of the customer'],
		['an unknown SKU is removed', { [E3]: true, [VISIO]: false }, [1], 'is not among'],
	])('are refused when %s, all of them', async (_why, changes, indexes, text) => {
		const answer = await update({ [EXCHANGE]: true, ...changes });
		expect(answer.status).toBe(400);
		expect(answer.data).toMatchObject({ statusCode: 400, correlationId: CORRELATION_ID });
		expect(answer.data.errors).toEqual(
			indexes.map((index) => ({
				propertyName: `customerUserLicenses[${index + 1}].skuId`,
				description: [expect.stringContaining(text)],
			})),
		);
		expect(held(users.terryAdams.id)).toEqual(new Set());
		expect(scene.sandbox.audit).toEqual([
			expect.objectContaining({
				operation: 'updateUserLicenses',
				target: users.terryAdams.id,
				succeeded: false,
			}),
		]);
		expect(scene.sandbox.requests[0]).toMatchObject({ status: 400, applied: false });
	});

	test('are refused to a user without location, who may still lose some', async () => {
		const answer = await update({ [E3]: true }, users.luisBonifaz.id);
		expect(answer.status).toBe(400);
		expect(answer.data.errors).toEqual([
			{ propertyName: 'location', description: [expect.stringContaining('has no location')] },
		]);
		expect((await update({ [E3]: false }, users.luisBonifaz.id)).status).toBe(200);
	});

	test('listed twice are refused', async () => {
		const item = { skuId: E3, isSelected: true };
		const answer = await scene.http.patch(
			`/v1/Customers/${adventureWorks.id}/users/${users.terryAdams.id}/licenses`,
			{ providerInstanceId: EUROPE, customerUserLicenses: [item, { ...item, isSelected: false }] },
		);
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toBe('customerUserLicenses[1].skuId');
	});

	test('run out between two users', async () => {
		const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
		expect((await update({ [E3]: true }, rolandWacker.id, proseware.id)).status).toBe(200);
		expect((await update({ [E3]: true }, ericaSteiner.id, proseware.id)).status).toBe(400);
		expect(await seats(E3, proseware.id)).toMatchObject({ availableLicenses: 0 });
	});

	test('may be sent with all fields of the documented item', async () => {
		const { status } = await scene.http.patch(
			`/v1/Customers/${adventureWorks.id}/users/${users.terryAdams.id}/licenses`,
			{
				providerInstanceId: EUROPE,
				customerUserLicenses: [{ ...(await seats(E3)), isSelected: true }],
			},
		);
		expect(status).toBe(200);
		expect(held(users.terryAdams.id)).toEqual(new Set([E3]));
	});
});

describe('qualification', () => {
	const qualify = (qualification: unknown) =>
		scene.http.patch(`/v1/Customers/${adventureWorks.id}/microsoft-qualification`, {
			providerInstanceId: EUROPE,
			qualification,
		});

	test.each(['Education', 'StateOwnedEntity', 'SomethingOfOurOwn'])(
		'%s is stored',
		async (name) => {
			const answer = await qualify({ name });
			expect([answer.status, answer.data]).toEqual([200, '']);
			const { data } = await scene.http.get(`/v1/Customers/${adventureWorks.id}`);
			const { providerCustomerData } = data.providerCustomers[EUROPE];
			expect(JSON.parse(providerCustomerData)).toMatchObject({ Qualifications: [name] });
			expect(scene.sandbox.audit).toEqual([
				expect.objectContaining({
					operation: 'updateMicrosoftQualification',
					target: EUROPE,
					succeeded: true,
				}),
			]);
		},
	);

	test.each([
		['nothing', {}],
		['an empty name', { name: '' }],
		['a blank name', { name: '  ' }],
		['another property', { name: 'Education', segment: 'K12' }],
		['a text', 'Education'],
	])('%s is refused', async (_name, qualification) => {
		const answer = await qualify(qualification);
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toMatch(/^qualification/);
	});
});
