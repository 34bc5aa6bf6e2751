import type { N8nApi, OpenedExecution } from './n8n-api';
import { untilThere } from './wait';

const UNDER_WAY = ['new', 'running', 'waiting'];

/** Runs a workflow as Execute Workflow does in the editor, and waits for its end. */
export async function runToEnd(
	api: N8nApi,
	workflowId: string,
	trigger: string,
): Promise<OpenedExecution> {
	const executionId = await api.runWorkflow(workflowId, trigger);
	await untilThere(`the end of execution ${executionId}`, async () => {
		const { status } = await api.readExecution(executionId);
		return UNDER_WAY.includes(status) ? undefined : status;
	});
	return await api.openExecution(executionId);
}
