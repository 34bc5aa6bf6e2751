import type { Api } from '../api/api';
import type { components } from '../api/contract';
import { toList } from '../api/paging';

/** A SKU that a customer has, with its seats. */
export type License = components['schemas']['License'];

/** One SKU that a user gets (`isSelected`) or loses, in the API's own shape. */
export type LicenseChange = components['schemas']['LicenseChange'];

/** Where licenses are: SKUs and seats belong to a customer on a provider instance. */
export interface LicensePlace {
	customerId: string;
	providerInstanceId: string;
}

/**
 * Reads the SKUs and seats of a customer. `tell` is told when some are missing.
 * @throws CallFailure when there is no list, or when it is not whole and there is nobody to tell: an
 * update that must name every SKU would name too few.
 */
export async function readLicenses(
	api: Api,
	place: LicensePlace,
	tell?: (message: string) => void,
): Promise<License[]> {
	const { customerId, providerInstanceId } = place;
	const answer = await api.read('/v1/Customers/{customerId}/licenses', {
		path: { customerId },
		query: { providerInstanceId },
	});
	return toList(answer, tell);
}

/**
 * The SKU that a text means: by its ID, else by its exact name, in any capitals. Or what the customer
 * has instead, to go on after its name: not to have a SKU is not the same as having no seat left.
 */
export function findSku(
	licenses: readonly License[],
	text: string,
): { skuId: string } | { problem: string } {
	const wanted = skuKey(text.trim());
	const byId = licenses.find(({ skuId }) => skuKey(skuId) === wanted);
	if (byId?.skuId) return { skuId: byId.skuId };
	const byName = licenses.filter(({ name }) => skuKey(name?.trim()) === wanted);
	const [only, ...others] = byName;
	const quoted = JSON.stringify(text.slice(0, 60));
	if (!only?.skuId) {
		const all = licenses.map(({ name, skuId }) => name ?? skuId).join(', ');
		return { problem: `no license ${quoted}. It has: ${all || 'none'}` };
	}
	if (others.length === 0) return { skuId: only.skuId };
	const ids = byName.map(({ skuId }) => skuId).join(', ');
	return { problem: `${byName.length} licenses named ${quoted}: ${ids}. Use the ID` };
}

/** Returns what SKUs are compared by: their capitals do not matter. */
export function skuKey(skuId: string | null | undefined): string {
	return (skuId ?? '').toLowerCase();
}
