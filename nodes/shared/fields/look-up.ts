import type { Api } from '../api/api';
import { CallFailure } from '../api/failure';
import { readLicenses, type License, type LicensePlace, skuKey } from '../model/license';

/** What a run has looked up so far: each thing once, however many items ask for it. */
export interface LookUps {
	/** Returns the result of `look` for a key. Only the first call for a key looks. */
	once<T>(key: string, look: () => Promise<T>): Promise<T>;
	/** What the run has to tell beside its output, each sentence once. */
	readonly hints: Set<string>;
	/** The name of a SKU, if the run has come across it. */
	skuName(skuId: string): string | undefined;
	/** Remembers the names of SKUs. */
	noteSkus(licenses: readonly License[]): void;
}

/** Creates the look-ups of one run. */
export function createLookUps(): LookUps {
	const results = new Map<string, Promise<unknown>>();
	const skuNames = new Map<string, string>();
	return {
		hints: new Set(),
		skuName: (skuId) => skuNames.get(skuKey(skuId)),
		noteSkus(licenses) {
			for (const { skuId, name } of licenses) if (name) skuNames.set(skuKey(skuId), name);
		},
		async once<T>(key: string, look: () => Promise<T>) {
			const known = results.get(key) ?? look();
			results.set(key, known);
			return await (known as Promise<T>);
		},
	};
}

/** Names that the run has come across, for people to read in its output. */
export interface Names {
	customerName?: string;
	userName?: string;
}

/** What somebody who looks a value up has at hand. */
export interface Search {
	api: Api;
	lookUps: LookUps;
	/** The value of a field that is listed above this one, looked up itself where need be. */
	above(name: string): unknown;
	/** Where to note names that were found on the way. */
	names: Names;
}

/** Finds a value. Throws CallFailure when there is none, or more than one. */
export type Find<T> = (search: Search) => Promise<T>;

/** A value that is still to be found, and where it belongs. */
export interface Pending {
	/** The values in which it stands, by field name: those of the item or of a collection. */
	values: Record<string, unknown>;
	name: string;
	find: Find<unknown>;
}

/**
 * Finds the values that an item's fields only describe, in the order of the fields, and puts them in
 * their places.
 * @throws CallFailure, which names the field, when one of them cannot be found.
 */
export async function resolvePending(
	pending: readonly Pending[],
	api: Api,
	lookUps: LookUps,
	names: Names,
): Promise<void> {
	for (const { values, name, find } of pending) {
		values[name] = await find({ api, lookUps, names, above: (other) => values[other] });
	}
}

/** Returns the failure of an item that describes what does not exist, or exists more than once. */
export function notFound(field: string, message: string): CallFailure {
	return new CallFailure({
		kind: 'invalid',
		message,
		hint: 'Nothing was sent for this item.',
		fields: [{ name: field, messages: [message] }],
		attempts: 0,
		outcome: 'notSent',
	});
}

/**
 * Returns a customer's SKUs and seats, read once a run.
 * @throws CallFailure when they cannot be read, or the list is not whole.
 */
export async function lookUpLicenses(
	api: Api,
	lookUps: LookUps,
	{ customerId, providerInstanceId }: LicensePlace,
): Promise<readonly License[]> {
	const place = { customerId, providerInstanceId };
	const key = `licenses ${customerId} ${providerInstanceId}`;
	return await lookUps.once(key, async () => {
		const licenses = await readLicenses(api, place);
		lookUps.noteSkus(licenses);
		return licenses;
	});
}
