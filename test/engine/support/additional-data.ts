import { Container } from '@n8n/di';
import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import {
	UnexpectedError,
	type ICredentialsHelper,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const BASE_URL = 'http://127.0.0.1:5678';

type Extra = Partial<
	Pick<
		IWorkflowExecuteAdditionalData,
		'executionId' | 'workflowId' | 'executeWorkflow' | 'getRunExecutionData'
	>
> & { hooks?: ExecutionLifecycleHooks; currentNodeParameters?: INodeParameters };

/**
 * What n8n hands to every execution besides the workflow. Task runners have no engine here, and
 * there are sub-workflows only where `extra` brings them.
 */
export function createAdditionalData(
	credentialsHelper: ICredentialsHelper,
	extra: Extra = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		executionId: 'execution-1',
		workflowId: 'workflow-1',
		variables: {},
		restApiUrl: `${BASE_URL}/rest`,
		instanceBaseUrl: `${BASE_URL}/`,
		formBaseUrl: `${BASE_URL}/form`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
		formTestBaseUrl: `${BASE_URL}/form-test`,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
		mcpBaseUrl: `${BASE_URL}/mcp`,
		mcpTestBaseUrl: `${BASE_URL}/mcp-test`,
		executeWorkflow: unavailable('Sub-workflows'),
		startRunnerTask: unavailable('Task runners'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		logAiEvent: () => undefined,
		...extra,
	};
}

const unavailable = (what: string) => async (): Promise<never> => {
	throw new UnexpectedError(`${what} are not available without a database`);
};
