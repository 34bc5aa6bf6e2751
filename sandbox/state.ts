/**
 * What the sandbox remembers, in memory: customers, their agreements, licenses and users. Built from
 * the seed; changed by the operations; tests may read and change it directly.
 */
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from './seed';
import type {
	CustomerSeed,
	McaStatusName,
	PlacementSeed,
	ProviderInstanceSeed,
	SkuName,
	UserSeed,
} from './seed';
import {
	generatedCustomer,
	generatedProviderInstance,
	generatedSku,
	generatedSubscription,
	generatedUser,
} from './seed/generated';
import { relationshipsOf, subscriptionRecord, subscriptionsOf } from './purchases';
import type { RelationshipRecord, SubscriptionRecord } from './purchases';
import type { components } from '../nodes/shared/api/contract';

/** A customer's own data, without what it has on provider instances. */
export type CustomerProfile = Omit<components['schemas']['Customer'], 'providerCustomers'> & {
	id: string;
};

export interface AgreementRecord {
	status: string;
	/** What the next refreshes find at Microsoft, in order. */
	microsoftKnows: string[];
	attestationId: string | null;
	lastUpdate: string;
	dateAgreed: string | null;
}

export interface SkuRecord {
	skuId: string;
	name: string;
	total: number;
	suspended: number;
	consumed: number;
}

export interface UserRecord {
	id: string;
	displayName: string;
	firstName: string;
	lastName: string;
	email: string;
	domain: string;
	location: string | null;
	skuIds: Set<string>;
}

/** A customer on one provider instance. Only on a Microsoft instance there is an agreement. */
export interface PlacementRecord {
	providerInstanceId: string;
	providerCustomerId: string;
	domain: string;
	agreement?: AgreementRecord;
	qualification?: string;
	skus: Map<string, SkuRecord>;
	users: Map<string, UserRecord>;
	relationships: RelationshipRecord[];
}

export interface CustomerRecord {
	profile: CustomerProfile;
	/** By provider instance id. */
	placements: Map<string, PlacementRecord>;
	subscriptions: SubscriptionRecord[];
}

export interface SandboxState {
	/** By customer id, in listing order. */
	customers: Map<string, CustomerRecord>;
	/** What the portal lists; customers are on named ones only. */
	providerInstances: ProviderInstanceSeed[];
}

/**
 * How long the lists are. `customers` is the number of all customers: the named ones first, then
 * generated ones (up to 8, and from 10 on, there are as many agreements as customers). `users`,
 * `licenses` and `subscriptions` are those of Adventure Works Cycles on its Microsoft instance. `providerInstances` is
 * the number of those that are listed.
 */
export interface SeedSizes {
	customers?: number;
	users?: number;
	licenses?: number;
	subscriptions?: number;
	providerInstances?: number;
}

const SEEDED_AT = '2026-01-15T09:00:00Z';
const AGREED_AT = '2026-01-12T14:30:00Z';

/** Builds the state of a fresh sandbox. The same sizes give the same state on the same day. */
export function createState(sizes: SeedSizes = {}): SandboxState {
	const seeds = resize<CustomerSeed>(
		Object.values(CUSTOMERS),
		sizes.customers ?? Object.keys(CUSTOMERS).length,
		generatedCustomer,
	);
	const state: SandboxState = {
		customers: new Map(seeds.map((seed) => [seed.id, customerRecord(seed)])),
		providerInstances: resize<ProviderInstanceSeed>(
			Object.values(PROVIDER_INSTANCES),
			sizes.providerInstances ?? Object.keys(PROVIDER_INSTANCES).length,
			generatedProviderInstance,
		),
	};
	resizeAdventureWorks(state, sizes);
	return state;
}

/** The first `count` of the named entries, followed by generated ones to make up the number. */
function resize<T>(named: readonly T[], count: number, generate: (index: number) => T): T[] {
	const missing = Math.max(0, count - named.length);
	return [
		...named.slice(0, count),
		...Array.from({ length: missing }, (_, index) => generate(index)),
	];
}

