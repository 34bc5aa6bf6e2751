import type { IDataObject } from 'n8n-workflow';

/** The call that is made for each item: a write and a read. */
export type WorkId = 'write' | 'read';

export const WORK_TITLES: Record<WorkId, string> = {
	write: 'PATCH …/users/{id}/licenses (`license.update`)',
	read: 'GET …/mca (`mca.get`)',
};

export const PROVIDER_INSTANCE_ID = '00000000-0000-4000-8000-000000000003';
export const SKU_ID = '00000000-0000-4000-8000-00000000000a';

/** The body of every write. */
export const WRITE_BODY = {
	providerInstanceId: PROVIDER_INSTANCE_ID,
	customerUserLicenses: [{ skuId: SKU_ID, isSelected: true }],
};

const guid = (group: number, index: number) =>
	`00000000-0000-4000-8${String(group).padStart(3, '0')}-${String(index).padStart(12, '0')}`;

/** Input items, each with a target of its own. */
export function createItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		customerId: guid(1, index),
		customerUserId: guid(2, index),
	}));
}

/**
 * How the items come: all in one execution, one execution each and all at once, or in one execution
 * while others with one item each come in between.
 */
export type ShapeId = 'run' | 'burst' | 'webhooks';

/** The path of an item's request. */
export function pathOf(work: WorkId, customerId: string, customerUserId: string): string {
	return work === 'write'
		? `/v1/Customers/${customerId}/users/${customerUserId}/licenses`
		: `/v1/Customers/${customerId}/provider-instances/${PROVIDER_INSTANCE_ID}/mca`;
}
