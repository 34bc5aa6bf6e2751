import type { Api } from '../../shared/api/api';
import type { LookUps, Names } from '../../shared/fields/look-up';

/**
 * A look at what is there before anything is written, shared by all items with the same key: whether
 * an item can succeed may depend on what the others want.
 */
export interface Survey<V, Found> {
	/** Whether the item needs it. */
	isWanted: (values: V) => boolean;
	key: (values: V) => string;
	/** Looks, for all items with the same key, also those that do not need it. */
	look: (api: Api, items: readonly V[], lookUps: LookUps) => Promise<Found>;
	/** Throws CallFailure when the item cannot succeed. */
	verify?: (found: Found, values: V) => void;
	/** Whether each item must see it as it is right before it is written. */
	isFresh?: boolean;
	/** Names in what was found. */
	names?: (found: Found) => Names;
}

/**
 * Returns what the survey finds for an item; undefined for one that needs none. Looked for once for
 * all items with the same key, and again where it must not be from before.
 */
export type FoundFor<V, Found> = (
	values: V,
	api: Api,
	isAgain?: boolean,
) => Promise<Found | undefined>;

/** Creates the surveys of a run with these items. */
export function createSurveys<V, Found>(
	survey: Survey<V, Found> | undefined,
	items: readonly V[],
	lookUps: LookUps,
): FoundFor<V, Found> {
	const found = new Map<string, Promise<Found>>();
	let sharing: ReadonlyMap<string, V[]> | undefined;
	return async (values, api, isAgain = false) => {
		if (!survey?.isWanted(values)) return undefined;
		const key = survey.key(values);
		const known = isAgain ? undefined : found.get(key);
		if (known) return await known;
		sharing ??= groupBy(items, survey.key);
		const looking = survey.look(api, sharing.get(key) ?? [], lookUps);
		found.set(key, looking);
		return await looking;
	};
}

function groupBy<V>(items: readonly V[], keyOf: (item: V) => string): Map<string, V[]> {
	const groups = new Map<string, V[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
