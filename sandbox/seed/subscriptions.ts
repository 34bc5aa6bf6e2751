/**
 * What the customers have bought. Ends are counted from the day on which the sandbox starts, so that
 * "ends within 60 days" is true on any day.
 */
import type { ProviderInstanceName, SkuName } from './constants';
import type { CUSTOMERS } from './customers';

export interface OfferSeed {
	id: string;
	name: string;
	type: 'License' | 'AzurePlan' | 'SoftwareSubscription';
	/** Whose seats it gives; its consumed ones are the assigned licenses. */
	sku?: SkuName;
}

export const OFFERS = {
	microsoft365E3: {
		id: 'f1a60b3c-52d8-4e97-8c04-b69e17d3a528',
		name: 'Microsoft 365 E3',
		type: 'License',
		sku: 'microsoft365E3',
	},
	businessPremium: {
		id: 'f2b71c4d-63e9-4fa8-9d15-c7af28e4b639',
		name: 'Microsoft 365 Business Premium',
		type: 'License',
		sku: 'businessPremium',
	},
	exchangeOnline: {
		id: 'f3c82d5e-74fa-40b9-ae26-d8b039f5c74a',
		name: 'Exchange Online (Plan 1)',
		type: 'License',
		sku: 'exchangeOnline',
	},
	powerBiPro: {
		id: 'f4d93e6f-850b-41ca-bf37-e9c14a06d85b',
		name: 'Power BI Pro',
		type: 'License',
		sku: 'powerBiPro',
	},
	visioTrial: {
		id: 'f5ea4f70-961c-42db-8048-fad25b17e96c',
		name: 'Visio Plan 2 Trial',
		type: 'License',
	},
	azurePlan: { id: 'f6fb5081-a72d-43ec-9159-0be36c28fa7d', name: 'Azure plan', type: 'AzurePlan' },
	backup: {
		id: 'f70c6192-b83e-44fd-a26a-1cf47d390b8e',
		name: 'Backup for Workstations',
		type: 'SoftwareSubscription',
	},
} as const satisfies Record<string, OfferSeed>;

export interface SubscriptionSeed {
	id: string;
	offer: keyof typeof OFFERS;
	quantity: number;
	/** Null for what runs until it is cancelled. */
	endsInDays: number | null;
	/** Default Active. */
	status?: 'Active' | 'Suspended';
	/** Default microsoftEurope. */
	instance?: ProviderInstanceName;
	autoRenewal?: boolean;
	isTrial?: boolean;
}

const subscription = (
	id: string,
	offer: SubscriptionSeed['offer'],
	quantity: number,
	endsInDays: number | null,
	more: Partial<SubscriptionSeed> = {},
): SubscriptionSeed => ({ id, offer, quantity, endsInDays, ...more });

/** By customer; who is not named has bought nothing. */
export const SUBSCRIPTIONS = {
	adventureWorks: {
		e3: subscription('51a0c7e4-2b96-4d38-8f15-7e03b9d6a241', 'microsoft365E3', 50, 200, {
			autoRenewal: true,
		}),
		/** Ends soon and does not renew itself. */
		businessPremium: subscription(
			'52b1d8f5-3ca7-4e49-9026-8f14cae7b352',
			'businessPremium',
			25,
			45,
		),
		exchange: subscription('53c2e906-4db8-4f5a-a137-9025dbf8c463', 'exchangeOnline', 8, 300),
		suspended: subscription('54d3fa17-5ec9-406b-b248-a136ec09d574', 'exchangeOnline', 2, 120, {
			status: 'Suspended',
		}),
		powerBi: subscription('55e40b28-6fda-417c-8359-b247fd1ae685', 'powerBiPro', 5, 250),
		trial: subscription('56f51c39-70eb-428d-946a-c3580e2bf796', 'visioTrial', 25, 12, {
			isTrial: true,
		}),
		azure: subscription('57062d4a-81fc-439e-a57b-d4691f3c08a7', 'azurePlan', 1, null),
	},
	northwind: {
		businessPremium: subscription(
			'58173e5b-920d-44af-b68c-e57a204d19b8',
			'businessPremium',
			10,
			330,
		),
	},
	fabrikam: {
		e3: subscription('59284f6c-a31e-45b0-879d-f68b315e2ac9', 'microsoft365E3', 20, 90),
	},
	proseware: {
		e3: subscription('5a39507d-b42f-46c1-98ae-079c426f3bda', 'microsoft365E3', 10, 180),
		/** Ends soon, but renews itself. */
		businessPremium: subscription(
			'5b4a618e-c530-47d2-a9bf-18ad53704ceb',
			'businessPremium',
			3,
			30,
			{
				autoRenewal: true,
			},
		),
	},
	alpineSki: {
		businessPremium: subscription(
			'5c5b729f-d641-48e3-bac0-29be64815dfc',
			'businessPremium',
			15,
			75,
			{
				instance: 'microsoftAmericas',
			},
		),
	},
	wideWorld: {
		e3: subscription('5d6c83a0-e752-49f4-8bd1-3acf75926e0d', 'microsoft365E3', 30, 270),
	},
	blueYonder: {
		backup: subscription('5e7d94b1-f863-4a05-9ce2-4bd086a37f1e', 'backup', 40, 150, {
			instance: 'generic',
		}),
	},
} as const satisfies {
	readonly [Customer in keyof typeof CUSTOMERS]?: Readonly<Record<string, SubscriptionSeed>>;
};
