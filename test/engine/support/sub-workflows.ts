import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	mergeRunsPerBranch,
	NodeConnectionTypes,
	NodeOperationError,
	UnexpectedError,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

import { createAdditionalData } from './additional-data';
import {
	createHooks,
	readWorkflow,
	summarise,
	type Services,
	type StoredError,
	type WorkflowJson,
	type WorkflowRun,
} from './execution';

const TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';

type Calls = Pick<IWorkflowExecuteAdditionalData, 'executeWorkflow' | 'getRunExecutionData'>;

/**
 * How one workflow calls another: as in n8n, in an execution of its own, from the sub-workflow's
 * trigger on, with what its last node puts out as the result (of all runs, as since version 1.2 of
 * that trigger). Workflows and executions are kept in memory, where n8n has its database.
 */
export function createSubWorkflows(
	services: Services,
	workflows: Record<string, WorkflowJson>,
): Calls {
	const executed = new Map<string, IRunExecutionData>();

	const calls: Calls = {
		async executeWorkflow({ id = '' }, _parent, { inputData = [{ json: {} }] }) {
			const json = workflows[id];
			const trigger = json?.nodes.find(({ type }) => type === TRIGGER);
			if (!json || !trigger) throw new UnexpectedError(`There is no sub-workflow ${id}`);

			// The caller's execution is the first.
			const executionId = `execution-${executed.size + 2}`;
			const data = createRunExecutionData({
				executionData: {
					nodeExecutionStack: [
						{ node: trigger, data: { [NodeConnectionTypes.Main]: [inputData] }, source: null },
					],
				},
			});
			executed.set(executionId, data);
			const additionalData = createAdditionalData(services.credentialsHelper, {
				hooks: createHooks(json, 'integrated', executionId),
				executionId,
				workflowId: id,
				...calls,
			});
			const workflow = readWorkflow(services, json, id);
			const execution = new WorkflowExecute(additionalData, 'integrated', data);
			const run = summarise(await execution.processRunExecutionData(workflow));
			executed.set(executionId, run.stored.data);
			if (run.error) throw errorForCaller(run.error, workflow, executionId);
			return { executionId, data: resultOf(run) };
		},
		getRunExecutionData: async (executionId) => executed.get(executionId),
	};
	return calls;
}

/** What the last node put out in all its runs, branch by branch. */
function resultOf({ stored }: WorkflowRun): Array<INodeExecutionData[] | null> {
	const { lastNodeExecuted = '', runData } = stored.data.resultData;
	return mergeRunsPerBranch(runData[lastNodeExecuted] ?? []);
}

/** Of a stored error its text and its node reach the caller, but neither its class nor its data. */
function errorForCaller(error: StoredError, workflow: Workflow, executionId: string): Error {
	const { message, stack } = error;
	const description = error.description ?? undefined;
	const node = 'node' in error && error.node ? workflow.getNode(error.node.name) : null;
	const forCaller = node
		? new NodeOperationError(node, message, { description })
		: new Error(message);
	return Object.assign(forCaller, { stack, description, executionId, workflowId: workflow.id });
}
