import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialsDecrypted,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
} from 'n8n-workflow';

import { createAdditionalData } from './additional-data';
import { builtinNodes } from './builtin-nodes';
import type { CredentialTypes } from './credential-types';
import type { CredentialReference, InMemoryCredentialsHelper } from './credentials-helper';
import { resolveCredentialData } from './resolve-credential';

interface Services {
	types: CredentialTypes;
	credentialsHelper: InMemoryCredentialsHelper;
}

/**
 * What the Test button of a credential does: n8n sends the type's declarative `test` request through
 * a no-operation node and turns the answer into a verdict by the rules beside it. A copy of n8n's
 * credentials tester (2.41), which needs a database to be imported.
 */
export async function testCredential(
	{ types, credentialsHelper }: Services,
	type: string,
	reference: CredentialReference,
): Promise<INodeCredentialTestResult> {
	const { test } = types.getByName(type);
	if (!test) return failed('No testing function found for this credential.');

	const additionalData = createAdditionalData(credentialsHelper, { currentNodeParameters: {} });
	const stored = await (await credentialsHelper.getCredentials(reference, type)).getData();
	const data = resolveCredentialData(types.getProperties(type), stored, {
		additionalData,
		mode: 'internal',
	});
	additionalData.credentialsHelper = answering(credentialsHelper, data);

	try {
		const answer = await send(test, { ...reference, type, data }, additionalData);
		return verdictOfBody(test, answer);
	} catch (error) {
		return verdictOfError(test, error);
	}
}

/** n8n lets the test see the data in the form, not the row in the store. */
function answering(
	helper: InMemoryCredentialsHelper,
	data: NonNullable<ICredentialsDecrypted['data']>,
): InMemoryCredentialsHelper {
	const getDecrypted: InMemoryCredentialsHelper['getDecrypted'] = async (...args) =>
		args[5] ? await helper.getDecrypted(...args) : data;
	return new Proxy(helper, {
		get(target, name) {
			if (name === 'getDecrypted') return getDecrypted;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

async function send(
	{ request }: ICredentialTestRequest,
	credential: ICredentialsDecrypted,
	additionalData: ReturnType<typeof createAdditionalData>,
): Promise<unknown> {
	const { type, id, name } = credential;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const temporaryType: INodeType = {
		description: {
			...(builtinNodes[node.type] as INodeType).description,
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => temporaryType,
			getByNameAndVersion: () => temporaryType,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const output = await new RoutingNode(context, temporaryType, credential).runNode();
	return output?.[0]?.[0]?.json;
}

interface RequestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function verdictOfError(
	{ rules = [] }: ICredentialTestRequest,
	error: unknown,
): INodeCredentialTestResult {
	const { message, cause } = error as RequestError;
	if (!cause?.response) return failed(cause?.code ?? message);
	const { status, statusText } = cause.response;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === status) {
			return failed(rule.properties.message);
		}
	}
	return failed(statusText || `Received HTTP status code: ${status}`);
}

function verdictOfBody(
	{ rules = [] }: ICredentialTestRequest,
	body: unknown,
): INodeCredentialTestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(body, key) === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

const valueAt = (body: unknown, path: string): unknown =>
	path.split('.').reduce((value, key) => (value as Record<string, unknown> | null)?.[key], body);

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
