import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { generatedCustomerId } from '../../../sandbox/seed';
import {
	byId,
	INSTANCE,
	type CredentialReference,
	type Execution,
	type NodeOptions,
	type NodeRun,
	type Scene,
} from '../support';

/** Sets the qualification of the customer that an item names. */
export const UPDATE: INodeParameters = {
	authentication: 'oAuth2',
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
};

/** Items for customers of their own: so many, from that one on. */
export const itemsFrom = (first: number, count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: generatedCustomerId(first + index) }));

/** Many executions that use one stored credential, as those of one workflow do. */
export interface Executions {
	start(items: IDataObject[], more?: Partial<NodeOptions>): Promise<Execution<NodeRun>>;
	/** Starts one execution for each list of items, all at once, and waits for all. */
	runAll(lists: IDataObject[][], more?: Partial<NodeOptions>): Promise<NodeRun[]>;
}

/** Stores the credential anew: its token has still to be fetched. */
export async function createExecutions(scene: Scene): Promise<Executions> {
	const credentials: Record<string, CredentialReference> = {};
	for (const [type, data] of Object.entries(scene.credentials())) {
		credentials[type] = await scene.engine.saveCredential(type, data);
	}
	const start: Executions['start'] = async (items, more = {}) =>
		await scene.engine.start({ node: UPDATE, items, credentials, ...more });
	return {
		start,
		runAll: async (lists, more) =>
			await Promise.all(lists.map(async (items) => await (await start(items, more)).finished)),
	};
}

/** The customers that were written to, once for each time. */
export const appliedTo = (scene: Scene): string[] =>
	scene.sandbox.audit
		.filter(({ succeeded }) => succeeded)
		.map(({ customerId }) => customerId)
		.sort();

/** How many requests were refused with that status. */
export const refusedWith = (scene: Scene, wanted: number): number =>
	scene.requests().filter(({ status }) => status === wanted).length;
