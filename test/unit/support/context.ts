import axios, { type AxiosRequestConfig } from 'axios';
import {
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type JsonObject,
	NodeApiError,
	type NodeExecutionHint,
} from 'n8n-workflow';

export interface ContextOptions {
	/** Parameters with their defaults. `={{ $json.x }}` stands for a property of the item. */
	parameters: INodeParameters;
	items: IDataObject[];
	credential: IDataObject;
	continueOnFail?: boolean;
	node?: Partial<INode>;
	signal?: AbortSignal;
}

/**
 * What the action node uses of n8n, over real HTTP, without n8n's engine. The engine tests prove the
 * same behaviour through n8n itself; this exists because loading the engine takes seconds, and
 * mutation testing runs these tests a thousand times.
 */
export function createContext(options: ContextOptions, hints: NodeExecutionHint[]) {
	const { parameters, items, credential, continueOnFail = false, signal } = options;
	const node: INode = {
		id: '1',
		name: 'CloudCockpit',
		type: 'n8n-nodes-cloudcockpit.cloudCockpit',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...options.node,
	};
	const context: Pick<
		IExecuteFunctions,
		| 'addExecutionHints'
		| 'continueOnFail'
		| 'getCredentials'
		| 'getExecutionCancelSignal'
		| 'getInputData'
		| 'getNode'
	> &
		Record<'getNodeParameter' | 'helpers', unknown> = {
		addExecutionHints: (...more) => void hints.push(...more),
		continueOnFail: () => continueOnFail,
		getCredentials: async <T>() => credential as T,
		getExecutionCancelSignal: () => signal,
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => node,
		getNodeParameter: (
			name: string,
			itemIndex: number,
			fallback: unknown,
			{ rawExpressions = false } = {},
		) => {
			const raw = find(parameters, name.split('.')) ?? fallback;
			return rawExpressions ? raw : evaluate(raw, items[itemIndex] ?? {});
		},
		helpers: {
			httpRequestWithAuthentication: async (_: string, request: IHttpRequestOptions) =>
				await send(request, credential).catch((error: JsonObject) => {
					throw new NodeApiError(node, error);
				}),
		},
	};
	return context as unknown as IExecuteFunctions;
}

function find(value: unknown, [name, ...rest]: string[]): unknown {
	if (name === undefined) return value;
	return find((value as IDataObject | undefined)?.[name], rest);
}

const EXPRESSION = /^=\{\{ \$json\.(\w+) \}\}$/;

/** The value for an item. Any other expression fails, like one of n8n's with a mistake in it. */
function evaluate(raw: unknown, json: IDataObject): unknown {
	if (Array.isArray(raw)) return raw.map((entry) => evaluate(entry, json));
	if (typeof raw === 'object' && raw !== null) {
		return Object.fromEntries(
			Object.entries(raw).map(([name, value]) => [name, evaluate(value, json)]),
		);
	}
	if (typeof raw !== 'string' || !raw.startsWith('=')) return raw;
	const [, name] = EXPRESSION.exec(raw) ?? [];
	if (name === undefined) throw new Error('broken is not a function');
	return json[name];
}

/** n8n's helper is axios inside: the same answers, and the same errors before n8n wraps them. */
async function send(request: IHttpRequestOptions, credential: IDataObject) {
	const config: AxiosRequestConfig = {
		method: request.method,
		url: request.url,
		params: request.qs,
		data: request.body,
		headers: { ...request.headers, Authorization: `Bearer ${credential.accessToken}` } as Record<
			string,
			string
		>,
		timeout: request.timeout,
		maxRedirects: request.disableFollowRedirect ? 0 : 5,
		validateStatus: request.ignoreHttpStatusErrors === true ? null : undefined,
	};
	const { status: statusCode, headers, data: body } = await axios.request(config);
	return { statusCode, headers, body: body as unknown };
}
