import axios from 'axios';
import { startSandbox } from '../../sandbox';
import {
	CUSTOMERS,
	generatedSubscriptionId,
	OFFERS,
	RELATIONSHIPS,
	RESELLER,
	ROLES,
	SKUS,
	SUBSCRIPTIONS,
} from '../../sandbox/seed';
import { AMERICAS, EUROPE, GENERIC, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, alpineSki, blueYonder, fabrikam, tailspin } = CUSTOMERS;
const DAY_MS = 24 * 60 * 60 * 1000;

describe('subscriptions', () => {
	const ask = (customerId: string, params = {}) =>
		scene.http.get(`/v1/customers/${customerId}/subscriptions`, { params });
	const list = async (customerId: string = adventureWorks.id, params = {}) =>
		(await ask(customerId, params)).data;
	const ids = (data: { items: Array<{ id: string }> }) => data.items.map(({ id }) => id);
	const { azure, businessPremium, e3, exchange, powerBi, suspended, trial } =
		SUBSCRIPTIONS.adventureWorks;

	test('have what is known of their fields', async () => {
		const { items, totalCount } = await list();
		expect(totalCount).toBe(7);
		expect(items[0]).toEqual({
			id: e3.id,
			subscriptionName: 'Microsoft 365 E3',
			offerName: 'Microsoft 365 E3',
			offerId: OFFERS.microsoft365E3.id,
			offerType: { name: 'License' },
			subscriptionStatus: { name: 'Active' },
			quantity: 50,
			assignedLicenses: 38,
			startDate: expect.stringMatching(/T00:00:00\.000Z$/),
			endDate: expect.stringMatching(/T00:00:00\.000Z$/),
			billingFrequency: { name: 'Monthly' },
			termDuration: { name: 'OneYear' },
			isTrialOffer: false,
			autoRenewal: true,
			providerInstanceId: EUROPE,
		});
	});

	test('one ends within 60 days, one is suspended, one is a trial, one has no end', async () => {
		type Item = { id: string; endDate: string | null; isTrialOffer: boolean } & Record<
			string,
			{ name: string }
		>;
		const { items } = (await list()) as { items: Item[] };
		const which = (test: (item: Item) => boolean) => items.filter(test).map(({ id }) => id);
		const soon = Date.now() + 60 * DAY_MS;
		const endsSoon = ({ endDate }: Item) => endDate !== null && Date.parse(endDate) < soon;
		expect(which((item) => endsSoon(item) && !item.isTrialOffer)).toEqual([businessPremium.id]);
		expect(which((item) => item.subscriptionStatus?.name === 'Suspended')).toEqual([suspended.id]);
		expect(which(({ isTrialOffer }) => isTrialOffer)).toEqual([trial.id]);
		expect(which(({ endDate }) => endDate === null)).toEqual([azure.id]);
	});

	test('count the seats that are in use', async () => {
		const { terryAdams } = adventureWorks.placements[0].users;
		const path = `/v1/Customers/${adventureWorks.id}/users/${terryAdams.id}/licenses`;
		await scene.http.patch(path, {
			providerInstanceId: EUROPE,
			customerUserLicenses: [{ skuId: SKUS.microsoft365E3.skuId, isSelected: true }],
		});
		expect((await list()).items[0].assignedLicenses).toBe(39);
	});

	test.each([
		[{ statuses: 'suspended' }, [suspended.id]],
		[{ statuses: 'Suspended|Expired' }, [suspended.id]],
		[{ statuses: 'Deleted' }, []],
		[{ searchValue: 'EXCHANGE', statuses: 'Active|Suspended' }, [exchange.id, suspended.id]],
		[{ offerId: OFFERS.powerBiPro.id.toUpperCase() }, [powerBi.id]],
		[{ sortPropertyName: 'EndDate', pageSize: 2 }, [azure.id, trial.id]],
		[{ sortPropertyName: 'EndDate', ascendingOrder: false, pageSize: 1 }, [exchange.id]],
		[{ sortPropertyName: 'Status', ascendingOrder: false, pageSize: 1 }, [suspended.id]],
		[{ pageNumber: 2, pageSize: 6 }, [azure.id]],
	])('are found by %o', async (params, expected) => {
		expect(ids(await list(adventureWorks.id, params))).toEqual(expected);
	});

	test('are there on every kind of instance, or not at all', async () => {
		const instances = async (customerId: string) =>
			(await list(customerId)).items.map(
				({ providerInstanceId }: Record<string, string>) => providerInstanceId,
			);
		expect(await instances(alpineSki.id)).toEqual([AMERICAS]);
		expect(await instances(blueYonder.id)).toEqual([GENERIC]);
		expect(await instances(tailspin.id)).toEqual([]);
	});

	test('belong to the reseller of the customer, if to any', async () => {
		expect(ids(await list(fabrikam.id, { resellerId: RESELLER.id }))).toHaveLength(1);
		expect((await ask(fabrikam.id, { resellerId: UNKNOWN_ID })).status).toBe(403);
		expect((await ask(UNKNOWN_ID)).status).toBe(404);
		expect((await ask(fabrikam.id, { sortPropertyName: 'Price' })).status).toBe(400);
	});

	test('fill pages on demand', async () => {
		const sandbox = await startSandbox({ subscriptions: 251 });
		try {
			const { data } = await axios.get(
				`${sandbox.url}/v1/customers/${adventureWorks.id}/subscriptions`,
				{
					params: { pageNumber: 2, pageSize: 250 },
					headers: {
						'X-Tenant': sandbox.tenant,
						Authorization: `Bearer ${sandbox.issueToken()}`,
					},
				},
			);
			expect(data).toMatchObject({ totalCount: 251, hasNextPage: false });
			expect(ids(data)).toEqual([generatedSubscriptionId(243)]);
		} finally {
			await sandbox.close();
		}
	});
});

describe('delegated admin relationships', () => {
	const ask = (customerId: string, providerInstanceId?: string) =>
		scene.http.get(`/v1/Customers/${customerId}/delegated-admin-relationships`, {
			params: { providerInstanceId },
		});

	test('are a bare list', async () => {
		const { current, former } = RELATIONSHIPS.adventureWorks;
		const { status, data } = await ask(adventureWorks.id, EUROPE);
		expect(status).toBe(200);
		expect(data).toEqual([
			{
				relationshipId: current.id,
				displayName: 'Licenses and users',
				duration: 'P730D',
				autoExtendDuration: 'P180D',
				customer: { tenantId: adventureWorks.placements[0].providerCustomerId },
				status: { name: 'active' },
				accessDetails: {
					unifiedRoles: [
						{ roleDefinitionId: ROLES.licenseAdministrator },
						{ roleDefinitionId: ROLES.userAdministrator },
					],
				},
			},
			expect.objectContaining({ relationshipId: former.id, status: { name: 'terminated' } }),
		]);
	});

	test('are those on the instance asked for', async () => {
		const count = async (id: string, instance: string) => (await ask(id, instance)).data.length;
		expect(await count(alpineSki.id, AMERICAS)).toBe(1);
		expect(await count(CUSTOMERS.wideWorld.id, AMERICAS)).toBe(0);
		expect(await count(tailspin.id, EUROPE)).toBe(0);
	});

	test.each([
		['no instance', adventureWorks.id, undefined, 400],
		['a Generic instance', adventureWorks.id, GENERIC, 400],
		['an instance of others', alpineSki.id, EUROPE, 404],
		['an unknown customer', UNKNOWN_ID, EUROPE, 404],
	])('are refused for %s', async (_what, customerId, instance, status) => {
		expect((await ask(customerId, instance)).status).toBe(status);
	});
});
