import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from './support';

const scene = useScene();

/** A tool whose customer the model names; everything else is set by the workflow's author. */
const TOOL = {
	resource: 'mca',
	operation: 'get',
	customerId: byId("={{ $fromAI('customer', 'ID of the customer', 'string') }}"),
	providerInstanceId: byId(INSTANCE.id),
};

/** A tool with which the model hands out licenses; it may plan first. */
const LICENSES = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId("={{ $fromAI('user', 'ID of the user', 'string') }}"),
	assignSkuIds: "={{ $fromAI('assign', 'SKU IDs with commas between them', 'string') }}",
	dryRun: "={{ $fromAI('dryRun', 'true shows the request and writes nothing', 'boolean') }}",
};
const TO_TERRY = { user: USERS.terryAdams.id, assign: SKUS.businessPremium.skuId };

/** A tool with which the model sets a qualification. */
const QUALIFICATION = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: "={{ $fromAI('qualification', 'Name of the qualification', 'string') }}",
};

describe.each(['engine', 'invoke'] as const)('as a tool of an agent that calls by %s', (callBy) => {
	test('offers what the model may fill in, and answers with the agreement', async () => {
		const { offer, result } = await scene.engine.runAsTool({
			node: TOOL,
			modelArguments: { customer: CUSTOMER.id },
			credentials: scene.credentials(),
			callBy,
		});

		expect(offer).toMatchObject({
			description: expect.stringMatching(/customer agreement/i),
			arguments: { customer: 'ID of the customer' },
		});
		expect(result).toEqual([expect.objectContaining({ customerId: CUSTOMER.id, agreed: true })]);
	});

	test('does not send what the model made up', async () => {
		const { result } = await scene.engine.runAsTool({
			node: TOOL,
			modelArguments: { customer: 'Adventure Works' },
			credentials: scene.credentials(),
			callBy,
		});

		expect(result).toEqual([
			{
				error: expect.objectContaining({
					message: expect.stringMatching(/^Customer must be a GUID/),
					outcome: 'notSent',
				}),
			},
		]);
		expect(scene.sandbox.requests).toEqual([]);
	});

	const use = async (node: INodeParameters, modelArguments: IDataObject | IDataObject[]) =>
		await scene.engine.runAsTool({
			node,
			modelArguments,
			credentials: scene.credentials(),
			callBy,
		});

	test('lists, one entry for each that is found', async () => {
		const { offer, result } = await use(
			{
				resource: 'user',
				operation: 'getMany',
				...AT_CUSTOMER,
				filters: { search: "={{ $fromAI('name', 'Part of the name', 'string') }}" },
			},
			{ name: 'a' },
		);

		expect(offer?.description).toBe('Get many users of a customer in CloudCockpit');
		expect(result?.map(({ id }) => id)).toEqual(Object.values(USERS).map(({ id }) => id));
	});

	test('plans a change without making it, and makes it when told to', async () => {
		const planned = await use(LICENSES, { ...TO_TERRY, dryRun: true });
		expect(planned.offer?.description).toBe(
			'Update the licenses of a user (uses a paid seat) in CloudCockpit',
		);
		expect(planned.result).toEqual([
			expect.objectContaining({
				dryRun: true,
				availability: [{ ...SKUS.businessPremium, available: 5, total: 25, requested: 1 }],
			}),
		]);
		expect(scene.sandbox.audit).toEqual([]);

		const done = await use(LICENSES, { ...TO_TERRY, dryRun: false });
		expect(done.result).toEqual([
			expect.objectContaining({ success: true, assigned: [TO_TERRY.assign] }),
		]);
		expect(scene.sandbox.audit).toEqual([
			expect.objectContaining({ target: TO_TERRY.user, succeeded: true }),
		]);
	});

	test('sets a qualification, and says that this is hard to undo', async () => {
		const { offer, result } = await use(QUALIFICATION, { qualification: 'education' });

		expect(offer?.description).toContain('hard to undo');
		expect(result).toEqual([
			expect.objectContaining({ success: true, qualification: 'Education' }),
		]);
	});

	test('tells the model what CloudCockpit refused and why, and where the audit log has it', async () => {
		const { result } = await use(LICENSES, {
			user: USERS.luisBonifaz.id,
			assign: SKUS.businessPremium.skuId,
			dryRun: false,
		});

		expect(scene.sandbox.audit).toEqual([expect.objectContaining({ succeeded: false })]);
		expect(result).toEqual([
			{
				error: expect.objectContaining({
					message: 'The licenses of the user could not be updated.',
					description: expect.stringContaining('Luis Bonifaz has no location.'),
					correlationId: scene.sandbox.audit[0]?.correlationId,
					outcome: 'rejected',
				}),
			},
		]);
	});

	test('answers each item of the agent for itself, one after the other', async () => {
		const { adventureWorks, northwind } = CUSTOMERS;
		const { results, workflow } = await use(TOOL, [
			{ customer: adventureWorks.id },
			{ customer: 'Northwind Traders' },
			{ customer: northwind.id },
		]);

		expect(workflow.error).toBeUndefined();
		expect(results).toEqual([
			[expect.objectContaining({ customerId: adventureWorks.id, agreed: true })],
			[{ error: expect.objectContaining({ outcome: 'notSent' }) }],
			[expect.objectContaining({ customerId: northwind.id, agreed: false })],
		]);
		expect(scene.calls()).toEqual(
			[adventureWorks, northwind].map(({ id }) => expect.stringContaining(id)),
		);
	});

	test('writes once for each item of the agent, although one is refused', async () => {
		const { terryAdams, luisBonifaz, annetteHill } = USERS;
		const assign = SKUS.businessPremium.skuId;
		const { results } = await use(
			LICENSES,
			[terryAdams, luisBonifaz, annetteHill].map(({ id: user }) => ({
				...{ user, assign, dryRun: false },
			})),
		);

		expect(results).toEqual([
			[expect.objectContaining({ success: true, customerUserId: terryAdams.id })],
			[{ error: expect.objectContaining({ outcome: 'rejected' }) }],
			[expect.objectContaining({ success: true, customerUserId: annetteHill.id })],
		]);
		expect(scene.sandbox.audit.map(({ target, succeeded }) => [target, succeeded])).toEqual([
			[terryAdams.id, true],
			[luisBonifaz.id, false],
			[annetteHill.id, true],
		]);
		expect(scene.writes()).toHaveLength(3);
	});

	test('stops the execution when its settings say so', async () => {
		const { workflow } = await scene.engine.runAsTool({
			node: TOOL,
			modelArguments: { customer: 'Adventure Works' },
			credentials: scene.credentials(),
			onError: 'stopWorkflow',
			callBy,
		});

		expect(workflow.error?.message).toMatch(/^Customer must be a GUID/);
	});
});
