import { setTimeout as sleep } from 'node:timers/promises';

import { oAuth2Data } from '../../playground/credentials';
import { callWebhook } from '../../playground/onboarding';
import { startWorld, type World } from '../../playground/world';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

/** What is left of an execution that is stopped while updates are under way. */
const CREDENTIAL = 'CloudCockpit account';
const PATH = 'stop-me';
const IDS = [CUSTOMERS.adventureWorks, CUSTOMERS.northwind, CUSTOMERS.fabrikam].map(({ id }) => id);

let world: World;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => {
	await (world as World | undefined)?.stop();
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

async function publish(): Promise<string> {
	const type = 'cloudCockpitOAuth2Api';
	const id = await world.n8n.api.createCredential({
		name: CREDENTIAL,
		type,
		data: oAuth2Data(world.sandbox),
	});
	const node = (name: string, nodeType: string, typeVersion: number, rest: object) => ({
		...{ id: name, name, type: nodeType, typeVersion, position: [0, 0], parameters: {} },
		...rest,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return await world.n8n.publish({
		name: 'Stop me',
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2, {
				webhookId: PATH,
				parameters: { httpMethod: 'POST', path: PATH, options: {} },
			}),
			node('Split', 'n8n-nodes-base.splitOut', 1, {
				parameters: { fieldToSplitOut: 'body.ids', options: {} },
			}),
			node('Update', 'n8n-nodes-cloudcockpit.cloudCockpit', 1, {
				credentials: { [type]: { id, name: CREDENTIAL } },
				parameters: {
					...{ authentication: 'oAuth2', resource: 'qualification', operation: 'update' },
					customerId: locator("={{ $json['body.ids'] }}"),
					providerInstanceId: locator(PROVIDER_INSTANCES.microsoftEurope.id),
					qualification: 'Education',
				},
			}),
		],
		connections: { Webhook: to('Split'), Split: to('Update') },
	});
}

test("n8n's log has the correlation IDs of updates that were under way when Stop was pressed", async () => {
	const { sandbox, n8n } = world;
	const workflowId = await publish();
	// The first one is answered, so that the others go out together.
	sandbox.inject({
		kind: 'hang',
		times: 'always',
		match: { path: new RegExp(`${IDS[1]}|${IDS[2]}`) },
	});
	await callWebhook(`${n8n.url}/webhook/${PATH}`, { ids: IDS });
	const underWay = () =>
		sandbox.requests.filter(({ method, status }) => method === 'PATCH' && status === null);
	while (underWay().length < 2) await sleep(50);
	const executionId = (await n8n.api.latestExecution(workflowId)) ?? '';
	await n8n.api.stopExecution(executionId);
	await sleep(2_000);

	// n8n stores the execution with an error of its own, and without what the node says.
	const { status, data } = await n8n.api.readExecution(executionId);
	expect(status).toBe('canceled');
	for (const { headers } of underWay()) {
		const correlationId = String(headers['x-correlation-id']);
		expect(data).not.toContain(correlationId);
		expect(n8n.log()).toContain(correlationId);
	}
});
