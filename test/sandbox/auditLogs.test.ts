import { CUSTOMERS, RESELLER } from '../../sandbox/seed';
import { CORRELATION_ID, EUROPE, mcaPath, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { fabrikam, northwind, tailspin } = CUSTOMERS;

interface Entry {
	customerName: string;
	operation: { name: string };
	status: { name: string };
}

const list = async (params = {}) => (await scene.http.get('/v1/AuditLogs', { params })).data;
const names = async (params = {}) => {
	const { items } = (await list(params)) as { items: Entry[] };
	return items.map(({ customerName }) => customerName);
};
const refresh = (customerId: string) =>
	scene.http.post(`${mcaPath(customerId)}/status`, undefined, {
		headers: { 'X-Correlation-Id': CORRELATION_ID },
	});
const qualify = (customerId: string, name: string) =>
	scene.http.patch(`/v1/Customers/${customerId}/microsoft-qualification`, {
		providerInstanceId: EUROPE,
		qualification: { name },
	});

/** Three entries, the second of them failed. */
async function work(): Promise<void> {
	await refresh(northwind.id);
	await qualify(tailspin.id, ' ');
	await qualify(fabrikam.id, 'Education');
}

test('the audit log has what was done and refused, newest first', async () => {
	expect(await list()).toMatchObject({ items: [], totalCount: 0 });
	await work();
	const { items, totalCount } = await list();
	expect(totalCount).toBe(3);
	expect(items.map(({ status }: Entry) => status.name)).toEqual(['Succeded', 'Failed', 'Succeded']);
	expect(items[2]).toEqual({
		date: scene.sandbox.audit[0]?.at,
		operation: { name: 'RefreshMca' },
		status: { name: 'Succeded' },
		correlationId: CORRELATION_ID,
		customerId: northwind.id,
		customerName: 'Northwind Traders',
		resellerId: null,
		resellerName: null,
		targetId: EUROPE,
	});
	expect((await list()).totalCount).toBe(3);
});

test.each([
	[{ Status: 'Succeded' }, ['Fabrikam Residences', 'Northwind Traders']],
	[{ Status: 'Failed' }, ['Tailspin Toys']],
	[{ Status: 'Processing' }, []],
	[{ Operations: 'refreshmca' }, ['Northwind Traders']],
	[{ Operations: 'RefreshMca|CreateOrder' }, ['Northwind Traders']],
	[{ Operations: 'CreateOrder' }, []],
	[{ Customer: 'RESIDENCES' }, ['Fabrikam Residences']],
	[{ Reseller: 'trey' }, ['Fabrikam Residences']],
	[{ resellerId: RESELLER.id }, ['Fabrikam Residences']],
	[{ resellerId: UNKNOWN_ID }, []],
	[{ PageNumber: 2, PageSize: 2 }, ['Northwind Traders']],
	[{ StartDate: '2999-01-01T00:00:00Z' }, []],
	[{ EndDate: '2020-01-01T00:00:00Z' }, []],
])('the audit log is filtered by %o', async (params, expected) => {
	await work();
	expect(await names(params)).toEqual(expected);
});

test('the audit log is that of the last month, unless another time is asked for', async () => {
	await work();
	for (const [index, days] of [40, 20].entries()) {
		const entry = scene.sandbox.audit[index];
		if (entry) entry.at = new Date(Date.now() - days * 86_400_000).toISOString();
	}
	expect(await names()).toEqual(['Fabrikam Residences', 'Tailspin Toys']);
	const StartDate = new Date(Date.now() - 50 * 86_400_000).toISOString();
	const EndDate = new Date(Date.now() - 30 * 86_400_000).toISOString();
	expect(await names({ StartDate })).toHaveLength(3);
	expect(await names({ StartDate, EndDate })).toEqual(['Northwind Traders']);
});

test.each([
	['Status', { Status: 'Succeeded' }],
	['StartDate', { StartDate: 'yesterday' }],
	['PageSize', { PageSize: 2001 }],
	['pageNumber', { pageNumber: 1 }],
])('the audit log refuses %s in %o', async (propertyName, params) => {
	const answer = await scene.http.get('/v1/AuditLogs', { params });
	expect(answer.status).toBe(400);
	expect(answer.data.errors).toEqual([expect.objectContaining({ propertyName })]);
});
