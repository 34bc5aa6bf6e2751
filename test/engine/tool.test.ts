import { byId, CUSTOMER, INSTANCE, useScene } from './support';

const scene = useScene();

/** A tool whose customer the model names; everything else is set by the workflow's author. */
const TOOL = {
	resource: 'mca',
	operation: 'get',
	customerId: byId("={{ $fromAI('customer', 'ID of the customer', 'string') }}"),
	providerInstanceId: byId(INSTANCE.id),
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
		const { result, workflow } = await scene.engine.runAsTool({
			node: TOOL,
			modelArguments: { customer: 'Adventure Works' },
			credentials: scene.credentials(),
			callBy,
		});

		const said = JSON.stringify(result ?? workflow.error?.message);
		expect(said).toContain('Customer');
		expect(scene.sandbox.requests).toEqual([]);
	});
});
