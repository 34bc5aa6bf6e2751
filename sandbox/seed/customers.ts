import { RESELLER } from './constants';
import type { CustomerSeed, SkuName, UserSeed } from './constants';

const user = (
	id: string,
	name: string,
	location: string | null,
	licenses: readonly SkuName[],
): UserSeed => ({ id, name, location, licenses });

/**
 * The customers of a fresh sandbox, in the order in which they are listed. Together they show every
 * agreement status, every way a refresh can go and every reason to refuse a license.
 */
export const CUSTOMERS = {
	/** Agreed long ago. Free seats, users with and without licenses, one without location. */
	adventureWorks: {
		id: 'c1a5e0d2-3b74-4f89-a612-9d0e7c48b5f3',
		companyName: 'Adventure Works Cycles',
		domain: 'adventure-works.example.com',
		country: 'DE',
		city: 'Hamburg',
		contact: { name: 'Janine Labrune', phone: '+49 40 5550101' },
		internalIdentifier: 'CRM-1001',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: '8e3b1f60-5d92-4c7a-b048-f6a1d93e2c57',
				agreement: { status: 'agreementcreated', microsoftKnows: [] },
				seats: {
					microsoft365E3: { total: 50, usedByOthers: 36 },
					businessPremium: { total: 25, usedByOthers: 20 },
					exchangeOnline: { total: 10, usedByOthers: 0, suspended: 2 },
					powerBiPro: { total: 5, usedByOthers: 5 },
				},
				users: {
					annetteHill: user('1b7f40c9-e258-4d13-9a6e-53c0f8d2b794', 'Annette Hill', 'DE', [
						'microsoft365E3',
					]),
					terryAdams: user('2c90d5e3-6f1a-4b87-8d24-a7e1c3f60b98', 'Terry Adams', 'DE', []),
					pilarAckerman: user('3da6e1f7-80b4-4c29-b573-e2f4901d6ac8', 'Pilar Ackerman', 'ES', [
						'microsoft365E3',
						'exchangeOnline',
					]),
					/** Has no location, so cannot be given a license. */
					luisBonifaz: user('4eb7f208-91c5-4d3a-a684-f305a12e7bd9', 'Luis Bonifaz', null, []),
				},
			},
			{ instance: 'generic', providerCustomerId: 'adventure-works' },
		],
	},
	/** Link sent. The first refresh finds it accepted, the second the agreement in place. */
	northwind: {
		id: 'c2b6f1e3-4c85-4a9a-b723-ae1f8d59c6a4',
		companyName: 'Northwind Traders',
		domain: 'northwind.example.com',
		country: 'GB',
		city: 'London',
		contact: { name: 'Ann Devon', phone: '+44 20 5550102' },
		internalIdentifier: 'CRM-1002',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: '9f4c2a71-6ea3-4d8b-8159-a7b2ea4f3d68',
				agreement: {
					status: 'linkgenerated',
					microsoftKnows: ['customeraccepted', 'agreementcreated'],
				},
				seats: { businessPremium: { total: 10, usedByOthers: 2 } },
				users: {
					stevenThorpe: user('5fc80319-a2d6-4e4b-b795-0416b23f8cea', 'Steven Thorpe', 'GB', []),
				},
			},
		],
	},
	/** Accepted. The next refresh finds the agreement in place. */
	fabrikam: {
		id: 'c3c7a2f4-5d96-4bab-8834-bf209e6ad7b5',
		companyName: 'Fabrikam Residences',
		domain: 'fabrikam.example.com',
		country: 'FR',
		city: 'Lyon',
		contact: { name: 'Diane Prescott', phone: '+33 4 5550103' },
		internalIdentifier: 'CRM-1003',
		resellerId: RESELLER.id,
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: 'a05d3b82-7fb4-4e9c-926a-b8c3fb504e79',
				agreement: { status: 'customeraccepted', microsoftKnows: ['agreementcreated'] },
				seats: { microsoft365E3: { total: 20, usedByOthers: 11 } },
				users: {
					markHanson: user('60d9142a-b3e7-4f5c-8806-1527c3409dfb', 'Mark Hanson', 'FR', []),
				},
			},
		],
	},
	/** The link ran out. Refreshing changes nothing until a new link is made. */
	tailspin: {
		id: 'c4d8b305-6ea7-4cbc-9945-c031af7be8c6',
		companyName: 'Tailspin Toys',
		domain: 'tailspin.example.com',
		country: 'NL',
		city: 'Utrecht',
		contact: { name: 'Reina Cabatana', phone: '+31 30 5550104' },
		internalIdentifier: null,
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: 'b16e4c93-80c5-4fad-a37b-c9d40c615f8a',
				agreement: { status: 'linkexpired', microsoftKnows: [] },
			},
		],
	},
	/** Nobody has asked this customer to sign. */
	wingtip: {
		id: 'c5e9c416-7fb8-4dcd-aa56-d142b08cf9d7',
		companyName: 'Wingtip Instruments',
		domain: 'wingtip.example.com',
		country: 'PT',
		city: 'Porto',
		contact: { name: 'Tiago Horta', phone: '+351 22 5550105' },
		internalIdentifier: 'CRM-1005',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: 'c27f5da4-91d6-40be-b48c-dae51d72609b',
				agreement: { status: 'required', microsoftKnows: [] },
			},
		],
	},
	/** Link sent. The next refresh finds that it ran out. */
	litware: {
		id: 'c6fad527-80c9-4ede-bb67-e253c19d0ae8',
		companyName: 'Litware Logistics',
		domain: 'litware.example.com',
		country: 'SE',
		city: 'Malmö',
		contact: { name: 'Karin Lindqvist', phone: '+46 40 5550106' },
		internalIdentifier: 'CRM-1006',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: 'd3806eb5-a2e7-41cf-859d-ebf62e8371ac',
				agreement: { status: 'linkgenerated', microsoftKnows: ['linkexpired'] },
			},
		],
	},
	/** Agreed, but one seat of E3 is left and no Business Premium at all. */
	proseware: {
		id: 'c70be638-91da-4fef-8c78-f364d2ae1bf9',
		companyName: 'Proseware Editions',
		domain: 'proseware.example.com',
		country: 'AT',
		city: 'Graz',
		contact: { name: 'Jana Gruber', phone: '+43 316 5550107' },
		internalIdentifier: 'CRM-1007',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: 'e4917fc6-b3f8-42d0-96ae-fc073f9482bd',
				agreement: { status: 'agreementcreated', microsoftKnows: [] },
				seats: {
					microsoft365E3: { total: 10, usedByOthers: 9 },
					businessPremium: { total: 3, usedByOthers: 3 },
				},
				users: {
					rolandWacker: user('71ea253b-c4f8-406d-9917-2638d451ae0c', 'Roland Wacker', 'AT', []),
					ericaSteiner: user('82fb364c-d509-417e-aa28-3749e562bf1d', 'Erica Steiner', 'AT', []),
				},
			},
		],
	},
	/** On the second Microsoft instance only. */
	alpineSki: {
		id: 'c81cf749-a2eb-40f0-9d89-0475e3bf2c0a',
		companyName: 'Alpine Ski House',
		domain: 'alpine-ski.example.com',
		country: 'CA',
		city: 'Calgary',
		contact: { name: 'Heidi Steen', phone: '+1 403 5550108' },
		internalIdentifier: 'CRM-1008',
		placements: [
			{
				instance: 'microsoftAmericas',
				providerCustomerId: 'f5a280d7-c409-43e1-a7bf-0d1840a593ce',
				agreement: { status: 'agreementcreated', microsoftKnows: [] },
				seats: { businessPremium: { total: 15, usedByOthers: 4 } },
				users: {
					shawnRichardson: user('930c475d-e61a-428f-bb39-485af673c02e', 'Shawn Richardson', 'CA', [
						'businessPremium',
					]),
				},
			},
		],
	},
	/** On both Microsoft instances: agreed on one, link sent on the other and still waiting. */
	wideWorld: {
		id: 'c92d085a-b3fc-4101-ae9a-1586f4c03d1b',
		companyName: 'Wide World Importers',
		domain: 'wide-world.example.com',
		country: 'US',
		city: 'Seattle',
		contact: { name: 'Kayla Woodcock', phone: '+1 206 5550109' },
		internalIdentifier: 'CRM-1009',
		placements: [
			{
				instance: 'microsoftEurope',
				providerCustomerId: '06b391e8-d51a-44f2-b8c0-1e2951b6a4df',
				agreement: { status: 'agreementcreated', microsoftKnows: [] },
				seats: { microsoft365E3: { total: 30, usedByOthers: 12 } },
				users: {
					hudsonOnslow: user('a41d586e-f72b-4390-8c4a-596b0784d13f', 'Hudson Onslow', 'NL', []),
				},
			},
			{
				instance: 'microsoftAmericas',
				providerCustomerId: '17c4a2f9-e62b-4503-89d1-2f3a62c7b5e0',
				agreement: { status: 'linkgenerated', microsoftKnows: [] },
			},
		],
	},
	/** On the Generic instance only, where none of the Microsoft operations apply. */
	blueYonder: {
		id: 'ca3e196b-c40d-4212-bfab-2697a5d14e2c',
		companyName: 'Blue Yonder Airlines',
		domain: 'blue-yonder.example.com',
		country: 'IE',
		city: 'Cork',
		contact: { name: 'Nuala Byrne', phone: '+353 21 5550110' },
		internalIdentifier: 'CRM-1010',
		placements: [{ instance: 'generic', providerCustomerId: 'blue-yonder' }],
	},
} as const satisfies Record<string, CustomerSeed>;
