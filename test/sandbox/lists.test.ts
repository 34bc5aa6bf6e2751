import axios from 'axios';
import { startSandbox } from '../../sandbox';
import {
	CUSTOMERS,
	generatedCustomerId,
	generatedUserId,
	PROVIDER_INSTANCES,
	RESELLER,
} from '../../sandbox/seed';
import { EUROPE, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, fabrikam, northwind } = CUSTOMERS;
const usersPath = `/v1/Customers/${adventureWorks.id}/users`;

const list = async (path: string, params = {}) => (await scene.http.get(path, { params })).data;
const ids = (data: { items: Array<{ id: string }> }) => data.items.map(({ id }) => id);

describe('customers', () => {
	test.each([
		[{ searchValue: 'northwind' }, [northwind.id]],
		[{ searchValue: 'fabrikam.example', searchField: 'Domain' }, [fabrikam.id]],
		[{ searchValue: 'CRM-1002', searchField: 'InternalIdentifier' }, [northwind.id]],
		[
			{
				searchValue: northwind.placements[0].providerCustomerId,
				searchField: 'ProviderCustomerId',
			},
			[northwind.id],
		],
		[{ resellerId: RESELLER.id }, [fabrikam.id]],
		[{ searchValue: 'nobody' }, []],
	])('are found by %o', async (params, expected) => {
		expect(ids(await list('/v1/Customers', params))).toEqual(expected);
	});

	test('are sorted by name on demand', async () => {
		const { items } = await list('/v1/Customers', { ascendingOrder: false });
		expect(items[0].companyName).toBe('Wingtip Instruments');
	});

	test('one of them is read by id, if the reseller is theirs', async () => {
		const path = `/v1/Customers/${fabrikam.id}`;
		expect(await list(path)).toMatchObject({
			companyName: 'Fabrikam Residences',
			customerAssociations: [{ resellerId: RESELLER.id }],
		});
		const { status } = await scene.http.get(path, { params: { resellerId: UNKNOWN_ID } });
		expect(status).toBe(403);
	});
});

describe('users', () => {
	const { pilarAckerman, luisBonifaz } = adventureWorks.placements[0].users;

	test('are found by name and by user principal name', async () => {
		const find = (searchValue: string) =>
			list(usersPath, { providerInstanceId: EUROPE, searchValue });
		expect(ids(await find('ackerman'))).toEqual([pilarAckerman.id]);
		expect(ids(await find('luis.bonifaz@adventure-works'))).toEqual([luisBonifaz.id]);
	});

	test('one of them is read with or without the instance', async () => {
		const path = `${usersPath}/${luisBonifaz.id}`;
		const user = await list(path, { providerInstanceId: EUROPE });
		expect(user).toMatchObject({ displayName: 'Luis Bonifaz', location: null });
		expect(await list(path)).toEqual(user);
		expect((await scene.http.get(`${usersPath}/${UNKNOWN_ID}`)).status).toBe(404);
	});

	test('need an instance to be listed', async () => {
		expect((await scene.http.get(usersPath)).status).toBe(400);
	});
});

test('provider instances: two of Microsoft, one Generic', async () => {
	const { items } = await list('/v1/Providers/Instances');
	expect(items.map((item: { provider: { name: string } }) => item.provider.name)).toEqual([
		'Microsoft',
		'Microsoft',
		'Generic',
	]);
	expect(items[0].id).toBe(PROVIDER_INSTANCES.microsoftEurope.id);
});

describe('pages', () => {
	test('carry what the documentation says', async () => {
		const data = await list('/v1/Customers', { pageNumber: 2, pageSize: 4 });
		expect(data).toMatchObject({
			paginationParameters: { pageNumber: 2, pageSize: 4 },
			totalPages: 3,
			totalCount: 10,
			hasPreviousPage: true,
			hasNextPage: true,
			continuationToken: null,
		});
		expect(data.items).toHaveLength(4);
	});

	test('beyond the end are empty', async () => {
		const data = await list('/v1/Customers', { pageNumber: 9 });
		expect(data).toMatchObject({ items: [], hasNextPage: false, hasPreviousPage: true });
	});

	test.each([0, 1, 251, 5000])('lists of %i entries', async (size) => {
		const sandbox = await startSandbox({ customers: size, users: size, licenses: size });
		const get = async (path: string, params = {}) => {
			const headers = {
				'X-Tenant': sandbox.tenant,
				Authorization: `Bearer ${sandbox.issueToken()}`,
			};
			return (await axios.get(sandbox.url + path, { params, headers })).data;
		};
		const count = async (path: string, params = {}) => {
			const seen = new Set<string>();
			for (let pageNumber = 1, more = true; more; pageNumber++) {
				const data = await get(path, { ...params, pageNumber, pageSize: 2000 });
				expect(data.totalCount).toBe(size);
				for (const item of data.items) seen.add(item.id ?? item.customerId);
				more = data.hasNextPage;
			}
			return seen.size;
		};
		try {
			expect(await count('/v1/Customers')).toBe(size);
			if (size === 0) return;
			expect(await count(usersPath, { providerInstanceId: EUROPE })).toBe(size);
			const licensesPath = `/v1/Customers/${adventureWorks.id}/licenses`;
			expect(await get(licensesPath, { providerInstanceId: EUROPE })).toHaveLength(size);
			if (size < 10) return;
			const agreements = await get('/v1/Customers/mca');
			expect(agreements.totalCount).toBe(size);
			const last = generatedCustomerId(size - 11);
			expect(await get(`/v1/Customers/${last}/users/${generatedUserId(0)}`)).toMatchObject({
				displayName: 'User 0001',
			});
		} finally {
			await sandbox.close();
		}
	});
});
