import { notTheApi } from './failure';

const HINT = 'Check the Base URL in the credential, and try again.';

/** The size that a public client of the API uses in production; the documented maximum is 2000. */
export const PAGE_SIZE = 250;
/** Far beyond any real list; ends a list that would never end. */
export const MAX_PAGES = 2_000;

/** A list as the API gives it: an array, or a page that tells how many there are. */
export type ListAnswer<T> =
	| T[]
	| {
			items?: T[] | null;
			hasNextPage?: boolean | null;
			totalPages?: number | null;
			totalCount?: number | null;
	  };

/** One page of a list; pages are counted from 1. */
export interface Page {
	pageNumber: number;
	pageSize: number;
}

export type FetchPage<T> = (page: Page) => Promise<ListAnswer<T>>;

/** One page in one shape, whichever the API used. */
interface ReadPage<T> {
	/** Without those that are no objects. */
	items: T[];
	/** How many entries are no objects. */
	unreadable: number;
	hasNextPage: boolean;
	totalPages?: number;
	totalCount?: number;
}

/** @throws CallFailure when there is no list in the answer. */
export function toPage<T>(answer: ListAnswer<T>): ReadPage<T> {
	const page = Array.isArray(answer) ? { items: answer, hasNextPage: false } : answer;
	const { items: entries, hasNextPage, totalPages, totalCount } = (page ?? {}) as Answered;
	if (!Array.isArray(entries)) throw notTheApi('CloudCockpit did not answer with a list', HINT);
	const items = (entries as unknown[]).filter(
		(entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
	) as T[];
	return {
		items,
		unreadable: entries.length - items.length,
		hasNextPage: hasNextPage === true,
		totalPages: hasNextPage === false ? undefined : countOf(totalPages),
		totalCount: countOf(totalCount),
	};
}

type Answered = Readonly<
	Partial<Record<'items' | 'hasNextPage' | 'totalPages' | 'totalCount', unknown>>
>;

/**
 * Reads a list page by page, up to `limit` entries that `fits` lets through, and fetches no more than
 * needed for that. An entry that comes again because the list shifted between two pages is left out. A
 * list that is not whole by what the API itself says is read once more; `tell` is told what is still
 * missing then.
 * @throws CallFailure when an answer has no list in it, or when the list is not whole and there is
 * nobody to tell.
 */
export async function readList<T>(
	fetchPage: FetchPage<T>,
	limit = Infinity,
	tell?: (message: string) => void,
	fits?: (entry: T) => boolean,
): Promise<T[]> {
	const wanted = { limit, fits };
	let reading = await readOnce(fetchPage, wanted);
	if (reading.flaw !== undefined) {
		const second = await readOnce(fetchPage, wanted);
		const isBetter = second.flaw === undefined || second.entries.length > reading.entries.length;
		if (isBetter) reading = second;
	}
	if (reading.flaw !== undefined) {
		report(reading.flaw, 'The list may not be complete, even when read again', tell);
	}
	return reading.entries.slice(0, limit);
}

/**
 * Returns the entries of a list that the API gives in one answer, equal ones too. `tell` is told what
 * is missing by what the API itself says.
 * @throws CallFailure when there is no list, or when it is not whole and there is nobody to tell.
 */
export function toList<T>(answer: ListAnswer<T>, tell?: (message: string) => void): T[] {
	const { items, unreadable, hasNextPage, totalPages = 1, totalCount } = toPage(answer);
	const all = items.length + unreadable;
	const flaw =
		unreadableFlaw(unreadable) ??
		(hasNextPage || totalPages > 1
			? 'CloudCockpit says that there is more'
			: countFlaw(totalCount, all));
	if (flaw !== undefined) report(flaw, 'The list may not be complete', tell);
	return items;
}

function report(flaw: string, doubt: string, tell?: (message: string) => void): void {
	if (!tell) throw notTheApi(`The list is not complete: ${flaw}`, HINT);
	tell(`${doubt}: ${flaw}.`);
}

function unreadableFlaw(count: number): string | undefined {
	return count > 0 ? `${count} of its entries could not be read` : undefined;
}

function countFlaw(counted: number | undefined, given: number): string | undefined {
	if (counted === undefined || counted === given) return undefined;
	return `CloudCockpit counts ${counted} entries, but gave ${given}`;
}

interface Reading<T> {
	/** Those that fit. */
	entries: T[];
	/** Why entries may be missing, in words, if they may. */
	flaw?: string;
}

interface Wanted<T> {
	limit: number;
	fits?: (entry: T) => boolean;
}

async function readOnce<T>(
	fetchPage: FetchPage<T>,
	{ limit, fits }: Wanted<T>,
): Promise<Reading<T>> {
	// How many pages it takes until enough entries fit is not known: none of them shall be small.
	const pageSize = pageSizeFor(fits ? Infinity : limit);
	// By content: no documented list promises that every entry has an id.
	const known = new Set<string>();
	const entries: T[] = [];
	let unreadable = 0;
	for (let pageNumber = 1; ; pageNumber += 1) {
		const page = toPage(await fetchPage({ pageNumber, pageSize }));
		const knownBefore = known.size;
		for (const entry of page.items) {
			const content = JSON.stringify(entry);
			if (!known.has(content) && (fits?.(entry) ?? true)) entries.push(entry);
			known.add(content);
		}
		unreadable += page.unreadable;
		const { totalPages = 0, totalCount } = page;
		const isLast = !page.hasNextPage && pageNumber >= totalPages;
		const isStuck = known.size === knownBefore || pageNumber === MAX_PAGES;
		if (!isLast && !isStuck && entries.length < limit) continue;
		const flaws = [
			unreadableFlaw(unreadable),
			entries.length < limit &&
				!isLast &&
				`CloudCockpit says that there is more after page ${pageNumber}, but gives nothing new`,
			entries.length < limit && countFlaw(totalCount, known.size),
		];
		return { entries, flaw: flaws.find((flaw) => typeof flaw === 'string') };
	}
}

/** Pages of equal size, so that the last one does not fetch what nobody asked for. */
function pageSizeFor(limit: number): number {
	if (limit === Infinity) return PAGE_SIZE;
	return Math.ceil(limit / Math.ceil(limit / PAGE_SIZE));
}

function countOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
