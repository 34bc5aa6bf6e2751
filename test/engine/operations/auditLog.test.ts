import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { byId, useScene } from '../support';

/** What was done in CloudCockpit, newest first. */
const scene = useScene();

const LOG = { resource: 'auditLog', operation: 'getMany' };
const identify = async (customer: string, internalIdentifier: string) =>
	await scene.run({
		resource: 'customer',
		operation: 'setInternalIdentifier',
		customerId: byId(customer),
		internalIdentifier,
	});
const logged = async (filters: INodeParameters) =>
	(await scene.run({ ...LOG, filters })).output.map(({ json }) => json.customerId);
const query = () => scene.requests().at(-1)?.query;

test('is read page by page, newest first, as it comes', async () => {
	await identify(CUSTOMERS.northwind.id, 'A');
	const done = await identify(CUSTOMERS.fabrikam.id, 'B');
	const run = await scene.run({ ...LOG, limit: 1 });

	expect(scene.calls().at(-1)).toBe('GET /v1/AuditLogs');
	expect(query()).toEqual({ PageNumber: '1', PageSize: '1' });
	expect(run.output).toEqual([
		{
			json: expect.objectContaining({
				operation: { name: 'UpdateInternalIdentifier' },
				status: { name: 'Succeded' },
				correlationId: done.output[0]?.json.correlationId,
				customerName: 'Fabrikam Residences',
			}),
			pairedItem: { item: 0 },
		},
	]);
});

describe('is narrowed', () => {
	beforeEach(async () => {
		await identify(CUSTOMERS.northwind.id, 'A');
		await identify(CUSTOMERS.fabrikam.id, 'B');
	});

	test("by a part of the customer's name", async () => {
		expect(await logged({ customer: 'fabri' })).toEqual([CUSTOMERS.fabrikam.id]);
		expect(query()).toMatchObject({ Customer: 'fabri' });
	});

	test('by status', async () => {
		expect(await logged({ status: 'Failed' })).toEqual([]);
		expect(await logged({ status: '={{ "succeded" }}' })).toHaveLength(2);
		expect(query()).toMatchObject({ Status: 'Succeded' });
	});

	test('by operations, also by ones that are not listed', async () => {
		expect(await logged({ operations: ['CreateOrder', 'CreateCustomer'] })).toEqual([]);
		expect(query()).toMatchObject({ Operations: 'CreateOrder|CreateCustomer' });
		expect(await logged({ operations: '={{ "UpdateInternalIdentifier" }}' })).toHaveLength(2);
	});

	test.each([
		["n8n's own date", '={{ $now.minus({ minutes: 10 }) }}'],
		['a JavaScript date', '={{ new Date(Date.now() - 600000) }}'],
		['text', '={{ $now.minus({ minutes: 10 }).toISO() }}'],
	])('by time, from %s', async (_, from) => {
		expect(await logged({ from })).toHaveLength(2);
		expect(await logged({ to: from })).toEqual([]);
		const age = Date.now() - Date.parse(String(query()?.EndDate));
		expect(age).toBeGreaterThanOrEqual(600_000);
		expect(age).toBeLessThan(700_000);
	});
});

test.each([
	['2026-01-15T09:30:00+02:00', '2026-01-15T07:30:00.000Z'],
	['2026-01-15T09:30:00', '2026-01-15T09:30:00.000Z'],
	['2026-01-15 09:30', '2026-01-15T09:30:00.000Z'],
	['2026-01-15', '2026-01-15T00:00:00.000Z'],
])('the time %s is sent as %s', async (from, sent) => {
	await logged({ from });

	expect(query()).toMatchObject({ StartDate: sent });
});

test.each<[string, INodeParameters]>([
	['From must be a date and time', { from: 'yesterday' }],
	['From must be a date and time', { from: '2026-13-01' }],
	['To must be a date and time', { to: '2026-02-30' }],
	['From has an expression that gives nothing', { from: '={{ $json.renamed }}' }],
	['Customer has an expression that gives nothing', { customer: '={{ null }}' }],
	['Operations has an expression that gives nothing', { operations: '={{ $json.renamed }}' }],
	['To must not be before From', { from: '2026-01-15', to: '2026-01-14' }],
])('%s', async (message, filters) => {
	const run = await scene.run({ ...LOG, filters });

	expect(run.error?.message).toContain(message);
	expect(scene.sandbox.requests).toEqual([]);
});
