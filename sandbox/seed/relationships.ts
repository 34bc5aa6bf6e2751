/** The delegated admin relationships (GDAP) of the customers with the partner. */
import type { ProviderInstanceName } from './constants';
import type { CUSTOMERS } from './customers';

export interface RelationshipSeed {
	id: string;
	displayName: string;
	/** As Microsoft spells it. */
	status: 'active' | 'approvalPending' | 'terminated';
	/** Default microsoftEurope. */
	instance?: ProviderInstanceName;
}

/** Ids of roles in the customer's tenant. */
export const ROLES = {
	licenseAdministrator: '61f0a9d3-4c72-4b85-9e16-d05c83b7f2a4',
	userAdministrator: '62a1bae4-5d83-4c96-8f27-e16d94c803b5',
} as const;

/** By customer; who is not named has none. */
export const RELATIONSHIPS = {
	adventureWorks: {
		current: {
			id: '71d5c0a8-3e94-4f16-b2c7-8a05e9d4b163',
			displayName: 'Licenses and users',
			status: 'active',
		},
		former: {
			id: '72e6d1b9-4fa5-4027-83d8-9b16fae5c274',
			displayName: 'First year',
			status: 'terminated',
		},
	},
	northwind: {
		requested: {
			id: '73f7e2ca-50b6-4138-94e9-ac270bf6d385',
			displayName: 'Licenses and users',
			status: 'approvalPending',
		},
	},
	fabrikam: {
		current: {
			id: '7408f3db-61c7-4249-a5fa-bd381c07e496',
			displayName: 'Licenses and users',
			status: 'active',
		},
	},
	proseware: {
		current: {
			id: '751904ec-72d8-435a-b60b-ce492d18f5a7',
			displayName: 'Licenses and users',
			status: 'active',
		},
	},
	alpineSki: {
		current: {
			id: '762a15fd-83e9-446b-871c-df5a3e2906b8',
			displayName: 'Licenses and users',
			status: 'active',
			instance: 'microsoftAmericas',
		},
	},
	wideWorld: {
		current: {
			id: '773b260e-94fa-457c-982d-e06b4f3a17c9',
			displayName: 'Licenses and users',
			status: 'active',
		},
	},
} as const satisfies {
	readonly [Customer in keyof typeof CUSTOMERS]?: Readonly<Record<string, RelationshipSeed>>;
};
