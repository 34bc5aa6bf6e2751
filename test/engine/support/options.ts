import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	NodeExecutionHint,
	OnError,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { ToolOffer } from './agent-node';
import type { CredentialReference } from './credentials-helper';
import type { StoredError, WorkflowRun } from './execution';

/** By credential type: plain data, stored anew for this call, or what `saveCredential` returned. */
export type Credentials = Record<string, ICredentialDataDecryptedObject | CredentialReference>;

export interface NodeOptions {
	/** Parameters as a workflow saves them; what is left out has its default. */
	node: INodeParameters;
	/** Input items: JSON objects, one item by default. */
	items?: IDataObject[];
	credentials?: Credentials;
	onError?: OnError;
	/** The node's Settings tab. */
	settings?: Pick<
		INode,
		'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce' | 'alwaysOutputData'
	>;
	mode?: WorkflowExecuteMode;
	/** Name of the node in its package. */
	type?: string;
	/** Version of the node; by default the first, which 0.1.0 saved. */
	typeVersion?: number;
}

export interface NodeRun {
	/** Items of the success branch. */
	output: INodeExecutionData[];
	/** Items of the error branch. */
	errorOutput: INodeExecutionData[];
	/** What stopped the execution, as n8n stores it. */
	error?: StoredError;
	hints: NodeExecutionHint[];
	workflow: WorkflowRun;
}

export interface ToolOptions {
	/** Parameters of the tool node; `$fromAI()` expressions are what the model fills in. */
	node: INodeParameters;
	/** What the model fills in; an array for an agent with several items. */
	modelArguments: IDataObject | IDataObject[];
	credentials?: Credentials;
	onError?: OnError;
	callBy?: 'engine' | 'invoke';
}

/** What an agent made of one item: what it was offered, and the items that the tool gave it. */
export interface ToolAnswer {
	offer: ToolOffer;
	result: IDataObject[];
}

export interface ToolRun {
	offer?: ToolOffer;
	/** The items that the model gets to read for the first item of the agent. */
	result?: IDataObject[];
	/** The same for each of its items. */
	results: IDataObject[][];
	workflow: WorkflowRun;
}
