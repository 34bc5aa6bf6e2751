import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

/** A resource locator in mode By ID, as a workflow saves it. */
export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** Adventure Works on Microsoft Europe: an agreement in place, free seats, several users. */
export const CUSTOMER = CUSTOMERS.adventureWorks;
export const INSTANCE = PROVIDER_INSTANCES.microsoftEurope;
export const USERS = CUSTOMER.placements[0].users;

/** The ids that most operations ask for. */
export const AT_CUSTOMER: INodeParameters = {
	customerId: byId(CUSTOMER.id),
	providerInstanceId: byId(INSTANCE.id),
};
