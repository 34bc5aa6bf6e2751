import type { IDataObject } from 'n8n-workflow';

import { CallFailure, type FieldMessages } from '../api/failure';
import { type License, type LicenseChange, skuKey } from './license';

/** What counting seats needs to know of an item. */
export interface SeatRequest {
	customerUserId: string;
	changes: readonly LicenseChange[];
	/** Name of the field in which the n-th change was written. */
	fieldOf: (index: number) => string;
	/** Whether the item fails when there is no seat for it. */
	isChecked: boolean;
}

/** The seats of one customer and how the run's items share them. */
export interface SeatSurvey<Item> {
	bySkuId: ReadonlyMap<string, License>;
	/** Seats that the run asks for, by SKU. */
	requested: ReadonlyMap<string, number>;
	/** What is wrong with the items that do not fit. */
	refusals: ReadonlyMap<Item, FieldMessages[]>;
}

/** Throws CallFailure when the item does not get the seats that it needs. */
export function assertSeats<Item>({ refusals }: SeatSurvey<Item>, item: Item): void {
	const fields = refusals.get(item);
	if (!fields) return;
	throw new CallFailure({
		kind: 'refusedBefore',
		message: fields.flatMap((field) => field.messages).join('; '),
		hint: 'Nothing was sent for this item. Buy seats or remove the license from another user first. Users who hold the license already need no seat: turn off Check Availability to run them again.',
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
	return request.changes.filter(isAssignment).map(({ skuId }) => {
		const license = survey.bySkuId.get(skuKey(skuId));
		return {
			skuId,
			name: license?.name ?? null,
			available: availableSeats(license),
			total: license?.totalLicenses ?? 0,
			requested: survey.requested.get(skuKey(skuId)) ?? 0,
		};
	});
}

/**
 * Shares out seats in the order of the items. An item gets all seats that it needs or none; one
 * that is sent unchecked takes its seats anyway. One user counts once for a SKU. A removal frees no
 * seat: whether the user holds the license cannot be known.
 */
export function shareSeats<Item>(
	licenses: readonly License[],
	items: readonly Item[],
	requestOf: (item: Item) => SeatRequest,
): SeatSurvey<Item> {
	const bySkuId = new Map(licenses.map((license) => [skuKey(license.skuId), license]));
	const holders = new Map<string, Set<string>>();
	const requesters = new Map<string, Set<string>>();
	const refusals = new Map<Item, FieldMessages[]>();
	for (const item of items) {
		const request = requestOf(item);
		const wanted = request.changes.filter(isAssignment);
		for (const { skuId } of wanted) membersOf(requesters, skuId).add(request.customerUserId);
		const refused = request.changes.flatMap((change, index) => {
			if (!request.isChecked || !isAssignment(change)) return [];
			const name = request.fieldOf(index);
			const license = bySkuId.get(skuKey(change.skuId));
			const taken = membersOf(holders, change.skuId);
			const needsSeat = !taken.has(request.customerUserId);
			if (!license) return [{ name, messages: [`The customer has no license ${change.skuId}`] }];
			return needsSeat && taken.size >= availableSeats(license)
				? [{ name, messages: [describeShortage(license, taken.size)] }]
				: [];
		});
		if (refused.length > 0) refusals.set(item, refused);
		else for (const { skuId } of wanted) membersOf(holders, skuId).add(request.customerUserId);
	}
	const requested = new Map([...requesters].map(([skuId, users]) => [skuId, users.size]));
	return { bySkuId, requested, refusals };
}

function isAssignment(change: LicenseChange): boolean {
	return change.isSelected;
}

function membersOf(sets: Map<string, Set<string>>, skuId: string): Set<string> {
	const key = skuKey(skuId);
	const known = sets.get(key) ?? new Set<string>();
	sets.set(key, known);
	return known;
}

function availableSeats(license: License | undefined): number {
	return license?.availableLicenses ?? 0;
}

function describeShortage(license: License, taken: number): string {
	const name = license.name ?? license.skuId;
	const earlier = taken === 0 ? '' : `, and earlier items of this run take ${taken}`;
	return `No seat of ${name} is left: ${availableSeats(license)} of ${license.totalLicenses ?? 0} are free${earlier}`;
}
