import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { readList } from '../api/paging';
import { toText } from '../fields/parse';
import { providerCustomersOf } from '../model/customer';
import { chosenGuid, entry, explanation, pick } from './picker';

type ProviderInstance = components['schemas']['ProviderInstance'];

/** Names of providers are compared without regard to capitals. */
const MICROSOFT = 'microsoft';

/**
 * Lists the Microsoft instances of the chosen customer, or those of the whole tenant while no
 * customer is chosen or it is an expression.
 */
export async function searchProviderInstances(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	// Filters of a list have the customer one level deeper.
	const customerId = chosenGuid(this, 'customerId') ?? chosenGuid(this, 'filters.customerId');
	const wanted = toText(filter)?.toLowerCase() ?? '';
	return await pick(this, async (api) => {
		const instances = await readInstances(api);
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
			.filter(({ name }) => name.toLowerCase().includes(wanted));
		if (results.length > 0 || wanted !== '') return { results };
		return {
			results: [explanation('The API Access sees no Microsoft provider instance')],
		};
	});
}

async function readInstances(api: Api): Promise<ProviderInstance[]> {
	return await readList(
		async (page) => await api.read('/v1/Providers/Instances', { query: page }),
		Infinity,
		// A drop-down shows what there is.
		() => {},
	);
}

async function readOwnIds(api: Api, customerId: string): Promise<string[]> {
	const customer = await api.read('/v1/Customers/{customerId}', { path: { customerId } });
	return providerCustomersOf(customer)
		.filter(({ providerName }) => isMicrosoft(providerName))
		.flatMap(({ providerInstanceId }) => providerInstanceId ?? []);
}

/** An instance whose provider is not told may be Microsoft's. */
function isMicrosoft(providerName: string | null | undefined): boolean {
	return (providerName ?? MICROSOFT).toLowerCase() === MICROSOFT;
}
