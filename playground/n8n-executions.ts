import { parse as parseFlatted } from 'flatted';
import type { N8nCall } from './n8n-api';
import { untilThere } from './wait';

const UNDER_WAY = ['new', 'running'];

export interface OpenedExecution {
	status: string;
	/** Why it failed. */
	error: string | undefined;
	/** What a node put out, over all its runs. */
	items(node: string, output?: number): Array<Record<string, unknown>>;
	/** What a node tells beside its items. */
	hints(node: string): string[];
}

interface NodeRun {
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
	hints?: Array<{ message: string }>;
}

interface ResultData {
	error?: { message: string };
	runData: Record<string, NodeRun[]>;
}

/** What the editor's list of executions does. */
export function executionCalls(call: N8nCall) {
	/**
	 * An execution that has ended, as n8n has stored it: its status, and its data as the text that n8n
	 * keeps. Some n8n refuse this while it is under way.
	 */
	async function readExecution(executionId: string): Promise<{ status: string; data: string }> {
		return await call('GET', `/executions/${executionId}`);
	}

	const listPath = (workflowId?: string) =>
		`/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId }))}&limit=100`;

	/** The latest executions of a workflow, or of all, the newest first, those under way too. */
	async function latestExecutions(
		workflowId?: string,
	): Promise<Array<{ id: string; status: string }>> {
		const { results } = await call<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			listPath(workflowId),
		);
		return results.sort((one, other) => Number(other.id) - Number(one.id));
	}

	return {
		latestExecutions,
		readExecution,

		/** How many times a workflow has run to its end. */
		async countEnded(workflowId: string): Promise<number> {
			const { count } = await call<{ count: number }>('GET', listPath(workflowId));
			return count;
		},

		/** How the latest executions of a workflow have ended; polls that failed are among them. */
		async readOutcomes(workflowId: string): Promise<string[]> {
			return (await latestExecutions(workflowId)).map(({ status }) => status);
		},

		/** The latest execution of a workflow, if it has begun. */
		async latestExecution(workflowId: string): Promise<string | undefined> {
			return (await latestExecutions(workflowId))[0]?.id;
		},

		/** Whether no execution is under way. One that waits, for an approval or a time, is not. */
		async isIdle(): Promise<boolean> {
			return (await latestExecutions()).every(({ status }) => !UNDER_WAY.includes(status));
		},

		/** What Stop does in the editor. */
		async stopExecution(executionId: string): Promise<void> {
			await call('POST', `/executions/${executionId}/stop`);
		},

		/** What n8n shows of an execution when it is opened: its status, and the items of each node. */
		async openExecution(executionId: string): Promise<OpenedExecution> {
			// n8n 1 has the status a moment before the data.
			const { status, data } = await untilThere(
				`the data of execution ${executionId}`,
				async () => {
					const execution = await readExecution(executionId);
					return execution.data ? execution : undefined;
				},
			);
			const { resultData } = parseFlatted(data) as { resultData: ResultData };
			const runs = (node: string) => resultData.runData[node] ?? [];
			const items = (node: string, output = 0) =>
				runs(node).flatMap(({ data: { main = [] } = {} }) =>
					(main[output] ?? []).map(({ json }) => json),
				);
			const hints = (node: string) =>
				runs(node).flatMap((run) => (run.hints ?? []).map(({ message }) => message));
			return { status, error: resultData.error?.message, items, hints };
		},
	};
}
