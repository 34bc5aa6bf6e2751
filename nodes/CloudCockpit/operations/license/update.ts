import { patch } from '../../../shared/api/api';
import { customer, providerInstance, user } from '../../../shared/fields/locators';
import { lookUpLicenses, notFound } from '../../../shared/fields/look-up';
import { type License, skuKey } from '../../../shared/model/license';
import {
	assertSeats,
	presentAvailability,
	type SeatRequest,
	type SeatSurvey,
	shareSeats,
} from '../../../shared/model/seats';
import { defineWrite, isDry, type Written } from '../write';
import { changesOf, namesEverySku, presentChanges, type Wanted } from './changes';
import { allowNone, checkAvailability, licenseFields } from './fields';
import { summarize } from './summary';

/** The customer's SKUs, and how the items of the run share the seats. */
interface Found {
	licenses: readonly License[];
	seats: SeatSurvey<object>;
}

type Values = Wanted &
	Written & { customerUserId: string; options: { checkAvailability: boolean } };

export const updateLicenses = defineWrite({
	resource: 'license',
	value: 'update',
	name: 'Update',
	action: 'Update the licenses of a user (uses a paid seat)',
	description:
		'Assign licenses to a user and remove others, by SKU ID (a GUID) or exact name. WRITES: an assigned license uses a paid seat. Plan with Dry Run first.',
	fields: {
		customerId: customer,
		providerInstanceId: providerInstance,
		customerUserId: user,
		...licenseFields,
	},
	options: { allowNone, checkAvailability },
	check: ({ assignSkuIds: assign, removeSkuIds: remove, ...values }, refuse) => {
		const removed = new Set(remove.map(skuKey));
		const both = assign.filter((skuId) => removed.has(skuKey(skuId)));
		if (both.length > 0) {
			refuse('removeSkuIds', `must not list licenses that are also assigned: ${both.join(', ')}`);
		}
		if (values.licenseInput === 'fields' && assign.length + remove.length === 0) {
			refuse('assignSkuIds', 'must list a license, since Licenses to Remove lists none');
		}
		const takesAll = values.licenseInput === 'exact' && values.exactSkuIds.length === 0;
		if (takesAll && !values.options.allowNone) {
			refuse(
				'exactSkuIds',
				'must list a license: an empty list removes them all only with the option Allow None',
			);
		}
	},
	target: ({ customerId, customerUserId }) => `${customerId}/${customerUserId}`,
	survey: {
		isWanted: (values) =>
			values.options.checkAvailability || isDry(values) || namesEverySku(values),
		key: ({ customerId, providerInstanceId }) => `${customerId}/${providerInstanceId}`,
		look: async (api, items, lookUps): Promise<Found> => {
			const [place] = items;
			const licenses = place ? await lookUpLicenses(api, lookUps, place) : [];
			for (const item of items) noteLeftOut(item, licenses, lookUps.hints);
			return {
				licenses,
				seats: shareSeats(licenses, items, (item) => seatRequestOf(item, licenses)),
			};
		},
		verify: ({ licenses, seats }, values) => {
			const known = new Set(licenses.map(({ skuId }) => skuKey(skuId)));
			for (const name of ['exactSkuIds', 'assignSkuIds', 'removeSkuIds'] as const) {
				const missing = values[name].find((skuId) => !known.has(skuKey(skuId)));
				if (missing === undefined || !namesEverySku(values)) continue;
				throw notFound(name, `The customer has no license ${missing}`);
			}
			assertSeats(seats, values);
		},
	},
	request: (values, found) => {
		const { customerId, customerUserId, providerInstanceId } = values;
		return patch('/v1/Customers/{customerId}/users/{customerUserId}/licenses', {
			path: { customerId, customerUserId },
			body: {
				providerInstanceId,
				customerUserLicenses: changesOf(values, found?.licenses).sent,
			},
		});
	},
	preview: (values, found) => {
		if (!found) return {};
		const request = seatRequestOf(values, found.licenses);
		return { availability: presentAvailability(found.seats, request) };
	},
	present: ({ customerId, customerUserId, providerInstanceId, ...values }, found, { skuName }) => {
		const changes = changesOf(values, found?.licenses);
		const { assigned, removed, unchanged } = changes;
		return {
			customerId,
			customerUserId,
			providerInstanceId,
			assigned,
			removed,
			...(unchanged && { unchanged }),
			licenses: presentChanges(changes, skuName),
		};
	},
	summary: (values, { found, customer: where, user: who, known }) => {
		const changes = changesOf(values, found?.licenses);
		const licenses = presentChanges(changes, known.skuName);
		const isOpen = !namesEverySku(values);
		return summarize(
			{ licenses, leftOut: changes.leftOut, isOpen, seats: found?.seats },
			who,
			where,
		);
	},
});

/** Tells once a run which held licenses cannot be named in a request. */
function noteLeftOut(values: Wanted, licenses: readonly License[], hints: Set<string>): void {
	for (const skuId of changesOf(values, licenses).leftOut) {
		hints.add(
			`CloudCockpit does not list the held license ${skuId} for the customer, so it is not in the request.`,
		);
	}
}

/** Seats are needed for what is really new. */
function seatRequestOf(values: Values, licenses: readonly License[]): SeatRequest {
	const { sent, assigned } = changesOf(values, licenses);
	const fieldOf = (skuId: string) => {
		if (values.licenseInput === 'fields') return 'assignSkuIds';
		if (values.licenseInput === 'exact') return 'exactSkuIds';
		const index = sent.findIndex((change) => skuKey(change.skuId) === skuKey(skuId));
		return `customerUserLicenses[${index}].skuId`;
	};
	return {
		customerUserId: values.customerUserId,
		skuIds: assigned,
		fieldOf,
		isChecked: values.options.checkAvailability,
		isDry: isDry(values),
	};
}
