import { WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type ITaskData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { createAdditionalData } from './additional-data';
import {
	createHooks,
	readWorkflow,
	summarise,
	type Services,
	type WorkflowJson,
	type WorkflowRun,
} from './execution';
import { createSubWorkflows } from './sub-workflows';

/** An execution under way. */
export interface Execution<Result> {
	finished: Promise<Result>;
	/** What Stop does in n8n: nothing new starts, the node's cancel signal fires. */
	cancel(): void;
}

export interface StartOptions {
	workflow: WorkflowJson;
	/** Items the trigger emits. */
	items: INodeExecutionData[];
	/** Name of the node to start at; by default the first trigger. */
	startNode?: string;
	/** `trigger` is a production run, `manual` a click in the editor. */
	mode?: WorkflowExecuteMode;
	/** The workflows that it can call, by id. */
	subWorkflows?: Record<string, WorkflowJson>;
}

/**
 * Executes a workflow from its trigger on with n8n's engine. `finished` rejects only where n8n
 * refuses to start, for instance when a required parameter is empty.
 */
export function startWorkflow(
	services: Services,
	{ workflow: json, items, startNode, mode = 'trigger', subWorkflows }: StartOptions,
): Execution<WorkflowRun> {
	const workflow = readWorkflow(services, json);
	const execution = createExecution(services, json, mode, subWorkflows);
	const start = startNode ? workflow.getNode(startNode) : workflow.getStartNode();
	if (!start) throw new Error('The workflow has no node to start at');

	let run: ReturnType<WorkflowExecute['run']>;
	try {
		run = execution.run({
			workflow,
			startNode: start,
			pinData: json.pinData,
			triggerToStartFrom: { name: start.name, data: taskData(items) },
		});
	} catch (refusal) {
		return { finished: Promise.reject(refusal), cancel: () => undefined };
	}
	return { finished: run.then(summarise), cancel: () => run.cancel() };
}

/** An execution that has not started yet. */
export function createExecution(
	services: Services,
	json: WorkflowJson,
	mode: WorkflowExecuteMode,
	subWorkflows: Record<string, WorkflowJson> = {},
): WorkflowExecute {
	const additionalData = createAdditionalData(services.credentialsHelper, {
		hooks: createHooks(json, mode, 'execution-1'),
		...createSubWorkflows(services, subWorkflows),
	});
	return new WorkflowExecute(additionalData, mode);
}

const taskData = (items: INodeExecutionData[]): ITaskData => ({
	startTime: 0,
	executionTime: 0,
	executionIndex: 0,
	source: [],
	data: { [NodeConnectionTypes.Main]: [items] },
});
