import { equal, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { untilThere } from '../../../playground/wait';
import { CUSTOMERS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId } from '../../support/adventure-works';
import type { Check } from '../check';
import { inARow, rowsOf, START } from '../steps';
import { cloudCockpit } from '../world';

const ROWS = rowsOf(
	[CUSTOMERS.adventureWorks, CUSTOMERS.northwind, CUSTOMERS.fabrikam].map(({ id }) => ({ id })),
);
const UPDATE = {
	...{ resource: 'qualification', operation: 'update', qualification: 'Education' },
	...{ ...AT_CUSTOMER, customerId: byId('={{ $json.id }}'), options: { maxConcurrency: 1 } },
};
const QUIET_MS = 2_000;

export const stop: Check[] = [
	{
		title: 'Stop ends a run: nothing is sent afterwards, and the log names what was under way',
		async run({ sandbox, n8n, signedIn, save }) {
			sandbox.reset();
			const updates = () => sandbox.requests.filter(({ method }) => method === 'PATCH');
			sandbox.inject({ kind: 'hang', times: 'always', match: { method: 'PATCH' } });
			const node = cloudCockpit('Update', UPDATE, await signedIn('oAuth2'));
			const id = await save([...ROWS.steps, node], [...ROWS.ways, ...inARow('Rows', node.name)]);
			const executionId = await n8n.api.runWorkflow(id, START.name);
			const [underWay] = await untilThere('an update under way', () =>
				updates().length > 0 ? updates() : undefined,
			);
			await n8n.api.stopExecution(executionId);
			await sleep(QUIET_MS);

			equal((await n8n.api.readExecution(executionId)).status, 'canceled');
			equal(updates().length, 1);
			ok(n8n.log().includes(String(underWay?.headers['x-correlation-id'])));
			sandbox.clearFaults();
		},
	},
];
