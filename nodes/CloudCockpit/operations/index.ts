import { show } from '../../shared/fields/show';
import { options } from '../../shared/fields/options';
import type { Runnable } from '../../shared/items/task';
import { callApi } from './api/call';
import { getManyAuditLogs } from './auditLog/getMany';
import { getCustomer } from './customer/get';
import { getManyCustomers } from './customer/getMany';
import { setInternalIdentifier } from './customer/setInternalIdentifier';
import { getManyDelegatedAdminRelationships } from './delegatedAdminRelationship/getMany';
import { getManyLicenses } from './license/getMany';
import { updateLicenses } from './license/update';
import { getMca } from './mca/get';
import { getManyMcas } from './mca/getMany';
import { refreshMca } from './mca/refresh';
import type { Operation, ResourceName } from './operation';
import { getManyProviderInstances } from './providerInstance/getMany';
import { getQualification } from './qualification/get';
import { updateQualification } from './qualification/update';
import { getManySubscriptions } from './subscription/getMany';
import { getUser } from './user/get';
import { getManyUsers } from './user/getMany';
import { updateUser } from './user/update';

interface Resource {
	/** As people read it. */
	name: string;
	/** The same where there is little room, such as below a node on the canvas. */
	shortName?: string;
	/**
	 * What a saved workflow does that names no operation, because n8n does not save what equals the
	 * default. Never changes.
	 */
	defaultOperation: string;
}

/** Resources by the names that workflows save. */
export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
	// n8n has a "Custom API Call" of its own in every list, so this one has another name.
	api: { name: 'API Request', defaultOperation: 'call' },
	auditLog: { name: 'Audit Log', defaultOperation: 'getMany' },
	customer: { name: 'Customer', defaultOperation: 'get' },
	delegatedAdminRelationship: {
		name: 'Delegated Admin Relationship',
		defaultOperation: 'getMany',
	},
	license: { name: 'License', defaultOperation: 'getMany' },
	mca: { name: 'Microsoft Customer Agreement', shortName: 'Agreement', defaultOperation: 'get' },
	qualification: {
		name: 'Microsoft Qualification',
		shortName: 'Qualification',
		defaultOperation: 'update',
	},
	providerInstance: { name: 'Provider Instance', defaultOperation: 'getMany' },
	subscription: { name: 'Subscription', defaultOperation: 'getMany' },
	user: { name: 'User', defaultOperation: 'get' },
};

/** Everything that the node can do. Its description and its dispatch come from this list. */
export const OPERATIONS: readonly Operation[] = [
	callApi,
	getManyAuditLogs,
	getCustomer,
	getManyCustomers,
	setInternalIdentifier,
	getManyDelegatedAdminRelationships,
	getManyLicenses,
	updateLicenses,
	getMca,
	getManyMcas,
	refreshMca,
	getManyProviderInstances,
	getQualification,
	updateQualification,
	getManySubscriptions,
	getUser,
	getManyUsers,
	updateUser,
];

/**
 * Returns the operation that a workflow saved. One that this version does not have, as in a workflow
 * from a later version, is refused for every item like any other wrong parameter.
 */
export function findOperation(resource: unknown, value: unknown): Runnable {
	const operation = OPERATIONS.find(
		(known) => known.resource === resource && known.value === value,
	);
	if (operation) return operation;
	const isKnown = OPERATIONS.some((known) => known.resource === resource);
	return isKnown ? unknown('operation', value) : unknown('resource', resource);
}

/** An operation that refuses each item, as n8n has a resource or an operation that is not here. */
function unknown(name: 'resource' | 'operation', value: unknown): Runnable {
	const reason = `must be one that this version of the node has, but is ${show(value)}`;
	return {
		fields: {
			[name]: { forms: [], read: (slot) => slot.refuse(reason) },
			options: options({}),
		},
		impact: () => 'none',
		plan: () => [],
	};
}
