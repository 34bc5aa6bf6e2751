import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Api } from '../api/api';
import { toText } from '../fields/parse';
import { isMicrosoft, microsoftInstancesOf } from '../model/customer';
import { readInstances } from '../model/provider-instance';
import { chosenCustomer } from './above';
import { byName, entry, explanation, pick } from './picker';

/**
 * Lists the Microsoft instances of the chosen customer, or those of the whole tenant while no
 * customer is chosen or it is an expression.
 */
export async function searchProviderInstances(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = toText(filter)?.toLowerCase() ?? '';
	return await pick(this, async (api) => {
		// A list to choose from shows what it has, as the others do.
		const instances = await readInstances(api, () => undefined);
		const customerId = await chosenAbove(this, api);
		const own = customerId === undefined ? undefined : await readOwnIds(api, customerId);
		if (own?.length === 0) {
			return {
				results: [explanation('This customer is on no Microsoft provider instance')],
			};
		}
		const microsoft = own
			? own.map((id) => instances.find((instance) => instance.id === id) ?? { id })
			: instances.filter(({ provider }) => isMicrosoft(provider?.name));
		const results = microsoft
			.flatMap(({ id, alias }) => entry(id, alias))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort(byName);
		if (results.length > 0 || wanted !== '') return { results };
		return {
			results: [explanation('The API Access sees no Microsoft provider instance')],
		};
	});
}

/** Filters of a list have the customer one level deeper. */
async function chosenAbove(context: ILoadOptionsFunctions, api: Api): Promise<string | undefined> {
	for (const name of ['customerId', 'filters.customerId']) {
		const chosen = await chosenCustomer(context, api, name);
		if ('id' in chosen) return chosen.id;
	}
	return undefined;
}

async function readOwnIds(api: Api, customerId: string): Promise<string[]> {
	const customer = await api.read('/v1/Customers/{customerId}', { path: { customerId } });
	return microsoftInstancesOf(customer);
}
