import { deepEqual, match } from 'node:assert/strict';

import { CUSTOMERS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId } from '../../support/adventure-works';
import type { Check } from '../check';
import { startModel } from '../model';
import { START, type Step } from '../steps';
import { cloudCockpit, chosen } from '../world';

const { adventureWorks } = CUSTOMERS;
const GET = {
	...{ resource: 'mca', operation: 'get', ...AT_CUSTOMER },
	customerId: byId("={{ $fromAI('customer', 'ID of the customer', 'string') }}"),
};
/** The agent of version 2 calls its tools itself, that of version 3 has n8n run them. */
const AGENTS = [2.2, 3];

export const tool: Check[] = [
	{
		title: 'An AI Agent can use the node as its tool',
		async run(world) {
			world.sandbox.reset();
			const model = await startModel({ customer: adventureWorks.id });
			try {
				const openAi = { name: 'Model account', type: 'openAiApi' };
				const data = { apiKey: 'sk-example', url: model.url };
				const id = await world.n8n.api.createCredential({ ...openAi, data });
				for (const version of AGENTS) {
					model.calls.length = 0;
					const { error, items } = await world.run(
						[
							agent(version),
							chatModel(chosen({ ...openAi, id, data })),
							{
								...cloudCockpit('Agreement', GET, await world.signedIn('oAuth2')),
								type: 'n8n-nodes-cloudcockpit.cloudCockpitTool',
							},
						],
						[
							{ from: START.name, to: 'Agent' },
							{ from: 'Model', to: 'Agent', type: 'ai_languageModel' },
							{ from: 'Agreement', to: 'Agent', type: 'ai_tool' },
						],
					);
					deepEqual(
						[error, model.calls.map(({ offered }) => offered)],
						[undefined, [['Agreement'], ['Agreement']]],
					);
					match(String(items('Agent')[0]?.output), new RegExp(adventureWorks.companyName));
				}
			} finally {
				await model.close();
			}
		},
	},
];

const agent = (typeVersion: number): Step => ({
	...{ name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion },
	parameters: {
		...{ promptType: 'define', text: 'Has the customer signed?' },
		options: { enableStreaming: false },
	},
});

const chatModel = (credentials: Step['credentials']): Step => ({
	...{
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		credentials,
	},
	parameters: { model: { __rl: true, mode: 'id', value: 'example-model' }, options: {} },
});
