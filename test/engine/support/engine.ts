import type {
	ICredentialDataDecryptedObject,
	INodeCredentials,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';

import { builtinNodes } from './builtin-nodes';
import { createCredentialTypes } from './credential-types';
import { CredentialReference, InMemoryCredentialsHelper } from './credentials-helper';
import { executeStep, type StepOptions } from './execute-step';
import type { WorkflowJson, WorkflowRun } from './execution';
import { startInstance } from './instance';
import { createNodeTypes, type OtherNodes } from './node-types';
import { loadPackage, PACKAGE_DIRECTORY, type PackageForm } from './packages';
import { listSearch, loadOptions } from './pickers';
import { preparePolling, type PollingOptions, type Published } from './polling';
import type {
	Credentials,
	NodeOptions,
	NodeRun,
	ToolAnswer,
	ToolOptions,
	ToolRun,
} from './options';
import { startWorkflow, type Execution, type StartOptions } from './run-workflow';
import { testCredential } from './test-credential';
import { singleNodeWorkflow, toolWorkflow, NODE, AGENT } from './workflows';

export interface EngineOptions {
	from: PackageForm;
	/** The package to load; this one by default. */
	directory?: string;
	/** Further nodes of a workflow, by full type name. */
	nodes?: OtherNodes;
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/**
 * n8n's own engine, in this process, with our package loaded by n8n's loader. Everything that runs
 * is n8n-core's: expressions, request helpers, OAuth2, error branches, item pairing. Only what n8n
 * keeps in its database is replaced by memory.
 */
export async function createEngine({ from, directory, nodes }: EngineOptions) {
	const removeInstance = await startInstance();
	const loader = await loadPackage(from, directory ?? PACKAGE_DIRECTORY);
	const types = createCredentialTypes(loader);
	const nodeTypes = createNodeTypes(loader, { ...builtinNodes, ...nodes });
	const credentialsHelper = new InMemoryCredentialsHelper(types);
	const services = { types, nodeTypes, credentialsHelper };
	const fullName = (name: string) => `${loader.packageName}.${name}`;

	const saveCredential = async (type: string, data: ICredentialDataDecryptedObject) =>
		await credentialsHelper.create(type, data);

	const store = async (credentials: Credentials = {}): Promise<INodeCredentials> => {
		const stored = Object.entries(credentials).map(async ([type, given]) => [
			type,
			given instanceof CredentialReference ? given : await saveCredential(type, given),
		]);
		return Object.fromEntries(await Promise.all(stored));
	};

	/** Gives each node of a workflow the credentials of the types that it can use. */
	const signIn = (workflow: WorkflowJson, stored: INodeCredentials): WorkflowJson => {
		const nodes = workflow.nodes.map((node) => {
			const usable = nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;
			const names = (usable.credentials ?? []).map(({ name }) => name);
			const own = Object.entries(stored).filter(([type]) => names.includes(type));
			return own.length ? { ...node, credentials: Object.fromEntries(own) } : node;
		});
		return { ...workflow, nodes };
	};

	/** Starts one node behind a trigger and gives it the items. */
	const start = async (options: NodeOptions): Promise<Execution<NodeRun>> => {
		const { node: parameters, items = [{}], onError, settings, mode, typeVersion = 1 } = options;
		const type = fullName(options.type ?? 'cloudCockpit');
		const credentials = await store(options.credentials);
		const execution = startWorkflow(services, {
			workflow: singleNodeWorkflow({
				...{ type, typeVersion, parameters, credentials, onError },
				...settings,
			}),
			items: items.map((json) => ({ json })),
			mode,
		});
		return { ...execution, finished: execution.finished.then(ofNode) };
	};

	return {
		/** Stores a credential that several calls share, as its token then is. */
		saveCredential,

		/** What is stored of a credential now: its data and, after a call, the token n8n fetched. */
		readCredential: async (type: string, reference: CredentialReference) =>
			await (await credentialsHelper.getCredentials(reference, type)).getData(),

		start,

		/** Runs one node behind a trigger; rejects when n8n refuses to start the workflow. */
		run: async (options: NodeOptions): Promise<NodeRun> => await (await start(options)).finished,

		/** Runs a whole workflow, and those that it calls, signed in with these credentials. */
		runWorkflow: async (
			workflow: WorkflowJson,
			{
				credentials,
				subWorkflows = {},
				...options
			}: Omit<StartOptions, 'workflow'> & { credentials?: Credentials },
		): Promise<WorkflowRun> => {
			const stored = await store(credentials);
			const called = Object.entries(subWorkflows).map(([id, json]) => [id, signIn(json, stored)]);
			return await startWorkflow(services, {
				...options,
				workflow: signIn(workflow, stored),
				subWorkflows: Object.fromEntries(called),
			}).finished;
		},

		/** Presses Execute Step on a node of a workflow that was run before. */
		executeStep: async ({
			credentials,
			...options
		}: StepOptions & { credentials?: Credentials }): Promise<WorkflowRun> => {
			const workflow = signIn(options.workflow, await store(credentials));
			return await executeStep(services, { ...options, workflow });
		},

		/** Lets an agent call the node as its tool, once for each set of arguments. */
		runAsTool: async (options: ToolOptions): Promise<ToolRun> => {
			const { node: parameters, modelArguments, onError, callBy = 'engine' } = options;
			const credentials = await store(options.credentials);
			const type = `${fullName('cloudCockpit')}Tool`;
			const tool = { type, parameters, credentials, onError };
			const workflow = await startWorkflow(services, {
				workflow: toolWorkflow(tool, {
					modelArguments: '={{ JSON.stringify($json.modelArguments) }}',
					callBy,
				}),
				items: [modelArguments].flat().map((item) => ({ json: { modelArguments: item } })),
			}).finished;
			const answers = workflow.items(AGENT).map(({ json }): Partial<ToolAnswer> => ({ ...json }));
			const results = answers.map(({ result = [] }) => result);
			return { offer: answers[0]?.offer, result: results[0], results, workflow };
		},

		/** Prepares a workflow that begins with the trigger node. */
		prepareTrigger: async ({
			credentials,
			...options
		}: Omit<PollingOptions, 'type' | 'credentials'> & {
			credentials: Credentials;
		}): Promise<Published> =>
			preparePolling(services, {
				...options,
				type: fullName('cloudCockpitTrigger'),
				credentials: await store(credentials),
			}),

		/** Opens a drop-down of the form. */
		loadOptions: async (
			method: string,
			parameters: INodeParameters,
			credentials: Credentials,
		): Promise<INodePropertyOptions[]> =>
			await loadOptions(services, method, {
				nodeType: fullName('cloudCockpit'),
				parameters,
				credentials: await store(credentials),
			}),

		/** Opens, searches or pages a resource locator's list. */
		listSearch: async (
			method: string,
			parameters: INodeParameters,
			credentials: Credentials,
			page: { filter?: string; paginationToken?: string } = {},
		): Promise<INodeListSearchResult> =>
			await listSearch(services, method, {
				nodeType: fullName('cloudCockpit'),
				parameters,
				credentials: await store(credentials),
				...page,
			}),

		/** Presses Test in the credential's form. */
		testCredential: async (
			type: string,
			data: ICredentialDataDecryptedObject,
		): Promise<INodeCredentialTestResult> =>
			await testCredential(services, type, await saveCredential(type, data)),

		/** The loaded package: node and credential types as n8n sees them. */
		loader,

		/** Removes the instance folder. */
		close: removeInstance,
	};
}

function ofNode(workflow: WorkflowRun): NodeRun {
	return {
		output: workflow.items(NODE),
		errorOutput: workflow.items(NODE, 1),
		error: workflow.error,
		hints: workflow.task(NODE)?.hints ?? [],
		workflow,
	};
}
