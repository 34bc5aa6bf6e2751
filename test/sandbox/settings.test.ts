import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { EUROPE, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks } = CUSTOMERS;
const { luisBonifaz, pilarAckerman } = adventureWorks.placements[0].users;
const BUSINESS = SKUS.businessPremium.skuId;
const E3 = SKUS.microsoft365E3.skuId;
const EXCHANGE = SKUS.exchangeOnline.skuId;
const POWER_BI = SKUS.powerBiPro.skuId;

describe('how a license update is read', () => {
	/** Pilar has E3 and Exchange. */
	const update = async (changes: Record<string, boolean>, userId: string = pilarAckerman.id) => {
		const path = `/v1/Customers/${adventureWorks.id}/users/${userId}/licenses`;
		const customerUserLicenses = Object.entries(changes).map(([skuId, isSelected]) => ({
			skuId,
			isSelected,
		}));
		const body = { providerInstanceId: EUROPE, customerUserLicenses };
		return (await scene.http.patch(path, body)).status;
	};
	const placement = () =>
		scene.sandbox.state.customers.get(adventureWorks.id)?.placements.get(EUROPE);
	const held = (userId: string = pilarAckerman.id) => placement()?.users.get(userId)?.skuIds;
	const consumed = () =>
		[BUSINESS, E3, EXCHANGE].map((skuId) => placement()?.skus.get(skuId)?.consumed);

	test('as a change, if nobody says otherwise: what is not named is kept', async () => {
		expect(consumed()).toEqual([20, 38, 1]);
		expect(await update({ [BUSINESS]: true, [E3]: false })).toBe(200);
		expect(held()).toEqual(new Set([EXCHANGE, BUSINESS]));
		expect(consumed()).toEqual([21, 37, 1]);
	});

	test.each([
		['what is not named is removed', { [BUSINESS]: true }, [BUSINESS], [21, 37, 0]],
		['what is named stays', { [E3]: true, [BUSINESS]: true }, [E3, BUSINESS], [21, 38, 0]],
		['what is not selected is removed', { [E3]: false }, [], [20, 37, 0]],
		['what nobody has is no matter', { [E3]: true, [POWER_BI]: false }, [E3], [20, 38, 0]],
	])('as the whole: %s', async (_what, changes, expected, seats) => {
		scene.sandbox.configure({ licenseReading: 'whole' });
		expect(await update(changes)).toBe(200);
		expect(held()).toEqual(new Set(expected));
		expect(consumed()).toEqual(seats);
	});

	test('a list of every SKU means the same in both', async () => {
		const every = { [BUSINESS]: true, [E3]: false, [EXCHANGE]: true, [POWER_BI]: false };
		for (const licenseReading of ['change', 'whole'] as const) {
			scene.sandbox.reset();
			scene.sandbox.configure({ licenseReading });
			expect(await update(every)).toBe(200);
			expect(held()).toEqual(new Set([EXCHANGE, BUSINESS]));
			expect(consumed()).toEqual([21, 37, 1]);
		}
	});

	test('as the whole: a refused update removes nothing', async () => {
		scene.sandbox.configure({ licenseReading: 'whole' });
		expect(await update({ [POWER_BI]: true })).toBe(400);
		expect(held()).toEqual(new Set([E3, EXCHANGE]));
		expect(await update({ [E3]: true }, luisBonifaz.id)).toBe(400);
	});

	test('is set over HTTP, and back to the start with everything else', async () => {
		const set = (body: object) => scene.http.post('/_sandbox/settings', body);
		expect((await set({ licenseReading: 'whole' })).status).toBe(204);
		expect((await set({ maxPageSize: 9 })).status).toBe(204);
		await update({ [E3]: true });
		expect(held()).toEqual(new Set([E3]));
		scene.sandbox.reset();
		await update({ [E3]: true });
		expect(held()).toEqual(new Set([E3, EXCHANGE]));
		expect((await set({})).status).toBe(400);
		expect((await set({ licenseReading: 'both' })).status).toBe(400);
	});
});

describe('largest page', () => {
	const ask = (path: string, params: object) => scene.http.get(path, { params });

	test('is 2000, as documented', async () => {
		const { status, data } = await ask('/v1/Customers/mca', { pageSize: 2000 });
		expect([status, data.items.length]).toEqual([200, 10]);
		expect((await ask('/v1/Customers/mca', { pageSize: 2001 })).status).toBe(400);
	});

	test('can be smaller, for every list', async () => {
		scene.sandbox.configure({ maxPageSize: 500 });
		const refused = await ask('/v1/Customers/mca', { pageSize: 501 });
		expect(refused.status).toBe(400);
		expect(refused.data.errors).toEqual([
			{ propertyName: 'pageSize', description: ['A page has at most 500 entries.'] },
		]);
		expect((await ask('/v1/Customers/mca', { pageSize: 500 })).status).toBe(200);
		expect((await ask('/v1/Customers', {})).status).toBe(200);
		expect((await ask('/v1/AuditLogs', { PageSize: 501 })).status).toBe(400);
		scene.sandbox.configure({ maxPageSize: null });
		expect((await ask('/v1/Customers/mca', { pageSize: 501 })).status).toBe(200);
	});
});
