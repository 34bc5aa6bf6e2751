import type { IDataObject } from 'n8n-workflow';

import { CallFailure, type FieldMessages } from '../api/failure';
import { type License, skuKey } from './license';

/** What counting seats needs to know of an item. */
export interface SeatRequest {
	customerUserId: string;
	/** SKUs that the user gets and does not hold yet, as far as that is known. */
	skuIds: readonly string[];
	/** Name of the field in which a SKU was written. */
	fieldOf: (skuId: string) => string;
	/** Whether the item fails when there is no seat for it. */
	isChecked: boolean;
	/** Whether nothing is written, so that it takes no seat from an item that is. */
	isDry: boolean;
}

/** The seats of one customer and how the run's items share them. */
export interface SeatSurvey<Item> {
	seats: ReadonlyMap<string, Seats>;
	/** Seats that the run asks for, by SKU. */
	requested: ReadonlyMap<string, number>;
	/** What is wrong with the items that do not fit. */
	refusals: ReadonlyMap<Item, Refusal>;
}

interface Refusal {
	fields: FieldMessages[];
	/** Whether the customer does not have a license at all: nothing that more seats would cure. */
	isMissing: boolean;
}

/** The seats of a SKU. */
export interface Seats {
	name: string | null;
	/** Undefined where CloudCockpit gives no number. */
	available: number | undefined;
	total: number;
}

const CHOOSE_AGAIN =
	'Choose the license from the list again: one that was chosen before the customer was changed belongs to the other customer.';
const FREE_A_SEAT =
	'Buy seats or remove the license from another user first. Users who already hold the license need no seat: turn off Check Availability to run them again.';

/** Throws CallFailure when the item does not get the seats that it needs. */
export function assertSeats<Item>({ refusals }: SeatSurvey<Item>, item: Item): void {
	const refusal = refusals.get(item);
	if (!refusal) return;
	const { fields, isMissing } = refusal;
	throw new CallFailure({
		kind: 'refusedBefore',
		message: fields.flatMap((field) => field.messages).join('; '),
		hint: `Nothing was sent for this item. ${isMissing ? CHOOSE_AGAIN : FREE_A_SEAT}`,
		fields,
		attempts: 0,
		outcome: 'notSent',
	});
}

/** How many seats there are of what a dry run would assign. */
export function presentAvailability<Item>(
	survey: SeatSurvey<Item>,
	request: SeatRequest,
): IDataObject[] {
	return request.skuIds.map((skuId) => {
		const seats = seatsOf(survey, skuId);
		return {
			skuId,
			name: seats?.name ?? null,
			available: seats ? (seats.available ?? null) : 0,
			total: seats?.total ?? 0,
			requested: survey.requested.get(skuKey(skuId)) ?? 0,
		};
	});
}

/** The seats of a SKU, or undefined when the customer does not have it. */
export function seatsOf<Item>({ seats }: SeatSurvey<Item>, skuId: string): Seats | undefined {
	return seats.get(skuKey(skuId));
}

/**
 * Shares out seats in the order of the items. An item gets all seats that it needs or none; one that
 * is sent unchecked takes its seats anyway, one that is not sent takes none from those that are. One
 * user counts once for a SKU. A removal frees no seat: whether the user holds the license is not known.
 */
export function shareSeats<Item>(
	licenses: readonly License[],
	items: readonly Item[],
	requestOf: (item: Item) => SeatRequest,
): SeatSurvey<Item> {
	const seats = addUp(licenses);
	const [written, planned] = [createHolders(), createHolders()];
	const requesters = createHolders();
	const refusals = new Map<Item, Refusal>();
	for (const item of items) {
		const request = requestOf(item);
		const { customerUserId, skuIds, isChecked, isDry, fieldOf } = request;
		const holders = isDry ? planned : written;
		for (const skuId of skuIds) requesters.of(skuId).add(customerUserId);
		const refused = skuIds.flatMap((skuId) => {
			const message = isChecked && problemOf(skuId, seats, holders.of(skuId), customerUserId);
			return message ? [{ name: fieldOf(skuId), messages: [message] }] : [];
		});
		if (refused.length > 0) {
			const isMissing = skuIds.some((skuId) => !seats.has(skuKey(skuId)));
			refusals.set(item, { fields: refused, isMissing });
			continue;
		}
		for (const skuId of skuIds) {
			planned.of(skuId).add(customerUserId);
			if (!isDry) written.of(skuId).add(customerUserId);
		}
	}
	return { seats, requested: requesters.counts(), refusals };
}

/** Why a user gets no seat of a SKU, of which others of the run have `taken` some. */
function problemOf(
	skuId: string,
	seats: ReadonlyMap<string, Seats>,
	taken: ReadonlySet<string>,
	userId: string,
): string | undefined {
	const found = seats.get(skuKey(skuId));
	if (!found) return `The customer has no license ${skuId}`;
	const name = found.name ?? skuId;
	if (found.available === undefined) {
		return `CloudCockpit does not say how many seats of ${name} are free`;
	}
	if (taken.has(userId) || taken.size < found.available) return undefined;
	if (found.available <= 0) return `No seat of ${name} is free (of ${found.total})`;
	return found.available === 1
		? `The only free seat of ${name} (of ${found.total}) goes to an earlier item`
		: `The ${found.available} free seats of ${name} (of ${found.total}) go to earlier items`;
}

/** The seats by SKU. A SKU may stand in several rows, as one for each subscription. */
function addUp(licenses: readonly License[]): ReadonlyMap<string, Seats> {
	const seats = new Map<string, Seats>();
	for (const { skuId, name, availableLicenses, totalLicenses } of licenses) {
		const known = seats.get(skuKey(skuId));
		const free = toCount(availableLicenses);
		const isKnown = free !== undefined && (!known || known.available !== undefined);
		seats.set(skuKey(skuId), {
			name: known?.name ?? name ?? null,
			available: isKnown ? (known?.available ?? 0) + free : undefined,
			total: (known?.total ?? 0) + (toCount(totalLicenses) ?? 0),
		});
	}
	return seats;
}

function toCount(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Who has a seat of which SKU. */
function createHolders() {
	const sets = new Map<string, Set<string>>();
	return {
		of(skuId: string): Set<string> {
			const known = sets.get(skuKey(skuId)) ?? new Set<string>();
			sets.set(skuKey(skuId), known);
			return known;
		},
		counts: () => new Map([...sets].map(([skuId, users]) => [skuId, users.size])),
	};
}
