import { answerAbout } from '../api/answer-about';
import type { Api } from '../api/api';
import { type Customer, domainsOf, microsoftInstancesOf } from '../model/customer';
import { readInstances } from '../model/provider-instance';
import { type CustomerMode, searchCustomer, searchUser } from '../model/search';
import { show } from './show';
import { type LookUps, notFound } from './look-up';

/** What a customer can be named by, in words. */
export const CUSTOMER_MODES: Readonly<Record<CustomerMode, string>> = {
	domain: 'the domain',
	internalIdentifier: 'the internal identifier',
	microsoftTenantId: 'the Microsoft tenant ID',
};

/**
 * Returns the one customer that has exactly this text, in any capitals; looked up once a run.
 * @throws CallFailure when there is none, or more than one.
 */
export async function findCustomer(
	api: Api,
	lookUps: LookUps,
	mode: CustomerMode,
	text: string,
): Promise<Customer> {
	const wanted = text.toLowerCase();
	const found = await lookUps.once(
		`customer ${mode} ${wanted}`,
		async () => await searchCustomer(api, mode, text),
	);
	const [only, ...others] = found;
	const what = `${CUSTOMER_MODES[mode]} ${show(text)}`;
	if (!only?.id) throw notFound('customerId', `No customer has ${what}`);
	if (others.length === 0) return only;
	const names = found.map((customer) => describeCustomer(customer, mode)).join(', ');
	throw notFound('customerId', `${found.length} customers have ${what}: ${names}`);
}

/** A customer by its name and by what tells it from others of the same domain or identifier. */
function describeCustomer(customer: Customer, mode: CustomerMode): string {
	const { id, companyName, internalIdentifier } = customer;
	const other = mode === 'domain' ? internalIdentifier : domainsOf(customer)[0];
	return `${companyName ?? 'without a name'} (${other ?? id})`;
}

/**
 * Returns the customer with an ID; read once a run. A run goes on without one that `isOptional`.
 * @throws CallFailure when it cannot be read, or the answer is about another customer.
 */
export async function lookUpCustomer(
	api: Api,
	lookUps: LookUps,
	customerId: string,
	how?: { isOptional: boolean },
): Promise<Customer> {
	return await lookUps.once(`customer ${customerId}`, async () => {
		const answer = await api.read('/v1/Customers/{customerId}', { path: { customerId } }, how);
		return answerAbout(answer, { id: customerId });
	});
}

/**
 * Returns the Microsoft instance of a customer that is on one alone, and the customer's name; looked
 * up once a run.
 * @throws CallFailure when the customer is on none, or on several.
 */
export async function findOnlyInstance(
	api: Api,
	lookUps: LookUps,
	customerId: string,
): Promise<{ id: string; companyName?: string | null }> {
	const customer = await lookUpCustomer(api, lookUps, customerId);
	const ids = microsoftInstancesOf(customer);
	const [only, ...others] = ids;
	const who = customer.companyName ?? customerId;
	if (only === undefined) {
		throw notFound('providerInstanceId', `${who} is on no Microsoft provider instance`);
	}
	if (others.length === 0) return { id: only, companyName: customer.companyName };
	const instances = await lookUps.once('provider instances', async () => await readInstances(api));
	const names = ids.map((id) => instances.find((instance) => instance.id === id)?.alias ?? id);
	throw notFound(
		'providerInstanceId',
		`${who} is on ${ids.length} Microsoft provider instances: ${names.join(', ')}. Choose one of them`,
	);
}

/**
 * Returns the one user with this user principal name or e-mail address; looked up once a run.
 * @throws CallFailure when there is none, or more than one.
 */
export async function findUser(
	api: Api,
	lookUps: LookUps,
	place: { customerId: string; providerInstanceId: string; customerName?: string },
	upn: string,
): Promise<{ id?: string; displayName?: string | null }> {
	const key = `user ${place.customerId} ${place.providerInstanceId} ${upn.toLowerCase()}`;
	const found = await lookUps.once(key, async () => await searchUser(api, place, upn));
	const [only, ...others] = found;
	const who = place.customerName ?? 'The customer';
	if (!only?.id) throw notFound('customerUserId', `${who} has no user ${show(upn)}`);
	if (others.length === 0) return only;
	const names = found.map(({ displayName, id }) => `${displayName ?? ''} (${id})`.trim());
	throw notFound(
		'customerUserId',
		`${found.length} users of ${place.customerName ?? 'the customer'} have the address ${show(upn)}: ${names.join(', ')}`,
	);
}
