/**
 * Made-up records for long lists. Record `index` (from 0) is always the same, so that a test can
 * name the id and the text of any of them.
 */
import type { CustomerSeed, McaStatusName, ProviderInstanceSeed, UserSeed } from './constants';
import type { SubscriptionSeed } from './subscriptions';

const STATUSES: readonly McaStatusName[] = [
	'agreementcreated',
	'linkgenerated',
	'required',
	'customeraccepted',
	'linkexpired',
];

const id = (prefix: string, index: number): string =>
	`${prefix}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
const numbered = (index: number): string => String(index + 1).padStart(4, '0');

export const generatedCustomerId = (index: number): string => id('c0000000', index);
/** The user `index` of a customer's generated users; the same ids at every customer. */
export const generatedUserId = (index: number): string => id('a0000000', index);
export const generatedSkuId = (index: number): string => id('50000000', index);

export const generatedSubscriptionId = (index: number): string => id('5b000000', index);

export const generatedUser = (index: number): UserSeed => ({
	id: generatedUserId(index),
	name: `User ${numbered(index)}`,
	location: 'DE',
	licenses: [],
});

export const generatedSku = (index: number): { skuId: string; name: string } => ({
	skuId: generatedSkuId(index),
	name: `Add-on ${numbered(index)}`,
});

/** One more subscription of E3; they end day after day from tomorrow on. */
export const generatedSubscription = (index: number): SubscriptionSeed => ({
	id: generatedSubscriptionId(index),
	offer: 'microsoft365E3',
	quantity: 1,
	endsInDays: index + 1,
});

/** One more Microsoft instance of the portal; no customer is on it. */
export const generatedProviderInstance = (index: number): ProviderInstanceSeed => ({
	id: id('10000000', index),
	alias: `Microsoft ${numbered(index)}`,
	provider: 'Microsoft',
	instanceProviderId: id('20000000', index),
});

/**
 * A customer with one agreement, one user who can be given licenses, and plenty of seats of
 * Microsoft 365 E3. The agreement statuses take turns.
 */
export const generatedCustomer = (index: number): CustomerSeed => ({
	id: generatedCustomerId(index),
	companyName: `Customer ${numbered(index)}`,
	domain: `customer-${numbered(index)}.example.com`,
	country: 'DE',
	city: 'Bremen',
	contact: { name: `Contact ${numbered(index)}`, phone: '+49 421 5550199' },
	internalIdentifier: `GEN-${numbered(index)}`,
	placements: [
		{
			instance: 'microsoftEurope',
			providerCustomerId: id('70000000', index),
			agreement: { status: STATUSES[index % STATUSES.length] ?? 'required', microsoftKnows: [] },
			seats: { microsoft365E3: { total: 100, usedByOthers: 0 } },
			users: { only: generatedUser(0) },
		},
	],
});
