import { CUSTOMERS } from '../../sandbox/seed';
import { AMERICAS, CORRELATION_ID, EUROPE, mcaPath, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, fabrikam, litware, northwind, tailspin, wideWorld, wingtip } = CUSTOMERS;

const read = async (path: string) => (await scene.http.get(path)).data;
const refresh = (path: string, headers = {}) =>
	scene.http.post(`${path}/status`, undefined, { headers });

describe('get', () => {
	test('gives the agreement, its customer and its place on the instance', async () => {
		const mca = await read(mcaPath(adventureWorks.id));
		expect(mca).toMatchObject({
			customerId: adventureWorks.id,
			companyName: 'Adventure Works Cycles',
			providerInstanceId: EUROPE,
			providerInstanceName: 'Microsoft Europe',
			status: { name: 'agreementcreated' },
			dateAgreed: '2026-01-12T14:30:00Z',
			customer: { id: adventureWorks.id, country: 'DE' },
			microsoftProviderCustomer: { providerName: 'Microsoft', providerInstanceId: EUROPE },
		});
		expect(Object.keys(mca.customer.providerCustomers)).toHaveLength(2);
	});
});

describe('refresh', () => {
	test.each([
		['northwind', northwind, ['customeraccepted', 'agreementcreated', 'agreementcreated']],
		['fabrikam', fabrikam, ['agreementcreated', 'agreementcreated']],
		['litware', litware, ['linkexpired', 'linkexpired']],
		['tailspin', tailspin, ['linkexpired']],
		['wingtip', wingtip, ['required']],
		['adventureWorks', adventureWorks, ['agreementcreated']],
	])('takes %s along what Microsoft knows', async (_name, customer, statuses) => {
		const path = mcaPath(customer.id);
		const seen: string[] = [];
		while (seen.length < statuses.length) {
			expect((await refresh(path)).status).toBe(200);
			const mca = await read(path);
			seen.push(mca.status.name);
			expect(mca.dateAgreed !== null).toBe(mca.status.name === 'agreementcreated');
		}
		expect(seen).toEqual(statuses);
	});

	test('answers the signatory, and leaves its mark on agreement and audit log', async () => {
		const path = mcaPath(northwind.id);
		const before = await read(path);
		const { data } = await refresh(path, { 'X-Correlation-Id': CORRELATION_ID });
		expect(data).toEqual({
			firstName: 'Ann',
			lastName: 'Devon',
			email: 'ann.devon@northwind.example.com',
			phone: '+44 20 5550102',
			expirationTime: 10080,
		});
		expect(Date.parse((await read(path)).lastUpdate)).toBeGreaterThan(
			Date.parse(before.lastUpdate),
		);
		expect(scene.sandbox.audit).toEqual([
			{
				correlationId: CORRELATION_ID,
				operation: 'refreshMca',
				customerId: northwind.id,
				target: EUROPE,
				at: expect.any(String),
				succeeded: true,
			},
		]);
	});

	test('each instance of a customer has its own agreement', async () => {
		expect((await read(mcaPath(wideWorld.id, EUROPE))).status.name).toBe('agreementcreated');
		expect((await read(mcaPath(wideWorld.id, AMERICAS))).status.name).toBe('linkgenerated');
	});

	test('an expired link can be replaced from outside, as in the portal', async () => {
		const ids = { customerId: tailspin.id, providerInstanceId: EUROPE };
		scene.sandbox.setMcaStatus(ids, 'linkgenerated');
		expect((await read(mcaPath(tailspin.id))).status.name).toBe('linkgenerated');
	});
});

describe('list', () => {
	const list = async (params = {}) => (await scene.http.get('/v1/Customers/mca', { params })).data;
	const names = (data: { items: Array<{ companyName: string }> }) =>
		data.items.map(({ companyName }) => companyName);

	test('has every status and every Microsoft instance', async () => {
		const { items } = await list();
		expect(items).toHaveLength(10);
		const statuses = items.map((item: { status: { name: string } }) => item.status.name);
		expect(new Set(statuses)).toEqual(
			new Set(['required', 'linkgenerated', 'customeraccepted', 'linkexpired', 'agreementcreated']),
		);
		expect(statuses).toEqual([...statuses].sort().reverse());
	});

	test.each([
		[{ status: 'LinkExpired' }, ['Tailspin Toys']],
		[{ status: 'required', providerInstanceId: AMERICAS }, []],
		[{ customerId: wideWorld.id.toUpperCase(), excludeCompliant: true }, ['Wide World Importers']],
		[{ searchValue: 'TOYS' }, ['Tailspin Toys']],
		[
			{ providerInstanceId: AMERICAS, sortPropertyName: 'CompanyName', ascendingOrder: true },
			['Alpine Ski House', 'Wide World Importers'],
		],
	])('filters by %o', async (params, expected) => {
		expect(names(await list(params))).toEqual(expected);
	});

	test('refuses a status that is none', async () => {
		const answer = await scene.http.get('/v1/Customers/mca', { params: { status: 'signed' } });
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toBe('status');
	});
});
