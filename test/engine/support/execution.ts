import { ExecutionLifecycleHooks } from 'n8n-core';
import {
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

export interface Services {
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper;
}

/** The workflow as n8n's engine takes it. */
export function readWorkflow(
	{ nodeTypes }: Services,
	json: WorkflowJson,
	id = 'workflow-1',
): Workflow {
	return new Workflow({
		id,
		name: 'Test workflow',
		active: false,
		settings: { executionOrder: 'v1' },
		...structuredClone(json),
		nodeTypes,
	});
}

/** Nobody listens in: what n8n stores and shows is not tested here. */
export function createHooks(
	json: WorkflowJson,
	mode: WorkflowExecuteMode,
	executionId: string,
): ExecutionLifecycleHooks {
	return new ExecutionLifecycleHooks(mode, executionId, {
		id: 'workflow-1',
		name: 'Test workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		...json,
	});
}

/** An execution that has ended, as tests look at it. */
export function summarise(stored: IRun): WorkflowRun {
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