function resizeAdventureWorks(state: SandboxState, sizes: SeedSizes): void {
	const customer = state.customers.get(CUSTOMERS.adventureWorks.id);
	const placement = customer?.placements.get(PROVIDER_INSTANCES.microsoftEurope.id);
	if (!customer || !placement) return;
	const { users, licenses, subscriptions } = sizes;
	if (subscriptions !== undefined) {
		customer.subscriptions = resize(customer.subscriptions, subscriptions, (index) =>
			subscriptionRecord(generatedSubscription(index)),
		);
	}
	if (users !== undefined) {
		const records = resize([...placement.users.values()], users, (index) =>
			userRecord(generatedUser(index), placement.domain),
		);
		placement.users = new Map(records.map((record) => [record.id, record]));
	}
	if (licenses !== undefined) {
		const records = resize<SkuRecord>([...placement.skus.values()], licenses, (index) => ({
			...generatedSku(index),
			total: 10,
			suspended: 0,
			consumed: 0,
		}));
		placement.skus = new Map(records.map((record) => [record.skuId, record]));
	}
}

function customerRecord(seed: CustomerSeed): CustomerRecord {
	const [firstName, lastName] = splitName(seed.contact.name);
	return {
		profile: {
			id: seed.id,
			companyName: seed.companyName,
			taxId: null,
			country: seed.country,
			addressLine1: 'Example Street 1',
			addressLine2: null,
			city: seed.city,
			state: seed.city,
			zip: '10001',
			firstName,
			middleName: null,
			lastName,
			email: `${firstName}.${lastName}@${seed.domain}`.toLowerCase(),
			phone: seed.contact.phone,
			internalIdentifier: seed.internalIdentifier,
			resellerId: seed.resellerId ?? null,
		},
		placements: new Map(
			seed.placements.map((placement) => {
				const record = placementRecord(placement, seed);
				return [record.providerInstanceId, record];
			}),
		),
		subscriptions: subscriptionsOf(seed.id),
	};
}

function placementRecord(
	seed: PlacementSeed,
	{ id: customerId, domain }: CustomerSeed,
): PlacementRecord {
	const providerInstanceId = PROVIDER_INSTANCES[seed.instance].id;
	const users = Object.values(seed.users ?? {}).map((user) => userRecord(user, domain));
	const skus = Object.entries(seed.seats ?? {}).map(([name, seats]): SkuRecord => {
		const sku = SKUS[name as SkuName];
		const held = users.filter((user) => user.skuIds.has(sku.skuId)).length;
		return {
			...sku,
			total: seats.total,
			suspended: seats.suspended ?? 0,
			consumed: seats.usedByOthers + held,
		};
	});
	return {
		providerInstanceId,
		providerCustomerId: seed.providerCustomerId,
		domain,
		agreement: seed.agreement && agreementRecord(seed.agreement, seed.providerCustomerId),
		skus: new Map(skus.map((sku) => [sku.skuId, sku])),
		users: new Map(users.map((user) => [user.id, user])),
		relationships: relationshipsOf(customerId, providerInstanceId),
	};
}

function agreementRecord(
	{ status, microsoftKnows }: NonNullable<PlacementSeed['agreement']>,
	providerCustomerId: string,
): AgreementRecord {
	const statusesWithoutLink: readonly McaStatusName[] = ['required'];
	return {
		status,
		microsoftKnows: [...microsoftKnows],
		attestationId: statusesWithoutLink.includes(status)
			? null
			: `attestation-${providerCustomerId.slice(0, 8)}`,
		lastUpdate: SEEDED_AT,
		dateAgreed: status === 'agreementcreated' ? AGREED_AT : null,
	};
}

function userRecord(seed: UserSeed, domain: string): UserRecord {
	const [firstName, lastName] = splitName(seed.name);
	return {
		id: seed.id,
		displayName: seed.name,
		firstName,
		lastName,
		email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
		domain,
		location: seed.location,
		skuIds: new Set(seed.licenses.map((name) => SKUS[name].skuId)),
	};
}

function splitName(name: string): [first: string, last: string] {
	const [first = '', ...rest] = name.split(' ');
	return [first, rest.join(' ')];
}
