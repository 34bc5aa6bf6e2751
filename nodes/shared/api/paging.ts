/** The size that a public client of the API uses in production; the documented maximum is 2000. */
export const PAGE_SIZE = 250;
/** Far beyond any real list; ends a list that would never end. */
export const MAX_PAGES = 2_000;

/** A list as the API gives it: an array, or a page with a sign whether there is more. */
export type ListAnswer<T> = T[] | { items?: T[] | null; hasNextPage?: boolean | null };

/** One page of a list; pages are counted from 1. */
export interface Page {
	pageNumber: number;
	pageSize: number;
}

export type FetchPage<T> = (page: Page) => Promise<ListAnswer<T>>;

/** One page in one shape, whichever the API used. */
export function toPage<T>(answer: ListAnswer<T>): { items: T[]; hasNextPage: boolean } {
	if (Array.isArray(answer)) return { items: answer, hasNextPage: false };
	const items = Array.isArray(answer.items) ? answer.items : [];
	return { items, hasNextPage: answer.hasNextPage === true };
}

/**
 * Reads a list page by page, up to `limit` entries that `fits` lets through, and fetches no more than
 * needed for that. An entry that comes again because the list shifted between two pages is left out.
 * Always ends: with the last page, an empty page, a page that brings nothing new, or MAX_PAGES.
 */
export async function readList<T>(
	fetchPage: FetchPage<T>,
	limit = Infinity,
	fits?: (entry: T) => boolean,
): Promise<T[]> {
	const pageSize = pageSizeFor(fits ? Infinity : limit);
	// By content: no documented list promises that every entry has an id.
	const entries = new Map<string, T>();
	const matches = () => (fits ? [...entries.values()].filter(fits) : [...entries.values()]);
	for (let pageNumber = 1; pageNumber <= MAX_PAGES; pageNumber += 1) {
		const page = toPage(await fetchPage({ pageNumber, pageSize }));
		const knownBefore = entries.size;
		for (const entry of page.items) entries.set(JSON.stringify(entry), entry);
		if (entries.size === knownBefore || !page.hasNextPage) break;
		if (entries.size >= limit && matches().length >= limit) break;
	}
	return matches().slice(0, limit);
}

/** Pages of equal size, so that the last one does not fetch what nobody asked for. */
function pageSizeFor(limit: number): number {
	if (limit === Infinity) return PAGE_SIZE;
	return Math.ceil(limit / Math.ceil(limit / PAGE_SIZE));
}
