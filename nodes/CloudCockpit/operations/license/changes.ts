import { type License, type LicenseChange, skuKey } from '../../../shared/model/license';

/** How the licenses of a user are to become, in whichever form it was given. */
export interface Wanted {
	readonly licenseInput: 'fields' | 'json' | 'exact';
	readonly assignSkuIds: readonly string[];
	readonly removeSkuIds: readonly string[];
	readonly otherLicenses: 'omit' | 'asHeld';
	readonly heldSkuIds: readonly string[];
	readonly exactSkuIds: readonly string[];
	readonly customerUserLicenses: readonly LicenseChange[];
}

/** What is sent for a user, and what it changes. */
export interface Changes {
	/** The licenses of the request. */
	sent: LicenseChange[];
	assigned: string[];
	removed: string[];
	/** What the user keeps, where that is known; undefined where others stay out of the request. */
	unchanged?: string[];
	/** Held SKUs that the customer's list does not have, so that they cannot be in the request. */
	leftOut: string[];
}

/** Whether the request must name every SKU of the customer, so that its list has to be read. */
export function namesEverySku({ licenseInput, otherLicenses }: Wanted): boolean {
	return licenseInput === 'exact' || (licenseInput === 'fields' && otherLicenses === 'asHeld');
}

/** Works out the changes of an item; `licenses` are the customer's SKUs, where they were read. */
export function changesOf(wanted: Wanted, licenses: readonly License[] = []): Changes {
	if (wanted.licenseInput === 'exact') return exactChanges(wanted.exactSkuIds, licenses);
	if (namesEverySku(wanted)) return changesToHeld(wanted, licenses);
	const sent = [
		...wanted.assignSkuIds.map((skuId) => ({ skuId, isSelected: true })),
		...wanted.removeSkuIds.map((skuId) => ({ skuId, isSelected: false })),
		...wanted.customerUserLicenses,
	];
	const { assigned, removed } = split(sent);
	return { sent, assigned, removed, leftOut: [] };
}

/** The user ends with exactly these: every SKU is in the request. What was held is not known. */
function exactChanges(exact: readonly string[], licenses: readonly License[]): Changes {
	const sent = everySku(licenses, keysOf(exact));
	return { sent, ...split(sent), unchanged: [], leftOut: [] };
}

/** What is held and assigned is selected, what is removed and all the rest is not. */
function changesToHeld(wanted: Wanted, licenses: readonly License[]): Changes {
	const [held, assign, remove] = [
		keysOf(wanted.heldSkuIds),
		keysOf(wanted.assignSkuIds),
		keysOf(wanted.removeSkuIds),
	];
	const isSelected = (key: string) => assign.has(key) || (held.has(key) && !remove.has(key));
	const kept = new Set([...held, ...assign].filter(isSelected));
	const sent = everySku(licenses, kept);
	const pick = (fits: (key: string) => boolean) =>
		sent.map(({ skuId }) => skuId).filter((skuId) => fits(skuKey(skuId)));
	const all = keysOf(sent.map(({ skuId }) => skuId));
	return {
		sent,
		assigned: pick((key) => assign.has(key) && !held.has(key)),
		removed: pick((key) => remove.has(key) && held.has(key)),
		unchanged: pick((key) => held.has(key) && kept.has(key)),
		leftOut: wanted.heldSkuIds.filter((skuId) => !all.has(skuKey(skuId))),
	};
}

/** Every SKU of the customer once, in the order of its list. */
function everySku(licenses: readonly License[], selected: ReadonlySet<string>): LicenseChange[] {
	const byKey = new Map<string, LicenseChange>();
	for (const { skuId, name } of licenses) {
		const key = skuKey(skuId);
		if (!skuId || byKey.has(key)) continue;
		byKey.set(key, { skuId, ...(name && { name }), isSelected: selected.has(key) });
	}
	return [...byKey.values()];
}

/** What the output tells of one license. */
export type LicenseRow = {
	skuId: string;
	/** Null where the run does not know it. */
	name: string | null;
	change: 'assigned' | 'removed' | 'unchanged';
};

/** Returns what the output tells of each license that an item names. */
export function presentChanges(
	{ sent, assigned, removed, unchanged }: Changes,
	skuName: (skuId: string) => string | undefined,
): LicenseRow[] {
	const written = new Map(sent.map(({ skuId, name }) => [skuKey(skuId), name]));
	const nameOf = (skuId: string) => skuName(skuId) ?? written.get(skuKey(skuId)) ?? null;
	const rows = (skuIds: readonly string[], change: LicenseRow['change']) =>
		skuIds.map((skuId) => ({ skuId, name: nameOf(skuId), change }));
	return [
		...rows(assigned, 'assigned'),
		...rows(removed, 'removed'),
		...rows(unchanged ?? [], 'unchanged'),
	];
}

function split(sent: readonly LicenseChange[]): Pick<Changes, 'assigned' | 'removed'> {
	const skuIdsOf = (isSelected: boolean) =>
		sent.filter((change) => change.isSelected === isSelected).map(({ skuId }) => skuId);
	return { assigned: skuIdsOf(true), removed: skuIdsOf(false) };
}

function keysOf(skuIds: readonly string[]): ReadonlySet<string> {
	return new Set(skuIds.map(skuKey));
}
