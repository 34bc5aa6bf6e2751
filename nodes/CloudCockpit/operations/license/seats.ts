import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../../../shared/api/calls';
import type { components } from '../../../shared/api/contract';
import { CallFailure, type FieldMessages } from '../../../shared/api/failure';
import { toPage } from '../../../shared/api/paging';
import type { RunView } from '../operation';
import type { Changes, LicenseChange } from './changes';

export type License = components['schemas']['License'];

/** What counting seats needs to know of an item. */
export interface SeatRequest extends Changes {
	customerId: string;
	customerUserId: string;
	providerInstanceId: string;
	checkAvailability: boolean;
}

/** The seats of one customer and how the run's items share them. */
export interface SeatSurvey {
	bySkuId: ReadonlyMap<string, License>;
	/** Seats that the run asks for, by SKU. */
	requested: ReadonlyMap<string, number>;
	/** What is wrong with the items that do not fit. */
	refusals: ReadonlyMap<SeatRequest, FieldMessages[]>;
}

/** Reads the SKUs and seats of a customer, in one array whichever list shape the API used. */
export async function readLicenses(
	api: Api,
	customerId: string,
	providerInstanceId: string,
): Promise<License[]> {
	const answer = await api.read('/v1/Customers/{customerId}/licenses', {
		path: { customerId },
		query: { providerInstanceId },
	});
	return toPage(answer).items;
}

/** Looks up the seats of the item's customer, once a run, and shares them out in input order. */
export async function surveySeats<Plan extends SeatRequest>(
	plan: Plan,
	{ api, plans, once }: RunView<Plan>,
): Promise<SeatSurvey> {
	const { customerId, providerInstanceId } = plan;
	return await once(`seats ${customerId} ${providerInstanceId}`, async () => {
		const licenses = await readLicenses(api, customerId, providerInstanceId);
		const requests = plans.filter(
			(other) => other.customerId === customerId && other.providerInstanceId === providerInstanceId,
		);
		return shareSeats(licenses, requests);
	});
}

/** Throws when the item does not get the seats that it needs. */
export function assertSeats(survey: SeatSurvey, request: SeatRequest): void {
	const fields = survey.refusals.get(request);
	if (!fields) return;
	throw new CallFailure({
		message: fields.flatMap((field) => field.messages).join('; '),
		hint: 'Nothing was sent for this item. Buy seats or remove the license from another user first. Users who hold the license already need no seat: turn off Check Availability to run them again.',
		fields,
		attempts: 0,
		outcome: 'notSent',
	});
}

/** How many seats there are of what a dry run would assign. */
export function presentAvailability(survey: SeatSurvey, request: SeatRequest): IDataObject[] {
	return request.changes.filter(isAssignment).map(({ skuId }) => {
		const license = survey.bySkuId.get(skuId.toLowerCase());
		return {
			skuId,
			name: license?.name ?? null,
			available: availableSeats(license),
			total: license?.totalLicenses ?? 0,
			requested: survey.requested.get(skuId.toLowerCase()) ?? 0,
		};
	});
}

/**
 * Shares out seats in the order of the requests. An item gets all seats that it needs or none; one
 * that is sent unchecked takes its seats anyway. One user counts once for a SKU. A removal frees no
 * seat: whether the user holds the license cannot be known.
 */
export function shareSeats(licenses: License[], requests: readonly SeatRequest[]): SeatSurvey {
	const bySkuId = new Map(licenses.map((license) => [license.skuId?.toLowerCase() ?? '', license]));
	const holders = new Map<string, Set<string>>();
	const requesters = new Map<string, Set<string>>();
	const refusals = new Map<SeatRequest, FieldMessages[]>();
	for (const request of requests) {
		const wanted = request.changes.filter(isAssignment);
		for (const { skuId } of wanted) membersOf(requesters, skuId).add(request.customerUserId);
		const refused = request.changes.flatMap((change, index) => {
			if (!request.checkAvailability || !isAssignment(change)) return [];
			const name = request.fieldOf(index);
			const license = bySkuId.get(change.skuId.toLowerCase());
			const taken = membersOf(holders, change.skuId);
			const needsSeat = !taken.has(request.customerUserId);
			if (!license) return [{ name, messages: [`The customer has no license ${change.skuId}`] }];
			return needsSeat && taken.size >= availableSeats(license)
				? [{ name, messages: [describeShortage(license, taken.size)] }]
				: [];
		});
		if (refused.length > 0) refusals.set(request, refused);
		else for (const { skuId } of wanted) membersOf(holders, skuId).add(request.customerUserId);
	}
	const requested = new Map([...requesters].map(([skuId, users]) => [skuId, users.size]));
	return { bySkuId, requested, refusals };
}

function isAssignment(change: LicenseChange): boolean {
	return change.isSelected;
}

function membersOf(sets: Map<string, Set<string>>, skuId: string): Set<string> {
	const key = skuId.toLowerCase();
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
