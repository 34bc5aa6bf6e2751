/**
 * What a fresh sandbox knows: fictional companies, users, licenses and agreements under fixed ids.
 * Tests and demos name these instead of repeating ids. `microsoftKnows` scripts what each refresh of
 * an agreement finds at Microsoft, in order; an empty list means that nothing has changed there.
 */
import type { components } from '../../nodes/shared/api/contract';

export type McaStatusName = components['schemas']['McaStatusName'];

export const CREDENTIALS = {
	tenant: 'portal.example.com',
	clientId: '5b3f7c1e-2d84-4a90-9c6f-1e0a8d72b364',
	clientSecret: 'sandbox~client~secret',
	scope: 'api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default',
} as const;

/** Path of CloudCockpit's token endpoint; its first part is CloudCockpit's public directory id. */
export const TOKEN_PATH = '/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token';

export const RESELLER = {
	id: 'e4c1a7d2-8f36-4b59-a0e7-63d2c95b18f4',
	name: 'Trey Research Resale',
} as const;

export interface ProviderInstanceSeed {
	id: string;
	alias: string;
	provider: 'Microsoft' | 'Generic';
	instanceProviderId: string;
}

export const PROVIDER_INSTANCES = {
	microsoftEurope: {
		id: '7d2e9b40-51c3-4f6a-8b17-c0a4e6d39f12',
		alias: 'Microsoft Europe',
		provider: 'Microsoft',
		instanceProviderId: '2f8a6c15-93d7-4e0b-b5c2-718f4ad60e93',
	},
	microsoftAmericas: {
		id: 'a96f03d8-7e14-4c52-9d8b-25b1f7e0c463',
		alias: 'Microsoft Americas',
		provider: 'Microsoft',
		instanceProviderId: 'c57d1e82-04ab-4936-8f71-9e3b60d2a5f8',
	},
	generic: {
		id: '18c5f4a7-b29e-4d03-a6f8-70e2d1395bcb',
		alias: 'Other vendors',
		provider: 'Generic',
		instanceProviderId: 'other-vendors',
	},
} as const satisfies Record<string, ProviderInstanceSeed>;

export type ProviderInstanceName = keyof typeof PROVIDER_INSTANCES;

export const SKUS = {
	microsoft365E3: {
		skuId: '3c8d5e71-a2f4-4b06-9e1d-8a70c6f3b529',
		name: 'Microsoft 365 E3',
	},
	businessPremium: {
		skuId: '9f1b62c4-07de-4a38-b5f9-d41e8c20a763',
		name: 'Microsoft 365 Business Premium',
	},
	exchangeOnline: {
		skuId: '60e7a3d9-c418-4f25-8b0c-27f5d19e6ab4',
		name: 'Exchange Online (Plan 1)',
	},
	powerBiPro: {
		skuId: 'd2049b8f-6a5c-4e71-93d6-5be8f07c14a2',
		name: 'Power BI Pro',
	},
	/** A SKU that no customer of the sandbox has. */
	notSubscribed: {
		skuId: 'b83a50f6-1d7e-49c2-a4f0-e96c2d815b37',
		name: 'Visio Plan 2',
	},
} as const;

export type SkuName = keyof typeof SKUS;

export interface UserSeed {
	id: string;
	/** First and last name, parted by the first space. */
	name: string;
	/** Country code; null is a user whom Microsoft refuses licenses. */
	location: string | null;
	licenses: readonly SkuName[];
}

/** Seats of one SKU: bought, and in use by people who are not users of the sandbox. */
export interface SeatsSeed {
	total: number;
	usedByOthers: number;
	suspended?: number;
}

export interface PlacementSeed {
	instance: ProviderInstanceName;
	providerCustomerId: string;
	agreement?: { status: McaStatusName; microsoftKnows: readonly McaStatusName[] };
	seats?: { readonly [Sku in SkuName]?: SeatsSeed };
	users?: Readonly<Record<string, UserSeed>>;
}

export interface CustomerSeed {
	id: string;
	companyName: string;
	domain: string;
	country: string;
	city: string;
	contact: { name: string; phone: string };
	internalIdentifier: string | null;
	resellerId?: string;
	placements: readonly PlacementSeed[];
}
