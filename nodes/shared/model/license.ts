import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { toPage } from '../api/paging';

/** A SKU that a customer has, with its seats. */
export type License = components['schemas']['License'];

/** One SKU that a user gets (`isSelected`) or loses, in the API's own shape. */
export type LicenseChange = components['schemas']['LicenseChange'];

/** Where licenses are: SKUs and seats belong to a customer on a provider instance. */
export interface LicensePlace {
	customerId: string;
	providerInstanceId: string;
}

/** Reads the SKUs and seats of a customer, in one array whichever list shape the API used. */
export async function readLicenses(api: Api, place: LicensePlace): Promise<License[]> {
	const { customerId, providerInstanceId } = place;
	const answer = await api.read('/v1/Customers/{customerId}/licenses', {
		path: { customerId },
		query: { providerInstanceId },
	});
	return toPage(answer).items;
}

/** SKUs are the same in any capitals. */
export function skuKey(skuId: string | undefined): string {
	return (skuId ?? '').toLowerCase();
}
