import { options } from '../../shared/fields/options';
import type { Runnable } from '../../shared/items/task';
import { getCustomer } from './customer/get';
import { getManyCustomers } from './customer/getMany';
import { getManyLicenses } from './license/getMany';
import { updateLicenses } from './license/update';
import { getMca } from './mca/get';
import { getManyMcas } from './mca/getMany';
import { refreshMca } from './mca/refresh';
import type { Operation, ResourceName } from './operation';
import { getManyProviderInstances } from './providerInstance/getMany';
import { updateQualification } from './qualification/update';
import { getUser } from './user/get';
import { getManyUsers } from './user/getMany';

interface Resource {
	/** As people read it. */
	name: string;
	/** The same where there is little room, such as below a node on the canvas. */
	shortName?: string;
	/**
	 * What a workflow does that names no operation: n8n leaves out of a saved workflow what is the
	 * default. So it never changes.
	 */
	defaultOperation: string;
}

/** Resources by the names that workflows save. */
export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
	customer: { name: 'Customer', defaultOperation: 'get' },
	license: { name: 'License', defaultOperation: 'getMany' },
	mca: { name: 'Microsoft Customer Agreement', shortName: 'Agreement', defaultOperation: 'get' },
	qualification: {
		name: 'Microsoft Qualification',
		shortName: 'Qualification',
		defaultOperation: 'update',
	},
	providerInstance: { name: 'Provider Instance', defaultOperation: 'getMany' },
	user: { name: 'User', defaultOperation: 'get' },
};

/** Everything that the node can do. Its description and its dispatch come from this list. */
export const OPERATIONS: readonly Operation[] = [
	getCustomer,
	getManyCustomers,
	getManyLicenses,
	updateLicenses,
	getMca,
	getManyMcas,
	refreshMca,
	getManyProviderInstances,
	updateQualification,
	getUser,
	getManyUsers,
];

/**
 * The operation that a workflow saved. One that this version does not have, as in a workflow of a
 * later version, is refused for every item like any other wrong parameter.
 */
export function findOperation(resource: unknown, value: unknown): Runnable {
	const operation = OPERATIONS.find(
		(known) => known.resource === resource && known.value === value,
	);
	return operation ?? UNKNOWN_OPERATION;
}

const UNKNOWN_OPERATION: Runnable = {
	fields: {
		operation: {
			forms: [],
			read: (slot) => slot.refuse('is not one that this version of the node has'),
		},
		options: options({}),
	},
	changes: () => false,
	plan: () => [],
};
