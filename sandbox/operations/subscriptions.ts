import { findCustomer, notFoundWithError } from './call';
import type { Handlers, Schemas } from './call';
import { isOfAnotherReseller } from './customers';
import { contains, page, sortedBy, withoutCapitals } from './paging';
import type { SubscriptionRecord } from '../purchases';
import type { CustomerRecord } from '../state';

export const subscriptionHandlers: Pick<Handlers, 'getSubscriptions'> = {
	getSubscriptions({ state, path, query }) {
		const customer = findCustomer(state, path.customerId, notFoundWithError);
		if (isOfAnotherReseller(customer, query.resellerId)) return { status: 403 };
		const { searchValue, statuses, offerId, sortPropertyName, ascendingOrder } = query;
		const wanted = statuses === undefined ? undefined : withoutCapitals(statuses.split('|'));
		const found = customer.subscriptions.filter(
			({ name, offer, status }) =>
				(!searchValue || contains(name, searchValue) || contains(offer.name, searchValue)) &&
				(!wanted || wanted.has(status.toLowerCase())) &&
				(!offerId || offer.id === offerId.toLowerCase()),
		);
		const sorted =
			sortPropertyName || ascendingOrder !== undefined
				? sortedBy(found, SORT_TEXTS[sortPropertyName ?? 'Offer.Name'], ascendingOrder ?? true)
				: found;
		return { status: 200, body: page(sorted, query, (record) => present(customer, record)) };
	},
};

const SORT_TEXTS: Record<
	'Offer.Name' | 'Status' | 'StartDate' | 'EndDate',
	(record: SubscriptionRecord) => string
> = {
	'Offer.Name': ({ offer }) => offer.name,
	Status: ({ status }) => status,
	StartDate: ({ startDate }) => startDate,
	EndDate: ({ endDate }) => endDate ?? '',
};

function present(customer: CustomerRecord, record: SubscriptionRecord): Schemas['Subscription'] {
	const { offer } = record;
	return {
		id: record.id,
		subscriptionName: record.name,
		offerName: offer.name,
		offerId: offer.id,
		offerType: { name: offer.type },
		subscriptionStatus: { name: record.status },
		quantity: record.quantity,
		assignedLicenses: assigned(customer, record),
		startDate: record.startDate,
		endDate: record.endDate,
		billingFrequency: { name: record.billingFrequency },
		termDuration: { name: record.termDuration },
		isTrialOffer: record.isTrial,
		autoRenewal: record.autoRenewal,
		providerInstanceId: record.providerInstanceId,
	};
}

/** Seats in use; those of a suspended subscription are in nobody's hands. */
function assigned({ placements }: CustomerRecord, record: SubscriptionRecord): number {
	const { skuId } = record.offer;
	if (!skuId || record.status !== 'Active') return 0;
	const consumed = placements.get(record.providerInstanceId)?.skus.get(skuId)?.consumed ?? 0;
	return Math.min(consumed, record.quantity);
}
