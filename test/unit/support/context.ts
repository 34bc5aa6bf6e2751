import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	NodeExecutionHint,
} from 'n8n-workflow';

import type { Request } from './api';

export interface ContextOptions {
	/** `={{ $json.x }}` stands for a property of the item. */
	parameters: INodeParameters;
	items: IDataObject[];
	credential?: IDataObject;
	continueOnFail?: boolean;
	node?: Partial<INode>;
	signal?: AbortSignal;
	/** Where lines for n8n's log go. */
	logged?: string[];
	/** n8n's request helper. */
	request: (type: string, request: Request) => Promise<object>;
}

const CREDENTIAL = {
	baseUrl: 'https://api.example.com/base',
	tenant: 'portal.example.com',
	accessToken: 'token',
};

/**
 * What the action node uses of n8n, without n8n's engine. The engine tests prove the same through n8n
 * itself; this exists because mutation testing runs the unit tests a thousand times.
 */
export function createContext(options: ContextOptions, hints: NodeExecutionHint[]) {
	const { parameters, items, credential = CREDENTIAL, continueOnFail = false, signal } = options;
	const node: INode = {
		id: '1',
		name: 'CloudCockpit',
		type: 'n8n-nodes-cloudcockpit.cloudCockpit',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...options.node,
	};
	return {
		addExecutionHints: (...more: NodeExecutionHint[]) => void hints.push(...more),
		continueOnFail: () => continueOnFail,
		getCredentials: async () => credential,
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
		logger: { warn: (line: string) => void options.logged?.push(line) },
		helpers: { httpRequestWithAuthentication: options.request },
	} as unknown as IExecuteFunctions;
}

function find(value: unknown, [name, ...rest]: string[]): unknown {
	if (name === undefined) return value;
	return find((value as IDataObject | undefined)?.[name], rest);
}

const EXPRESSION = /^=\{\{ \$json\.(\w+) \}\}$/;

/** The value for an item. Any other expression fails, like one of n8n's with a mistake in it. */
function evaluate(raw: unknown, json: IDataObject): unknown {
	if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
		const entries = Object.entries(raw).map(([name, value]) => [name, evaluate(value, json)]);
		return Object.fromEntries(entries);
	}
	if (typeof raw !== 'string' || !raw.startsWith('=')) return raw;
	const [, name] = EXPRESSION.exec(raw) ?? [];
	if (name === undefined) throw new Error('broken is not a function');
	return json[name];
}
