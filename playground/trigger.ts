import { CUSTOMERS, PROVIDER_INSTANCES } from '../sandbox/seed';
import type { WorkflowFile } from './n8n-api';

/**
 * n8n polls at most once a minute for each of the times of a node; several times make it more. For
 * somebody who watches, and for tests: who works with CloudCockpit polls every hour.
 */
export const POLL_TIMES = {
	item: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55].map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	})),
};

/** For tests that are about something else: only the poll at publishing, and none before the year ends. */
export const NEVER = { item: [{ mode: 'custom', cronExpression: '0 0 0 1 1 *' }] };

/** A workflow that starts when a customer signs. `next` is what it then does. */
export function triggerWorkflow(
	next: { type: string; typeVersion: number; parameters: Record<string, unknown> } = {
		...{ type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	},
	parameters: Record<string, unknown> = {},
): WorkflowFile {
	const [trigger, step] = ['Agreement signed', 'Go on'];
	const nodes = [
		{
			...{ id: 'a3c1e5f7-0b2d-4f6a-8c9e-1d3f5b7a9c0e', name: trigger, position: [0, 0] },
			...{ type: 'n8n-nodes-cloudcockpit.cloudCockpitTrigger', typeVersion: 1 },
			parameters: { pollTimes: POLL_TIMES, ...parameters },
			credentials: { cloudCockpitOAuth2Api: { id: null, name: 'CloudCockpit account' } },
		},
		{ id: 'b4d2f6a8-1c3e-4a7b-9d0f-2e4a6c8b0d1f', name: step, position: [220, 0], ...next },
	];
	const connections = { [trigger]: { main: [[{ node: step, type: 'main', index: 0 }]] } };
	return { name: trigger, nodes, connections };
}

/** The customer that signs in the demo, which has a link to do so. */
export const SIGNER = {
	name: CUSTOMERS.litware.companyName,
	customerId: CUSTOMERS.litware.id,
	providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
};
