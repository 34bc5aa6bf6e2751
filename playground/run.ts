import type { N8nApi } from './n8n-api';
import type { OpenedExecution } from './n8n-executions';
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
		const executions = await api.latestExecutions(workflowId);
		const execution = executions.find(({ id }) => id === executionId);
		return execution && !UNDER_WAY.includes(execution.status) ? execution : undefined;
	});
	return await api.openExecution(executionId);
}
