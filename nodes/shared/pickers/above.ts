import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Api } from '../api/api';
import { CUSTOMER_MODES, findCustomer, findOnlyInstance } from '../fields/find';
import { createLookUps } from '../fields/look-up';
import { type Located, toGuid, toText, unwrapLocator } from '../fields/parse';
import type { LicensePlace } from '../model/license';
import type { CustomerMode } from '../model/search';

/** What is chosen in the fields above a list: an id, or what must be done before there is one. */
type Chosen = { id: string } | { missing: string };

/**
 * The customer chosen above, in whichever mode. `api` is only asked where it is named by something
 * else than its ID.
 */
export async function chosenCustomer(
	context: ILoadOptionsFunctions,
	api: Api,
	name = 'customerId',
): Promise<Chosen> {
	const located = unwrapLocator(context.getCurrentNodeParameter(name));
	const missing = whatIsMissing(located, 'Customer');
	const { mode } = located;
	if (typeof mode !== 'string' || !(mode in CUSTOMER_MODES)) {
		const id = toGuid(located.value);
		return id === undefined ? { missing } : { id };
	}
	const text = toText(located.value) ?? '';
	if (text === '' || isExpression(text)) return { missing };
	const { id = '' } = await findCustomer(api, createLookUps(), mode as CustomerMode, text);
	return { id };
}

/** The customer and provider instance chosen above, in whichever modes. */
export async function chosenPlace(
	context: ILoadOptionsFunctions,
	api: Api,
): Promise<LicensePlace | { missing: string }> {
	const customer = await chosenCustomer(context, api);
	if ('missing' in customer) return customer;
	const customerId = customer.id;
	const located = unwrapLocator(context.getCurrentNodeParameter('providerInstanceId'));
	if (located.mode === 'only') {
		const { id } = await findOnlyInstance(api, createLookUps(), customerId);
		return { customerId, providerInstanceId: id };
	}
	const providerInstanceId = toGuid(located.value);
	if (providerInstanceId !== undefined) return { customerId, providerInstanceId };
	return { missing: whatIsMissing(located, 'Provider Instance') };
}

function whatIsMissing({ value }: Located, label: string): string {
	return isExpression(toText(value))
		? `${label} is an expression: use one here too`
		: `Choose ${label} first`;
}

/** The value of an expression is only known when the workflow runs. */
function isExpression(text: string | undefined): boolean {
	return text?.startsWith('=') ?? false;
}
