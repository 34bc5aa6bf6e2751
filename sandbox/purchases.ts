/** Subscriptions and delegated admin relationships as the state holds them, built from the seed. */
import { CUSTOMERS, OFFERS, PROVIDER_INSTANCES, RELATIONSHIPS, SKUS, SUBSCRIPTIONS } from './seed';
import type { RelationshipSeed } from './seed/relationships';
import type { OfferSeed, SubscriptionSeed } from './seed/subscriptions';

export interface SubscriptionRecord {
	id: string;
	name: string;
	offer: { id: string; name: string; type: string; skuId?: string };
	providerInstanceId: string;
	status: string;
	quantity: number;
	startDate: string;
	endDate: string | null;
	billingFrequency: string;
	termDuration: string;
	isTrial: boolean;
	autoRenewal: boolean;
}

export interface RelationshipRecord {
	id: string;
	displayName: string;
	status: string;
	/** As Microsoft writes lengths of time. */
	duration: string;
	autoExtendDuration: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_OF_TERM = { NoTerm: 100, OneMonth: 30, OneYear: 365 };

/** A customer's subscriptions in a fresh sandbox. */
export const subscriptionsOf = (customerId: string): SubscriptionRecord[] =>
	seedsOf<SubscriptionSeed>(SUBSCRIPTIONS, customerId).map(subscriptionRecord);

/** A customer's relationships on one provider instance in a fresh sandbox. */
export const relationshipsOf = (
	customerId: string,
	providerInstanceId: string,
): RelationshipRecord[] =>
	seedsOf<RelationshipSeed>(RELATIONSHIPS, customerId)
		.filter(({ instance }) => instanceId(instance) === providerInstanceId)
		.map(({ id, displayName, status }) => ({
			id,
			displayName,
			status,
			duration: 'P730D',
			autoExtendDuration: 'P180D',
		}));

export function subscriptionRecord(seed: SubscriptionSeed): SubscriptionRecord {
	const { sku, ...offer }: OfferSeed = OFFERS[seed.offer];
	const termDuration = termOf(seed);
	// Without an end there is no term to count back; then it began a while ago.
	const startsInDays = (seed.endsInDays ?? 0) - DAYS_OF_TERM[termDuration];
	return {
		id: seed.id,
		name: offer.name,
		offer: { ...offer, skuId: sku && SKUS[sku].skuId },
		providerInstanceId: instanceId(seed.instance),
		status: seed.status ?? 'Active',
		quantity: seed.quantity,
		startDate: inDays(startsInDays),
		endDate: seed.endsInDays === null ? null : inDays(seed.endsInDays),
		billingFrequency: seed.isTrial ? 'None' : 'Monthly',
		termDuration,
		isTrial: seed.isTrial ?? false,
		autoRenewal: seed.autoRenewal ?? false,
	};
}

function termOf({ endsInDays, isTrial }: SubscriptionSeed): keyof typeof DAYS_OF_TERM {
	if (endsInDays === null) return 'NoTerm';
	return isTrial ? 'OneMonth' : 'OneYear';
}

function seedsOf<Seed>(
	byCustomer: { readonly [Name in keyof typeof CUSTOMERS]?: Readonly<Record<string, Seed>> },
	customerId: string,
): Seed[] {
	const names = Object.keys(CUSTOMERS) as Array<keyof typeof CUSTOMERS>;
	const name = names.find((candidate) => CUSTOMERS[candidate].id === customerId);
	return Object.values((name && byCustomer[name]) ?? {});
}

const instanceId = (name: keyof typeof PROVIDER_INSTANCES = 'microsoftEurope'): string =>
	PROVIDER_INSTANCES[name].id;

/** Midnight (UTC) so many days from today. */
const inDays = (days: number): string =>
	new Date((Math.floor(Date.now() / DAY_MS) + days) * DAY_MS).toISOString();
