import type { components, operations } from '../../nodes/shared/api/contract';
import type { OperationId } from '../../openapi/document';
import { badProperty, errorAnswer } from '../answers';
import type { Answer } from '../answers';
import type { AuditEntry } from '../log';
import { PROVIDER_INSTANCES } from '../seed';
import type { Settings } from '../settings';
import type { CustomerRecord, PlacementRecord, SandboxState } from '../state';

export type Schemas = components['schemas'];
/** The operations of CloudCockpit itself, without the token endpoint. */
export type ApiOperationId = Exclude<OperationId, 'getToken'>;

type Parameters<Id extends ApiOperationId> = operations[Id]['parameters'];
type JsonBody<Id extends ApiOperationId> = operations[Id] extends {
	requestBody: { content: { 'application/json': infer Body } };
}
	? Body
	: undefined;

/** A request that has passed the contract: typed, numbers and booleans converted. */
export interface Call<Id extends ApiOperationId> {
	state: SandboxState;
	/** Oldest entries first. */
	audit: readonly AuditEntry[];
	settings: Settings;
	path: NonNullable<Parameters<Id>['path']>;
	query: NonNullable<Parameters<Id>['query']>;
	body: JsonBody<Id>;
}

export type Handlers = { [Id in ApiOperationId]: (call: Call<Id>) => Answer };

/** A refusal on the way to what an operation works on; the pipeline answers with it. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`refused with ${answer.status}`);
	}
}

/** How an operation says that something is not there: with the contract's error body or without. */
export type NotFound = (what: string) => Answer;
export const notFoundWithError: NotFound = (what) => errorAnswer(404, `${what} was not found.`);
export const notFoundWithoutBody: NotFound = () => ({ status: 404 });

/** Finds a customer. Throws a `Refusal` when there is none. */
export function findCustomer(
	state: SandboxState,
	customerId: string,
	notFound: NotFound,
): CustomerRecord {
	const customer = state.customers.get(customerId.toLowerCase());
	if (!customer) throw new Refusal(notFound(`Customer ${customerId}`));
	return customer;
}

/**
 * Finds a customer's data on a Microsoft provider instance. Throws a `Refusal`: 404 when the
 * customer or the instance is unknown or they are not connected, 400 when it is not Microsoft's.
 */
export function findPlacement(
	state: SandboxState,
	{ customerId, providerInstanceId }: { customerId: string; providerInstanceId: string },
	notFound: NotFound,
): { customer: CustomerRecord; placement: PlacementRecord } {
	const customer = findCustomer(state, customerId, notFound);
	const id = providerInstanceId.toLowerCase();
	const instance = Object.values(PROVIDER_INSTANCES).find((candidate) => candidate.id === id);
	if (!instance) throw new Refusal(notFound(`Provider instance ${providerInstanceId}`));
	if (instance.provider !== 'Microsoft') {
		const text = `${instance.alias} is not a Microsoft provider instance.`;
		throw new Refusal(badProperty('providerInstanceId', text));
	}
	const placement = customer.placements.get(id);
	if (!placement) {
		throw new Refusal(notFound(`${customer.profile.companyName} on ${instance.alias}`));
	}
	return { customer, placement };
}
