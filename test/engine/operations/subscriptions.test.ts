import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, SUBSCRIPTIONS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene } from '../support';

/** What a customer has bought. */
const scene = useScene();

const BOUGHT = {
	resource: 'subscription',
	operation: 'getMany',
	customerId: AT_CUSTOMER.customerId,
	returnAll: true,
};
const { suspended, trial } = SUBSCRIPTIONS.adventureWorks;

const idsOf = async (node: INodeParameters) =>
	(await scene.run({ ...BOUGHT, ...node })).output.map(({ json }) => json.id);
const queries = () => scene.requests().map(({ query }) => query);
/** Has the API answer the next list with these entries, whatever it was asked for. */
const listing = (items: unknown) =>
	scene.sandbox.inject({ kind: 'status', status: 200, body: items, match: { method: 'GET' } });

describe('subscriptions', () => {
	test('come as the API gives them', async () => {
		const run = await scene.run(BOUGHT);

		expect(scene.calls()).toEqual([`GET /v1/customers/${CUSTOMER.id}/subscriptions`]);
		expect(run.output).toHaveLength(Object.keys(SUBSCRIPTIONS.adventureWorks).length);
		const found = run.output.find(({ json }) => json.id === trial.id);
		expect(found).toEqual({
			json: expect.objectContaining({
				subscriptionName: expect.any(String),
				subscriptionStatus: { name: 'Active' },
				quantity: 25,
				isTrialOffer: true,
				providerInstanceId: INSTANCE.id,
			}),
			pairedItem: { item: 0 },
		});
	});

	test.each<[string, unknown]>([
		['one of the list', ['Suspended']],
		['text in other capitals', '={{ "suspended, EXPIRED" }}'],
		['an array of an expression', '={{ ["Suspended"] }}'],
	])('are narrowed by status: %s', async (_, status) => {
		expect(await idsOf({ filters: { status } as INodeParameters })).toEqual([suspended.id]);
		expect(queries()[0]?.statuses).toMatch(/^suspended/i);
	});

	test('several statuses are sent as the API wants them', async () => {
		await idsOf({ filters: { status: ['Active', 'Suspended'] } });

		expect(queries()).toEqual([expect.objectContaining({ statuses: 'Active|Suspended' })]);
	});

	test('are narrowed by an API that does not know the parameter, and counted afterwards', async () => {
		const entry = (id: string, name: string | null) => ({
			id,
			subscriptionStatus: name && { name },
		});
		listing([
			entry('1', 'Active'),
			entry('2', 'suspended'),
			entry('3', null),
			entry('4', 'Suspended'),
		]);
		const filters = { status: ['Suspended'] };

		expect(await idsOf({ filters, returnAll: false, limit: 2 })).toEqual(['2', '3']);
	});

	test('are searched', async () => {
		expect(await idsOf({ filters: { search: 'visio' } })).toEqual([trial.id]);
		expect(queries()).toEqual([expect.objectContaining({ searchValue: 'visio' })]);
	});

	test.each<[string, INodeParameters]>([
		['Status', { status: '={{ $json.renamed }}' }],
		['Search', { search: '={{ null }}' }],
	])('are not listed at all for a column of another name: %s', async (field, filters) => {
		const run = await scene.run({ ...BOUGHT, filters });

		expect(run.error?.message).toMatch(
			new RegExp(`^${field} has an expression that gives nothing`),
		);
		expect(scene.sandbox.requests).toEqual([]);
	});

	test('of a customer without any are no items', async () => {
		expect(await idsOf({ customerId: byId(CUSTOMERS.tailspin.id) })).toEqual([]);
	});
});
