import type { INode, INodeParameters } from 'n8n-workflow';

import { EMPTY } from './empty';
import { HELPER_POOL } from './helper-pool';
import { pathOf, PROVIDER_INSTANCE_ID, SKU_ID, WRITE_BODY, type WorkId } from './work';

/** Somebody who does the work: a node in a workflow, or axios without n8n. */
export type Contender = NodeContender | AxiosContender;

interface Common {
	id: string;
	title: string;
	/** The most requests it keeps in flight; Infinity when it starts all at once. */
	concurrency: number;
}

interface NodeContender extends Common {
	kind: 'node';
	/** The node as a workflow saves it. */
	node: (work: WorkId, baseUrl: string) => Pick<INode, 'type' | 'typeVersion' | 'parameters'>;
	settings?: Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/** Items it starts in a second, when it is slowed down on purpose. */
	itemsPerSecond?: number;
}

interface AxiosContender extends Common {
	kind: 'axios';
}

const BATCH_SIZE = 10;
const BATCH_INTERVAL_MS = 1_000;

/** The ids of an item as the workflow's author writes them. */
const CUSTOMER_ID = '{{ $json.customerId }}';
const CUSTOMER_USER_ID = '{{ $json.customerUserId }}';

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const ours = (maxConcurrency: number, more: INodeParameters = {}): NodeContender => ({
	id: `ours${maxConcurrency}`,
	title: `CloudCockpit node, ${maxConcurrency} at a time`,
	kind: 'node',
	concurrency: maxConcurrency,
	node: (work) => ({
		type: 'n8n-nodes-cloudcockpit.cloudCockpit',
		typeVersion: 1,
		parameters: {
			authentication: 'accessToken',
			customerId: byId(`=${CUSTOMER_ID}`),
			providerInstanceId: byId(PROVIDER_INSTANCE_ID),
			options: { maxConcurrency, ...more },
			...(work === 'write'
				? {
						resource: 'license',
						operation: 'update',
						customerUserId: byId(`=${CUSTOMER_USER_ID}`),
						assignSkuIds: [SKU_ID],
					}
				: { resource: 'mca', operation: 'get' }),
		},
	}),
});

const helperPool = (concurrency: number): NodeContender => ({
	id: `helper${concurrency}`,
	title: `Best pool over n8n's request helper, ${concurrency} at a time`,
	kind: 'node',
	concurrency,
	node: (work, baseUrl) => ({
		type: HELPER_POOL,
		typeVersion: 1,
		parameters: {
			work,
			baseUrl,
			concurrency,
			customerId: `=${CUSTOMER_ID}`,
			customerUserId: `=${CUSTOMER_USER_ID}`,
		},
	}),
});

const axiosPool = (concurrency: number): AxiosContender => ({
	id: `axios${concurrency}`,
	title: `Bare axios pool without n8n, ${concurrency} at a time`,
	kind: 'axios',
	concurrency,
});

const httpRequest: NodeContender = {
	id: 'http',
	title: 'HTTP Request node, plain',
	kind: 'node',
	concurrency: Infinity,
	node: (work, baseUrl) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: work === 'write' ? 'PATCH' : 'GET',
			url: `=${baseUrl}${pathOf(work, CUSTOMER_ID, CUSTOMER_USER_ID)}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'cloudCockpitApi',
			...(work === 'write'
				? { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(WRITE_BODY) }
				: {}),
		},
	}),
};

const httpBatched: NodeContender = {
	...httpRequest,
	id: 'httpBatched',
	title: 'HTTP Request node, batches of 10 per second',
	itemsPerSecond: BATCH_SIZE / (BATCH_INTERVAL_MS / 1_000),
	node: (work, baseUrl) => {
		const node = httpRequest.node(work, baseUrl);
		const batch = { batchSize: BATCH_SIZE, batchInterval: BATCH_INTERVAL_MS };
		return { ...node, parameters: { ...node.parameters, options: { batching: { batch } } } };
	},
};

/** As the node comes: the first error stops the workflow. */
const httpStopping: NodeContender = {
	...httpRequest,
	id: 'httpStopping',
	title: 'HTTP Request node, stops on errors (n8n’s default)',
	settings: { onError: 'stopWorkflow' },
};

/** n8n's setting for flaky services. It runs the whole node again, all items included. */
const httpRetrying: NodeContender = {
	...httpRequest,
	id: 'httpRetrying',
	title: 'HTTP Request node, Retry On Fail (5 tries, 1 s apart)',
	settings: { onError: 'stopWorkflow', retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000 },
};

/** Only what the engine itself takes. */
const emptyNode: NodeContender = {
	id: 'empty',
	title: 'Empty node',
	kind: 'node',
	concurrency: Infinity,
	node: () => ({ type: EMPTY, typeVersion: 1, parameters: {} }),
};

export const CONTENDERS: readonly Contender[] = [
	ours(10),
	ours(20),
	ours(50),
	{
		...ours(10, { maxRetries: 0 }),
		id: 'oursOnce',
		title: 'CloudCockpit node, 10 at a time, Max Retries 0',
	},
	emptyNode,
	httpRequest,
	httpBatched,
	httpStopping,
	httpRetrying,
	helperPool(10),
	helperPool(50),
	axiosPool(10),
	axiosPool(50),
];

export function findContender(id: string): Contender {
	const contender = CONTENDERS.find((candidate) => candidate.id === id);
	if (!contender) throw new Error(`There is no contender "${id}"`);
	return contender;
}
