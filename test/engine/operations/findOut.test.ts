import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, useScene } from '../support';

/** What became of an update whose outcome is unknown is found out by the next node. */
const scene = useScene();

const LOG = { resource: 'auditLog', operation: 'getMany' };

describe('an update whose outcome is unknown is looked up', () => {
	/** A workflow: the update, and on its error branch the node that finds out. */
	const workflow = (update: INodeParameters, find: INodeParameters) => {
		const type = 'n8n-nodes-cloudcockpit.cloudCockpit';
		const node = (name: string, parameters: INodeParameters, more: object = {}) => ({
			...{ id: name, name, type, typeVersion: 1.1, position: [0, 0] as [number, number] },
			...{ parameters, ...more },
		});
		const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
		return {
			nodes: [
				node('Start', {}, { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 }),
				node('Update', update, { onError: 'continueErrorOutput' }),
				node('Find Out', find),
			],
			connections: {
				Start: { main: [[to('Update')]] },
				Update: { main: [[], [to('Find Out')]] },
			},
		};
	};
	const runIt = async (update: INodeParameters, find: INodeParameters) =>
		await scene.engine.runWorkflow(workflow(update, find), {
			items: [{ json: { company: 'Northwind' } }],
			credentials: scene.credentials(),
		});
	const SET = {
		resource: 'customer',
		operation: 'setInternalIdentifier',
		customerId: byId(CUSTOMERS.northwind.id),
		internalIdentifier: 'A',
	};
	const LOOK = {
		...LOG,
		filters: {
			from: '={{ $now.minus({ minutes: 10 }) }}',
			customer: '={{ $("Start").item.json.company }}',
		},
	};

	test.each([
		['was carried out', 'resetAfter', 1],
		['was not carried out', 'resetBefore', 0],
	] as const)('and %s', async (_, kind, entries) => {
		scene.sandbox.inject({ kind, match: { method: 'PATCH' } });
		const run = await runIt(SET, LOOK);

		const { error } = run.items('Update', 1)[0]?.json as { error: Record<string, string> };
		expect(error).toMatchObject({
			outcome: 'unknown',
			description: expect.stringContaining(
				"The fastest way to find out: Get Many of Audit Log, from the time of this run and by the customer's name.",
			),
		});
		const found = run
			.items('Find Out')
			.filter(({ json }) => json.correlationId === error.correlationId);
		expect(found).toHaveLength(entries);
		expect(found.map(({ json }) => json.status)).toEqual(found.map(() => ({ name: 'Succeded' })));
	});

	test.each([
		['is set', 'resetAfter', ['Education']],
		['is not set', 'resetBefore', []],
	] as const)('in the data of the customer, where a qualification %s', async (_, kind, now) => {
		scene.sandbox.inject({ kind, match: { method: 'PATCH' } });
		const run = await runIt(
			{
				...AT_CUSTOMER,
				...{ resource: 'qualification', operation: 'update', qualification: 'Education' },
			},
			{ ...AT_CUSTOMER, resource: 'qualification', operation: 'get' },
		);

		expect(run.items('Update', 1)[0]?.json.error).toMatchObject({
			outcome: 'unknown',
			description: expect.stringContaining('Get of Microsoft Qualification'),
		});
		expect(run.items('Find Out').map(({ json }) => json.qualifications)).toEqual([now]);
	});
});
