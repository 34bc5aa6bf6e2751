import type { INodeParameters } from 'n8n-workflow';

import type { LoggedRequest } from '../../../sandbox';
import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, USERS } from '../../support/adventure-works';

/** What a request does at CloudCockpit: nothing, a look at Microsoft's state, or a write. */
export type Effect = 'read' | 'refresh' | 'update';

export interface OperationCase {
	/** `resource.operation`, as in the design. */
	name: string;
	effect: Effect;
	/** The API's operation that the node's operation is about. */
	operationId: NonNullable<LoggedRequest['operationId']>;
	/** Parameters with which it succeeds at a fresh sandbox, also twice. */
	node: INodeParameters;
}

const operation = (
	name: string,
	effect: Effect,
	operationId: OperationCase['operationId'],
	parameters: INodeParameters = {},
): OperationCase => {
	const [resource = '', value = ''] = name.split('.');
	return { name, effect, operationId, node: { resource, operation: value, ...parameters } };
};

const AT_USER = { ...AT_CUSTOMER, customerUserId: byId(USERS.terryAdams.id) };

/** All operations of the node. */
export const OPERATION_CASES: readonly OperationCase[] = [
	operation('mca.get', 'read', 'getMca', AT_CUSTOMER),
	operation('mca.getMany', 'read', 'getMcas'),
	operation('mca.refresh', 'refresh', 'refreshMca', AT_CUSTOMER),
	operation('qualification.update', 'update', 'updateMicrosoftQualification', {
		...AT_CUSTOMER,
		qualification: 'Education',
	}),
	operation('license.update', 'update', 'updateUserLicenses', {
		...AT_USER,
		assignSkuIds: [SKUS.businessPremium.skuId],
	}),
	operation('license.getMany', 'read', 'getCustomerLicenses', AT_CUSTOMER),
	operation('customer.get', 'read', 'getCustomer', AT_CUSTOMER),
	operation('customer.getMany', 'read', 'getCustomers'),
	operation('user.get', 'read', 'getCustomerUser', AT_USER),
	operation('user.getMany', 'read', 'getCustomerUsers', AT_CUSTOMER),
	operation('providerInstance.getMany', 'read', 'getProviderInstances'),
];

/** The operation of that name. */
export function operationCase(name: string): OperationCase {
	const found = OPERATION_CASES.find((entry) => entry.name === name);
	if (!found) throw new Error(`There is no operation ${name}`);
	return found;
}
