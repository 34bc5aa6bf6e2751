import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LoggedRequest } from '../../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, USERS } from '../../support/adventure-works';

/** What a request does at CloudCockpit: nothing, a look at Microsoft's state, or a write. */
export type Effect = 'read' | 'refresh' | 'update';

/** One operation of the node: this list is the only one, for faults, parameters and output schemas. */
export interface OperationCase {
	/** `resource.operation`, as in the design. */
	name: string;
	effect: Effect;
	/** The API's operation that the node's operation is about. */
	operationId: NonNullable<LoggedRequest['operationId']>;
	/** Parameters with which it succeeds at a fresh sandbox, also twice. */
	node: INodeParameters;
	/** From what its output schema is made. */
	sample: Sample;
}

/** A run whose output is as manifold as the sandbox's data. */
interface Sample {
	/** Component of the OpenAPI file whose properties the output keeps. */
	component?: string;
	/** Parameters beyond those that choose the operation. */
	node: INodeParameters;
	items: IDataObject[];
}

/** Every customer on every Microsoft instance that it is on. */
const PLACES = Object.values(CUSTOMERS).flatMap(({ id, placements }) =>
	placements
		.filter(({ instance }) => instance !== 'generic')
		.map(({ instance }) => ({ customer: id, instance: PROVIDER_INSTANCES[instance].id })),
);
const PLACE_OF_ITEM = {
	customerId: byId('={{ $json.customer }}'),
	providerInstanceId: byId('={{ $json.instance }}'),
};
const USER_OF_ITEM = { ...PLACE_OF_ITEM, customerUserId: byId('={{ $json.user }}') };
const USER_ITEMS = Object.values(USERS).map(({ id: user }) => ({
	customer: CUSTOMERS.adventureWorks.id,
	instance: PROVIDER_INSTANCES.microsoftEurope.id,
	user,
}));
const ALL = { returnAll: true };

const atPlaces = (component?: string, node: INodeParameters = {}): Sample => ({
	component,
	node: { ...PLACE_OF_ITEM, ...node },
	items: PLACES,
});
const listOf = (component: string): Sample => ({ component, node: ALL, items: [{}] });

const operation = (
	name: string,
	[effect, operationId]: readonly [Effect, OperationCase['operationId']],
	parameters: INodeParameters,
	sample: Sample,
): OperationCase => {
	const [resource = '', value = ''] = name.split('.');
	const chosen = { resource, operation: value };
	return {
		name,
		effect,
		operationId,
		node: { ...chosen, ...parameters },
		sample: { ...sample, node: { ...chosen, ...sample.node } },
	};
};

const AT_USER = { ...AT_CUSTOMER, customerUserId: byId(USERS.terryAdams.id) };

const CUSTOMER_ALONE = { customerId: AT_CUSTOMER.customerId };
const IDENTIFY: INodeParameters = {
	method: 'PATCH',
	path: `/v1/Customers/${CUSTOMERS.adventureWorks.id}/internal-identifier`,
	body: '{ "internalIdentifier": "CRM-2001" }',
};

/** All operations of the node. */
export const OPERATION_CASES: readonly OperationCase[] = [
	operation('mca.get', ['read', 'getMca'], AT_CUSTOMER, atPlaces('Mca')),
	operation('mca.getMany', ['read', 'getMcas'], {}, listOf('Mca')),
	operation('mca.refresh', ['refresh', 'refreshMca'], AT_CUSTOMER, atPlaces('Mca')),
	operation(
		'qualification.update',
		['update', 'updateMicrosoftQualification'],
		{ ...AT_CUSTOMER, qualification: 'Education' },
		atPlaces(undefined, { qualification: 'Education' }),
	),
	operation(
		'license.update',
		['update', 'updateUserLicenses'],
		{ ...AT_USER, assignSkuIds: [SKUS.businessPremium.skuId] },
		{
			node: {
				...USER_OF_ITEM,
				// By name, so that the names are looked up.
				assignSkuIds: [SKUS.exchangeOnline.name],
				removeSkuIds: [SKUS.microsoft365E3.skuId],
				options: { checkAvailability: true },
			},
			items: USER_ITEMS.slice(0, 3),
		},
	),
	operation(
		'license.getMany',
		['read', 'getCustomerLicenses'],
		AT_CUSTOMER,
		atPlaces('License', ALL),
	),
	operation(
		'customer.get',
		['read', 'getCustomer'],
		{ customerId: AT_CUSTOMER.customerId },
		{
			component: 'Customer',
			node: { customerId: byId('={{ $json.id }}') },
			items: Object.values(CUSTOMERS).map(({ id }) => ({ id })),
		},
	),
	operation('customer.getMany', ['read', 'getCustomers'], {}, listOf('Customer')),
	operation(
		'customer.setInternalIdentifier',
		['update', 'updateInternalIdentifier'],
		{ customerId: AT_CUSTOMER.customerId, internalIdentifier: 'CRM-2001' },
		{
			node: {
				customerId: byId('={{ $json.id }}'),
				internalIdentifier: '={{ $json.identifier }}',
				options: { allowNone: true },
			},
			items: Object.values(CUSTOMERS).map(({ id, internalIdentifier }) => ({
				id,
				identifier: internalIdentifier ?? '',
			})),
		},
	),
	operation('user.get', ['read', 'getCustomerUser'], AT_USER, {
		component: 'CustomerUser',
		node: USER_OF_ITEM,
		items: USER_ITEMS,
	}),
	operation(
		'user.getMany',
		['read', 'getCustomerUsers'],
		AT_CUSTOMER,
		atPlaces('CustomerUser', ALL),
	),
	operation(
		'user.update',
		['update', 'updateCustomerUser'],
		// Another name for each item, so that there is something to change.
		{ ...AT_USER, updateFields: { lastName: '={{ "Adams " + ($json.row ?? "") }}' } },
		{
			node: { ...USER_OF_ITEM, updateFields: { location: 'AT' } },
			items: USER_ITEMS,
		},
	),
	operation('subscription.getMany', ['read', 'getSubscriptions'], CUSTOMER_ALONE, {
		component: 'Subscription',
		node: { customerId: byId('={{ $json.customer }}'), ...ALL },
		items: PLACES,
	}),
	operation(
		'delegatedAdminRelationship.getMany',
		['read', 'getDelegatedAdminRelationships'],
		AT_CUSTOMER,
		atPlaces('DelegatedAdminRelationship', ALL),
	),
	operation('auditLog.getMany', ['read', 'getAuditLogs'], {}, listOf('AuditLogEntry')),
	operation(
		'api.call',
		['update', 'updateInternalIdentifier'],
		IDENTIFY,
		// What it returns is up to the path: of its own it only says that there was no body.
		{ node: IDENTIFY, items: [{}] },
	),
	operation('qualification.get', ['read', 'getCustomer'], AT_CUSTOMER, atPlaces()),
	operation(
		'providerInstance.getMany',
		['read', 'getProviderInstances'],
		{},
		listOf('ProviderInstance'),
	),
];

/** The operation of that name. */
export function operationCase(name: string): OperationCase {
	const found = OPERATION_CASES.find((entry) => entry.name === name);
	if (!found) throw new Error(`There is no operation ${name}`);
	return found;
}
