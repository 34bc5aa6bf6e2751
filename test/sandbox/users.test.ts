import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { EUROPE, GENERIC, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks } = CUSTOMERS;
const { luisBonifaz, terryAdams } = adventureWorks.placements[0].users;

const userPath = (id: string) => `/v1/Customers/${adventureWorks.id}/users/${id}`;
const read = async (id: string) =>
	(await scene.http.get(userPath(id), { params: { providerInstanceId: EUROPE } })).data;
const update = (id: string, customerUser: object, providerInstanceId: string = EUROPE) =>
	scene.http.patch(userPath(id), { providerInstanceId, customerUser });

describe('update', () => {
	test('stores what changed of a user that is sent back whole', async () => {
		const before = await read(terryAdams.id);
		const answer = await update(terryAdams.id, { ...before, lastName: 'Adam', location: 'at' });
		expect([answer.status, answer.data]).toEqual([200, '']);
		expect(await read(terryAdams.id)).toEqual({ ...before, lastName: 'Adam', location: 'AT' });
		expect(scene.sandbox.audit).toEqual([
			expect.objectContaining({
				operation: 'updateCustomerUser',
				customerId: adventureWorks.id,
				target: terryAdams.id,
				succeeded: true,
			}),
		]);
	});

	test('keeps fields that are left out', async () => {
		const before = await read(terryAdams.id);
		const { displayName, email, domain } = before;
		const change = { displayName, email, domain, location: 'FR' };
		expect((await update(terryAdams.id, change)).status).toBe(200);
		expect(await read(terryAdams.id)).toEqual({ ...before, location: 'FR' });
	});

	test('needs no temporary password, stores none and shows none', async () => {
		const { temporaryPassword, ...user } = await read(terryAdams.id);
		expect(temporaryPassword).toBeNull();
		expect((await update(terryAdams.id, user)).status).toBe(200);
		await update(terryAdams.id, { ...user, temporaryPassword: 'made-up' });
		expect((await read(terryAdams.id)).temporaryPassword).toBeNull();
		expect(JSON.stringify([...scene.sandbox.state.customers])).not.toContain('made-up');
	});

	test('takes fields that it does not know, and forgets them', async () => {
		const before = await read(terryAdams.id);
		expect((await update(terryAdams.id, { ...before, department: 'IT' })).status).toBe(200);
		expect(await read(terryAdams.id)).toEqual(before);
	});

	test.each([
		['customerUser.displayName', { displayName: 'x'.repeat(51) }],
		['customerUser.displayName', { displayName: null }],
		['customerUser.email', { email: ' ' }],
		['customerUser.domain', { domain: undefined }],
		['customerUser.location', { location: undefined }],
		['customerUser.location', { location: 'Germany' }],
		['customerUser.location', { location: '' }],
		['customerUser.id', { id: UNKNOWN_ID }],
	])('refuses %s in %o, and stores nothing', async (propertyName, change) => {
		const before = await read(terryAdams.id);
		const answer = await update(terryAdams.id, { ...before, firstName: 'Other', ...change });
		expect(answer.status).toBe(400);
		expect(answer.data.errors).toEqual([expect.objectContaining({ propertyName })]);
		expect(await read(terryAdams.id)).toEqual(before);
	});

	test('of nobody: 404; on a Generic instance: 400', async () => {
		const user = await read(terryAdams.id);
		expect((await update(UNKNOWN_ID, user)).status).toBe(404);
		expect((await update(terryAdams.id, user, GENERIC)).status).toBe(400);
	});
});

test('a user without location gets a license once there is one', async () => {
	const assign = () =>
		scene.http.patch(`${userPath(luisBonifaz.id)}/licenses`, {
			providerInstanceId: EUROPE,
			customerUserLicenses: [{ skuId: SKUS.microsoft365E3.skuId, isSelected: true }],
		});
	expect((await assign()).status).toBe(400);
	await update(luisBonifaz.id, { ...(await read(luisBonifaz.id)), location: 'ES' });
	expect((await assign()).status).toBe(200);
});
