import { deepEqual } from 'node:assert/strict';

import { triggerWorkflow } from '../../../playground/trigger';
import { untilThere } from '../../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import type { Check } from '../check';
import type { CompatWorld } from '../world';

/** n8n polls at most once a minute for each of the times of a node: every other second here. */
const POLL_TIMES = {
	item: Array.from({ length: 30 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${2 * index} * * * * *`,
	})),
};
const TRIGGER = 'Agreement signed';

export const trigger: Check[] = [
	{
		title: 'The trigger starts a workflow once for each signature, also after a restart of n8n',
		async run(world) {
			const { sandbox, n8n } = world;
			sandbox.reset();
			const workflow = triggerWorkflow(undefined, { pollTimes: POLL_TIMES });
			const credentials = await world.signedIn('oAuth2');
			const nodes = workflow.nodes.map((node) =>
				node.name === TRIGGER ? { ...node, credentials } : node,
			);
			const id = await n8n.publish({ ...workflow, nodes });
			await polls(world, 1);

			sign(world, CUSTOMERS.litware.id);
			await untilThere('the first run', async () => await n8n.api.latestExecution(id));
			await polls(world, 2);
			deepEqual(await started(world, id), [CUSTOMERS.litware.id]);

			await n8n.restart();
			sign(world, CUSTOMERS.northwind.id);
			await untilThere('the second run', async () =>
				(await n8n.api.countEnded(id)) > 1 ? true : undefined,
			);
			await polls(world, 2);
			deepEqual(await started(world, id), [CUSTOMERS.litware.id, CUSTOMERS.northwind.id]);
			await n8n.api.unpublishWorkflow(id);
		},
	},
];

function sign({ sandbox }: CompatWorld, customerId: string): void {
	const providerInstanceId = PROVIDER_INSTANCES.microsoftEurope.id;
	sandbox.moveAgreement({ customerId, providerInstanceId, event: 'agreementCreated' });
}

/** Waits for polls that begin from now on. */
async function polls({ sandbox }: CompatWorld, count: number): Promise<void> {
	const done = () => sandbox.requests.filter(({ operationId }) => operationId === 'getMcas').length;
	// One may be under way.
	const wanted = done() + count + 1;
	await untilThere('the next polls', () => (done() >= wanted ? true : undefined));
}

/** For whom the workflow has been started, in order. */
async function started({ n8n }: CompatWorld, workflowId: string): Promise<unknown[]> {
	const all = (await n8n.api.latestExecutions(workflowId)).reverse();
	const executions = await Promise.all(all.map(({ id }) => n8n.api.openExecution(id)));
	return executions.flatMap((execution) => execution.items(TRIGGER).map((item) => item.customerId));
}
