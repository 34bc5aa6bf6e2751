import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	type NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { readLicenses } from '../operations/license/seats';
import { CUSTOMER_AND_INSTANCE, withGdapAdvice } from './microsoft';
import { chosenGuid, explanation, missingAbove, withApi } from './session';

/**
 * Lists the chosen customer's licenses with their seats: `Microsoft 365 E3, 12 of 50 free`.
 * @throws NodeOperationError: of a NodeApiError n8n's editor shows no message in a list of options.
 */
export async function getLicenses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const missing = missingAbove(this, CUSTOMER_AND_INSTANCE);
	if (missing) return [explanation(missing)];
	const customerId = chosenGuid(this, 'customerId') ?? '';
	const providerInstanceId = chosenGuid(this, 'providerInstanceId') ?? '';
	const listed = withApi(this, async (api) => {
		const licenses = await withGdapAdvice(readLicenses(api, customerId, providerInstanceId));
		if (licenses.length === 0) {
			return [explanation('No licenses on this provider instance')];
		}
		return licenses
			.map(({ skuId = '', name, availableLicenses, totalLicenses }) => ({
				name: `${name ?? skuId}, ${availableLicenses ?? 0} of ${totalLicenses ?? 0} free`,
				value: skuId,
			}))
			.sort((a, b) => a.name.localeCompare(b.name));
	});
	return await listed.catch(({ message, description }: NodeApiError) => {
		throw new NodeOperationError(this.getNode(), message, {
			description: description ?? undefined,
		});
	});
}
