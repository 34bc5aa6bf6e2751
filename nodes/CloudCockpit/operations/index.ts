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
 * Finds an operation by the names that workflows save. There may be none, as in a workflow of a
 * later version.
 */
export function findOperation(resource: unknown, value: unknown): Operation | undefined {
	return OPERATIONS.find(
		(operation) => operation.resource === resource && operation.value === value,
	);
}
