import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readLicenses } from '../model/license';
import { toOperationError } from '../node-error';
import { chosenPlace } from './above';
import { byName, entry, explanation, pick, withGdapAdvice } from './picker';

/**
 * An entry that says why there is no license. It stays what it says when it is taken, so that it can be
 * seen and is refused on a run: of an empty value n8n shows nothing.
 */
function noLicense(reason: string): INodePropertyOptions {
	const { name } = explanation(reason);
	return { name, value: name };
}

/**
 * Lists the chosen customer's licenses with their seats: `Microsoft 365 E3, 12 of 50 free`.
 * @throws NodeOperationError: of any other class n8n's editor shows no message in a list of options.
 */
export async function getLicenses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await pick(
		this,
		async (api) => {
			const place = await chosenPlace(this, api);
			if ('missing' in place) return [noLicense(place.missing)];
			// Who chooses sees what there is.
			const licenses = await withGdapAdvice(readLicenses(api, place, () => {}));
			if (licenses.length === 0) {
				return [noLicense('No licenses on this provider instance')];
			}
			return licenses
				.flatMap(({ skuId, name, availableLicenses, totalLicenses }) =>
					entry(skuId, name).map((shown) => ({
						...shown,
						name: `${shown.name}, ${availableLicenses ?? 0} of ${totalLicenses ?? 0} free`,
					})),
				)
				.sort(byName);
		},
		(node, _, shown) => toOperationError(node, shown),
	);
}
