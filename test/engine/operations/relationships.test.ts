import { RELATIONSHIPS } from '../../../sandbox/seed';
import { AT_CUSTOMER, CUSTOMER, INSTANCE, useScene } from '../support';

/** What a customer lets its partner do. */
const scene = useScene();

const DELEGATED = {
	resource: 'delegatedAdminRelationship',
	operation: 'getMany',
	...AT_CUSTOMER,
};

/** Has the API answer the next list with this. */
const listing = (body: unknown) =>
	scene.sandbox.inject({ kind: 'status', status: 200, body, match: { method: 'GET' } });

describe('delegated admin relationships', () => {
	test('come as the API gives them', async () => {
		const run = await scene.run(DELEGATED);

		expect(scene.calls()).toEqual([
			`GET /v1/Customers/${CUSTOMER.id}/delegated-admin-relationships`,
		]);
		expect(scene.requests().map(({ query }) => query)).toEqual([
			{ providerInstanceId: INSTANCE.id },
		]);
		expect(run.output.map(({ json }) => json.relationshipId)).toEqual(
			Object.values(RELATIONSHIPS.adventureWorks).map(({ id }) => id),
		);
		expect(run.output[0]?.json).toMatchObject({
			displayName: expect.any(String),
			status: { name: expect.any(String) },
			customer: { tenantId: CUSTOMER.placements[0].providerCustomerId },
		});
	});

	test('have their id under one name, also in an older answer', async () => {
		listing([
			{ id: 'r-1', displayName: 'Old' },
			{ relationshipId: 'r-2', extra: true },
		]);
		const run = await scene.run(DELEGATED);

		expect(run.output.map(({ json }) => json)).toEqual([
			{ id: 'r-1', displayName: 'Old', relationshipId: 'r-1' },
			{ relationshipId: 'r-2', extra: true },
		]);
	});

	test('are taken from a page as well, up to the limit', async () => {
		listing({ items: [{ relationshipId: 'r-1' }, { relationshipId: 'r-2' }], hasNextPage: false });
		const run = await scene.run({ ...DELEGATED, limit: 1 });

		expect(run.output.map(({ json }) => json)).toEqual([{ relationshipId: 'r-1' }]);
	});

	test.each([
		['an entry that cannot be read', [{ relationshipId: 'r-1' }, null]],
		['more than it gave', { items: [{ relationshipId: 'r-1' }], hasNextPage: true }],
	])('come with a hint when the list has %s', async (_, body) => {
		listing(body);
		const run = await scene.run(DELEGATED);

		expect(run.output.map(({ json }) => json)).toEqual([{ relationshipId: 'r-1' }]);
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('The list may not be complete: '),
		]);
	});
});
