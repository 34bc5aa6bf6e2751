import type { components } from '../../nodes/shared/api/contract';

const DEFAULT_PAGE_SIZE = 25;

export interface PageQuery {
	pageNumber?: number;
	pageSize?: number;
}

/** Cuts one page out of a list and describes it as the API's paged lists do. */
export function page<Entry, Item>(
	entries: readonly Entry[],
	{ pageNumber = 1, pageSize = DEFAULT_PAGE_SIZE }: PageQuery = {},
	present: (entry: Entry) => Item,
): components['schemas']['Paging'] & { items: Item[] } {
	const totalPages = Math.ceil(entries.length / pageSize);
	const start = (pageNumber - 1) * pageSize;
	return {
		items: entries.slice(start, start + pageSize).map(present),
		paginationParameters: { pageNumber, pageSize },
		totalPages,
		totalCount: entries.length,
		hasPreviousPage: pageNumber > 1,
		hasNextPage: pageNumber < totalPages,
		continuationToken: null,
	};
}

/** Sorts a copy of the list by a text of each entry. */
export function sortedBy<Entry>(
	entries: readonly Entry[],
	text: (entry: Entry) => string,
	ascending: boolean,
): Entry[] {
	const direction = ascending ? 1 : -1;
	const order = new Intl.Collator('en').compare;
	return [...entries].sort((a, b) => direction * order(text(a), text(b)));
}

/** Texts to look others up in, by their small letters. */
export const withoutCapitals = (texts: readonly string[]): Set<string> =>
	new Set(texts.map((text) => text.trim().toLowerCase()));

/** Whether a text holds another, capitals aside. */
export const contains = (text: string | null | undefined, wanted: string): boolean =>
	(text ?? '').toLowerCase().includes(wanted.trim().toLowerCase());
