import {
	NodeConnectionTypes,
	sleep,
	type IDataObject,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import { createPace } from '../nodes/shared/api/throttle/pace';
import { runPool } from './pool';
import { pathOf, WRITE_BODY, type WorkId } from './work';

export const HELPER_POOL = 'bench.helperPool';

const parameter = (name: string) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: '',
});

/**
 * The best pool that one could write over n8n's own helper: it reads the credential once and each
 * item's parameters, sends one request for it with a fixed number in flight, spreads the starts as our
 * node does, and does nothing else. No checks, no limits, no retries.
 */
export const helperPool: INodeType = {
	description: {
		displayName: 'Helper Pool',
		name: 'helperPool',
		group: ['transform'],
		version: 1,
		description: 'For the benchmark only',
		defaults: { name: 'Helper Pool' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cloudCockpitApi', required: true }],
		properties: ['work', 'baseUrl', 'concurrency', 'customerId', 'customerUserId'].map(parameter),
	},

	async execute() {
		const work = this.getNodeParameter('work', 0) as WorkId;
		const baseUrl = this.getNodeParameter('baseUrl', 0) as string;
		const concurrency = Number(this.getNodeParameter('concurrency', 0));
		const output: INodeExecutionData[] = [];
		const type = 'cloudCockpitApi';
		const data = await this.getCredentials(type);
		const credentialsDecrypted = { id: '', name: '', type, data };
		const pace = createPace();

		const send = async (item: number): Promise<IDataObject> => {
			const customerId = this.getNodeParameter('customerId', item) as string;
			const customerUserId = this.getNodeParameter('customerUserId', item) as string;
			const options: IHttpRequestOptions = {
				method: work === 'write' ? 'PATCH' : 'GET',
				url: baseUrl + pathOf(work, customerId, customerUserId),
				headers: { Accept: 'application/json' },
				body: work === 'write' ? WRITE_BODY : undefined,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			};
			const call = this.helpers.httpRequestWithAuthentication;
			for (let waitMs = pace.waitMs(); waitMs > 0; waitMs = pace.waitMs()) await sleep(waitMs);
			pace.started(concurrency);
			const startedAt = performance.now();
			const answer = await call.call(this, type, options, { credentialsDecrypted });
			pace.answered(performance.now() - startedAt);
			const { statusCode, body } = answer;
			return statusCode === 200 ? body : { error: `Status ${statusCode}` };
		};

		await runPool(this.getInputData().length, concurrency, async (item) => {
			const json = await send(item).catch((error: Error) => ({ error: error.message }));
			output[item] = { json, pairedItem: { item } };
		});
		return [output];
	},
};
