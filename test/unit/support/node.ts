import {
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	NodeHelpers,
	type NodeApiError,
	type NodeExecutionHint,
	type NodeOperationError,
} from 'n8n-workflow';

import { CloudCockpit } from '../../../nodes/CloudCockpit/CloudCockpit.node';
import type { LoggedRequest, Sandbox } from '../../../sandbox';
import { type ContextOptions, createContext } from './context';

export * from '../../support/adventure-works';

export interface Run {
	output: INodeExecutionData[];
	/** What stopped the execution. */
	error?: NodeApiError | NodeOperationError;
	hints: NodeExecutionHint[];
}

export type RunOptions = Partial<Omit<ContextOptions, 'parameters'>>;

export interface NodeScene {
	readonly sandbox: Sandbox;
	/** Runs the action node, for one empty item unless told otherwise. */
	run(parameters: INodeParameters, options?: RunOptions): Promise<Run>;
	/** The same where the node continues on errors: the JSON of the output items. */
	json(parameters: INodeParameters, items?: IDataObject[]): Promise<IDataObject[]>;
	/** The same for one item: what is under `error`. */
	errorOf(parameters: INodeParameters): Promise<IDataObject>;
	/** What the API received, as `METHOD /path?query`. */
	calls(): string[];
	/** The bodies that it received. */
	bodies(): unknown[];
}

/** The action node and the sandbox, which each test finds as new. Back-offs take no time. */
export function useNode(): NodeScene {
	let sandbox: Sandbox;
	const { description } = new CloudCockpit();
	beforeAll(async () => {
		// Loaded here, as mutation testing skips most tests and the web server takes long to load.
		const { startSandbox } = await import('../../../sandbox');
		sandbox = await startSandbox();
	});
	beforeEach(() => {
		sandbox.reset();
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await sandbox?.close());

	const withDefaults = (parameters: INodeParameters): INodeParameters => {
		const given = { authentication: 'accessToken', ...parameters };
		const { properties } = description;
		return NodeHelpers.getNodeParameters(properties, given, true, false, null, description) ?? {};
	};
	const scene: NodeScene = {
		get sandbox() {
			return sandbox;
		},
		async run(parameters, options = {}) {
			const { url: baseUrl, tenant } = sandbox;
			const hints: NodeExecutionHint[] = [];
			const context = createContext(
				{
					items: [{}],
					credential: { baseUrl, tenant, accessToken: sandbox.issueToken() },
					...options,
					parameters: withDefaults(parameters),
				},
				hints,
			);
			try {
				const [output = []] = await new CloudCockpit().execute.call(context);
				return { output, hints };
			} catch (error) {
				return { output: [], error: error as NodeApiError, hints };
			}
		},
		async json(parameters, items = [{}]) {
			const { output } = await scene.run(parameters, { items, continueOnFail: true });
			return output.map(({ json }) => json);
		},
		async errorOf(parameters) {
			const [json] = await scene.json(parameters);
			return json?.error as IDataObject;
		},
		calls: () =>
			sandbox.requests.map(({ method, path, query }) => {
				const text = new URLSearchParams(query as Record<string, string>).toString();
				return `${method} ${path}${text && `?${text}`}`;
			}),
		bodies: () => sandbox.requests.map(({ body }: LoggedRequest) => body),
	};
	return scene;
}

/** An id that is no customer's, user's or instance's. */
export const NOBODY = 'deadbeef-0000-4000-8000-000000000000';
/** A correlation id of the user's own, for exact outputs. */
export const CORRELATION_ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
