import type { Prepare } from '../../shared/items/job';
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

/** Resources by the names that workflows save, with the names that people read. */
export const RESOURCES: Readonly<Record<ResourceName, string>> = {
	customer: 'Customer',
	license: 'License',
	mca: 'Microsoft Customer Agreement',
	qualification: 'Microsoft Qualification',
	providerInstance: 'Provider Instance',
	user: 'User',
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
 * Starts a run of the operation that a workflow saved. One that this version does not have, as in a
 * workflow of a later version, is refused for every item like any other wrong parameter.
 */
export function prepareOperation(resource: unknown, value: unknown): Prepare {
	const operation = OPERATIONS.find(
		(known) => known.resource === resource && known.value === value,
	);
	return operation?.begin() ?? refuseOperation;
}

const refuseOperation: Prepare = (reader) => {
	reader.refuse('operation', 'is not one that this version of the node has');
	return { writes: false, run: async () => [] };
};
