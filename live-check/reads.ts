/** Calls every read of the OpenAPI file, each with the ids that those before it gave. */
import type { Send } from './client';
import { READS } from './contract';
import type { Ids, Operation } from './contract';
import { isObject, isSame, itemsOf, textOf } from './describe';
import type { JsonObject } from './describe';
import { READ } from './journal';
import type { Journal } from './journal';
import { Stopped } from './stopped';

/** Enough to meet what one customer does not have. */
const MAX_CUSTOMERS = 3;

export interface Check {
	send: Send;
	journal: Journal;
}

/** A customer on a Microsoft provider instance, and one of its users. */
export type Place = Ids & Required<Pick<Ids, 'customerId' | 'providerInstanceId'>>;

/** Reads everything once; gives the customers that were looked at, the first first. */
export async function readAll({ send, journal }: Check): Promise<Place[]> {
	for (const operation of READS.filter(({ ids }) => ids.length === 0)) {
		await send({ operation, why: READ });
	}
	if (READS.every(({ id }) => journal.answersOf(id).length === 0)) {
		throw new Stopped('no list can be read: check the tenant, and the role of the API Access');
	}
	const places = placesOf(journal.answersOf('getCustomers').flatMap(({ body }) => itemsOf(body)));
	const ofCustomers = READS.filter(({ ids }) => ids.length > 0);
	for (const place of places.slice(0, MAX_CUSTOMERS)) {
		for (const operation of ofCustomers) {
			if (!isReadable(operation, place)) continue;
			const { body } = await send({ operation, why: READ, ids: place });
			if (operation.id === 'getCustomerUsers') {
				place.customerUserId = textOf(itemsOf(body)[0], 'id') || undefined;
			}
		}
	}
	for (const operation of ofCustomers) {
		if (places.some((place) => isReadable(operation, place))) continue;
		const lack = places.length === 0 ? 'customer on a Microsoft provider instance' : 'user';
		journal.skipped.set(operation.id, `no ${lack} was listed`);
	}
	return places.slice(0, MAX_CUSTOMERS);
}

export const isReadable = ({ ids }: Operation, place: Ids): boolean =>
	ids.every((id) => place[id] !== undefined);

/** The first Microsoft instance of each customer that has one. */
function placesOf(customers: readonly JsonObject[]): Place[] {
	return customers.flatMap((customer) => {
		const providerInstanceId = textOf(microsoftInstancesOf(customer)[0], 'providerInstanceId');
		const customerId = textOf(customer, 'id');
		return customerId && providerInstanceId ? [{ customerId, providerInstanceId }] : [];
	});
}

/** What a customer has on Microsoft instances; both forms of `providerCustomers` are read. */
export const microsoftInstancesOf = (customer: JsonObject): JsonObject[] =>
	providerCustomersOf(customer).filter((one) => isSame(textOf(one, 'providerName'), 'Microsoft'));

export function providerCustomersOf({ providerCustomers }: JsonObject): JsonObject[] {
	const list = isObject(providerCustomers) ? Object.values(providerCustomers) : providerCustomers;
	return Array.isArray(list) ? list.filter(isObject) : [];
}
