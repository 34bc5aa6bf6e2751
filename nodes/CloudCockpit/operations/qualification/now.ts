import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../../../shared/api/api';
import { orWithout } from '../../../shared/api/failure';
import { lookUpCustomer } from '../../../shared/fields/find';
import type { LookUps } from '../../../shared/fields/look-up';
import type { Customer } from '../../../shared/model/customer';
import { ownDataOf } from '../../../shared/model/qualification';

/** What a customer has today, as far as it is known. */
export interface Now {
	companyName?: string;
	/** As Qualification Get gives them; null where its data does not say, or could not be read. */
	now: { qualifications: IDataObject['list']; isVerified: false } | null;
}

/**
 * Reads what a customer has today, for a dry run, which is as good without it: when it cannot be read,
 * a hint says why, once a run.
 * @throws CallFailure when the run has ended.
 */
export async function readNow(
	api: Api,
	lookUps: LookUps,
	{ customerId, providerInstanceId }: { customerId: string; providerInstanceId: string },
): Promise<Now> {
	const reading = lookUpCustomer(api, lookUps, customerId, { isOptional: true });
	const telling = reading.then((customer) => nowOf(customer, providerInstanceId));
	return await orWithout(telling, async ({ message }) => {
		await lookUps.once('why now is not known', async () => {
			lookUps.hints.add(
				`What a customer has today could not be read: ${message.replace(/\.?$/, '.')}`,
			);
		});
		return { now: null };
	});
}

function nowOf(customer: Customer, providerInstanceId: string): Now {
	const { qualifications = null } = ownDataOf(customer, providerInstanceId) ?? {};
	return {
		companyName: customer.companyName ?? undefined,
		now: qualifications === null ? null : { qualifications, isVerified: false },
	};
}

/** What goes on after a summary: ` (now: Education)`; empty where that is not known in words. */
export function describeNow(now: Now['now'] | undefined): string {
	const list: unknown = now?.qualifications;
	if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'string')) return '';
	return ` (now: ${list.join(', ') || 'none'})`;
}
