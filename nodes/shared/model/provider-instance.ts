import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { readList } from '../api/paging';

/** A connection between the portal and a vendor. */
export type ProviderInstance = components['schemas']['ProviderInstance'];

/**
 * Reads the provider instances of the whole tenant. `tell` is told when some are missing.
 * @throws CallFailure when there is no list, or when it is not whole and there is nobody to tell.
 */
export async function readInstances(
	api: Api,
	tell: ((message: string) => void) | undefined = api.tell,
): Promise<ProviderInstance[]> {
	return await readList(
		async (page) => await api.read('/v1/Providers/Instances', { query: page }),
		Infinity,
		tell,
	);
}
