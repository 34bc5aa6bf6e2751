import { CUSTOMERS, RESELLER } from '../../sandbox/seed';
import { CORRELATION_ID, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { fabrikam, tailspin } = CUSTOMERS;

describe('internal identifier', () => {
	const set = (body: object, customerId: string = tailspin.id) =>
		scene.http.patch(`/v1/Customers/${customerId}/internal-identifier`, body, {
			headers: { 'X-Correlation-Id': CORRELATION_ID },
		});
	const read = async (customerId: string = tailspin.id) =>
		(await scene.http.get(`/v1/Customers/${customerId}`)).data.internalIdentifier;
	const find = async (searchValue: string) => {
		const params = { searchValue, searchField: 'InternalIdentifier' };
		const { data } = await scene.http.get('/v1/Customers', { params });
		return data.items.map(({ id }: { id: string }) => id);
	};

	test('is stored, shown, found, and in the audit log', async () => {
		const answer = await set({ internalIdentifier: 'ERP-77' });
		expect([answer.status, answer.data]).toEqual([204, '']);
		expect(await read()).toBe('ERP-77');
		expect(await find('erp-77')).toEqual([tailspin.id]);
		expect(scene.sandbox.audit).toEqual([
			{
				correlationId: CORRELATION_ID,
				operation: 'updateInternalIdentifier',
				customerId: tailspin.id,
				target: undefined,
				at: expect.any(String),
				succeeded: true,
			},
		]);
	});

	test.each([null, ''])('is cleared with %j', async (internalIdentifier) => {
		expect((await set({ internalIdentifier }, fabrikam.id)).status).toBe(204);
		expect(await read(fabrikam.id)).toBeNull();
		expect(await find(fabrikam.internalIdentifier)).toEqual([]);
	});

	test('of a reseller’s customer takes that reseller’s id, in any capitals', async () => {
		const resellerId = RESELLER.id.toUpperCase();
		expect((await set({ internalIdentifier: 'A', resellerId }, fabrikam.id)).status).toBe(204);
		const other = await set({ internalIdentifier: 'B', resellerId: UNKNOWN_ID }, fabrikam.id);
		expect([other.status, other.data]).toEqual([403, '']);
		expect(await read(fabrikam.id)).toBe('A');
	});

	test.each([
		['internalIdentifier', {}],
		['internalIdentifier', { internalIdentifier: 'x'.repeat(256) }],
		['internalIdentifier', { internalIdentifier: 7 }],
		['resellerId', { internalIdentifier: 'x', resellerId: 'mine' }],
		['providerInstanceId', { internalIdentifier: 'x', providerInstanceId: UNKNOWN_ID }],
	])('%s is checked', async (propertyName, body) => {
		const answer = await set(body);
		expect(answer.status).toBe(400);
		expect(answer.data.errors).toEqual([expect.objectContaining({ propertyName })]);
		expect(await read()).toBeNull();
	});

	test('of nobody: 404 with the error body', async () => {
		const answer = await set({ internalIdentifier: 'x' }, UNKNOWN_ID);
		expect([answer.status, answer.data.statusCode]).toEqual([404, 404]);
	});
});
