import { getAdditionalKeys } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** Hidden fields of an OAuth2 credential that n8n takes from the code, whatever was stored. */
const PINNED_FIELDS = ['authUrl', 'accessTokenUrl', 'grantType', 'authentication', 'usePkce'];

/** What n8n passes on although no field of the credential is called so. */
const EXTRA_FIELDS = ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains'];

const MOCK_NODE: INode = {
	id: 'mock',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const MOCK_TYPE = { description: { properties: [] } } as unknown as INodeType;

/** Outside a run, n8n resolves the expressions of a credential in a workflow of one node. */
const mockWorkflow = () =>
	new Workflow({
		nodes: [MOCK_NODE],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => MOCK_TYPE,
			getByNameAndVersion: () => MOCK_TYPE,
			getKnownTypes: () => ({}),
		},
	});

export interface ResolveContext {
	additionalData: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
	executeData?: IExecuteData;
	/** The run in whose expressions the credential is resolved; none for a picker or a test. */
	run?: ICredentialsExpressionResolveValues;
}

/** What a node gets to see of stored data: pinned fields reset, defaults filled in, expressions resolved. */
export function resolveCredentialData(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
	{ additionalData, mode, executeData, run }: ResolveContext,
): ICredentialDataDecryptedObject {
	const pinned = properties
		.filter(({ name, type }) => type === 'hidden' && PINNED_FIELDS.includes(name))
		.map(({ name }) => name);
	const values = stored as INodeParameters;
	const own = Object.fromEntries(Object.entries(values).filter(([key]) => !pinned.includes(key)));
	const data = { ...NodeHelpers.getNodeParameters(properties, own, true, false, null, null) };
	for (const name of EXTRA_FIELDS) {
		if (values[name] !== undefined) data[name] = values[name];
	}

	const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
	const resolved = run
		? run.workflow.expression.getParameterValue(
				data,
				run.runExecutionData,
				run.runIndex,
				run.itemIndex,
				run.node.name,
				run.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			)
		: mockWorkflow().expression.getComplexParameterValue(
				MOCK_NODE,
				data,
				mode,
				keys,
				undefined,
				undefined,
				data,
			);
	return resolved as ICredentialDataDecryptedObject;
}
