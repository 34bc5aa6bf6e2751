import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type ExecutionStatus,
	type IConnections,
	type ICredentialsHelper,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { createAdditionalData } from './additional-data';

/** The part of an exported workflow that decides what it does. */
export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: Workflow['pinData'];
}

/** An error as n8n stores it with the execution: a plain object, whatever class was thrown. */
export type StoredError = NonNullable<IRun['data']['resultData']['error']>;

export interface WorkflowRun {
	status: ExecutionStatus;
	/** What stopped the execution, if anything did. */
	error?: StoredError;
	/** Items of one output of a node's last run: 0 is the first output, 1 the error output of ours. */
	items(nodeName: string, output?: number): INodeExecutionData[];
	/** Everything n8n keeps of a node's last run; undefined when the node did not run. */
	task(nodeName: string): ITaskData | undefined;
	/** The execution as n8n would store it. */
	stored: IRun;
}

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
}

interface Services {
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper;
}

/**
 * Executes a workflow from its trigger on with n8n's engine. `finished` rejects only where n8n
 * refuses to start, for instance when a required parameter is empty.
 */
export function startWorkflow(
	{ nodeTypes, credentialsHelper }: Services,
	{ workflow: json, items, startNode, mode = 'trigger' }: StartOptions,
): Execution<WorkflowRun> {
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test workflow',
		active: false,
		settings: { executionOrder: 'v1' },
		...structuredClone(json),
		nodeTypes,
	});
	const hooks = new ExecutionLifecycleHooks(mode, 'execution-1', {
		id: 'workflow-1',
		name: 'Test workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		...json,
	});
	const execution = new WorkflowExecute(createAdditionalData(credentialsHelper, { hooks }), mode);
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

const taskData = (items: INodeExecutionData[]): ITaskData => ({
	startTime: 0,
	executionTime: 0,
	executionIndex: 0,
	source: [],
	data: { [NodeConnectionTypes.Main]: [items] },
});

function summarise(stored: IRun): WorkflowRun {
	const { runData, error } = stored.data.resultData;
	const task = (nodeName: string) => runData[nodeName]?.at(-1);
	return {
		status: stored.status,
		error,
		task,
		items: (nodeName, output = 0) => task(nodeName)?.data?.main?.[output] ?? [],
		stored,
	};
}
