import type { Api } from '../shared/api/api';
import { CallFailure, type Failure } from '../shared/api/failure';
import { MAX_PAGES } from '../shared/api/paging';
import type { Agreement } from '../shared/model/agreement';
import { nameOf } from '../shared/model/enumeration';
import type { Listed } from './changes';
import { attestationOf, keyOf } from './memory';

const MCAS = '/v1/Customers/mca';

/** Which agreements a trigger watches, in the words of the API. */
export interface Watched {
	customerId?: string;
	providerInstanceId?: string;
	searchValue?: string;
	status?: string;
}

/**
 * An order in which nothing moves while it is read page by page: the API's own, by status, moves just
 * when an agreement becomes interesting.
 */
const STEADY_ORDER = { sortPropertyName: 'CompanyName', ascendingOrder: true } as const;

/** The documented maximum first; smaller ones for an API that refuses it. */
const PAGE_SIZES = [2_000, 1_000, 500, 250, 100] as const;

/** Statuses with which a page may be refused for its size. */
const TOO_LARGE: ReadonlySet<string | undefined> = new Set(['400', '413', '422']);

/** A list that is complete, and the size of the pages in which the API gave it. */
export interface Reading {
	listed: Array<Listed<Agreement>>;
	pageSize: number;
}

/**
 * Reads all watched agreements, each once. `pageSize` is the one that was good the last time.
 * @throws CallFailure when the list cannot be read to its end: half a list would be told as changes.
 */
export async function readAgreements(
	api: Api,
	watched: Watched,
	pageSize: number = PAGE_SIZES[0],
): Promise<Reading> {
	const sizes = PAGE_SIZES.filter((size) => size <= pageSize);
	for (const size of sizes) {
		const first = await readPage(api, watched, { pageNumber: 1, pageSize: size }).catch(
			(error: unknown) => {
				const isLast = size === sizes.at(-1);
				if (isLast || !isTooLarge(error)) throw error;
				return undefined;
			},
		);
		if (first) return { listed: await readWhole(api, watched, first, size), pageSize: size };
	}
	throw new CallFailure(NO_LIST);
}

/**
 * Reads a list once more that has fewer agreements than the API counts: while it was read, one may
 * have gone, and moved others to a page that was read before. A first list that lacks an agreement
 * would have it told as new by the next poll. One that is the same again is all that the API gives.
 */
async function readWhole(
	api: Api,
	watched: Watched,
	first: Page,
	pageSize: number,
): Promise<Array<Listed<Agreement>>> {
	const { listed, isWhole } = await readRest(api, watched, first, pageSize);
	if (isWhole) return listed;
	const newFirst = await readPage(api, watched, { pageNumber: 1, pageSize });
	const again = await readRest(api, watched, newFirst, pageSize);
	if (again.isWhole || areSame(listed, again.listed)) return again.listed;
	throw new CallFailure(NOT_WHOLE);
}

/** Whether two lists have the same agreements, and some. */
function areSame(one: Array<Listed<Agreement>>, other: Array<Listed<Agreement>>): boolean {
	const keys = new Set(one.map(({ key }) => key));
	return one.length > 0 && one.length === other.length && other.every(({ key }) => keys.has(key));
}

interface ReadOnce {
	listed: Array<Listed<Agreement>>;
	/** Whether there are as many as the API counted at first. What is added meanwhile is not missing. */
	isWhole: boolean;
}

async function readRest(
	api: Api,
	watched: Watched,
	first: Page,
	pageSize: number,
): Promise<ReadOnce> {
	const listed = new Map<string, Listed<Agreement>>();
	let page = first;
	for (let pageNumber = 2; ; pageNumber += 1) {
		const knownBefore = listed.size;
		// One that comes again has moved from one page to the next meanwhile: the later one is newer.
		for (const entry of page.listed) listed.set(entry.key, entry);
		if (!page.hasMore) {
			return { listed: [...listed.values()], isWhole: listed.size >= first.counted };
		}
		if (listed.size === knownBefore || pageNumber > MAX_PAGES) throw new CallFailure(NO_END);
		page = await readPage(api, watched, { pageNumber, pageSize });
	}
}

interface Page {
	listed: Array<Listed<Agreement>>;
	hasMore: boolean;
	/** How many agreements there are on all pages; 0 where the API does not say. */
	counted: number;
}

/** A page as it may come, whatever the documentation says. */
interface Answer {
	items?: unknown;
	hasNextPage?: unknown;
	totalPages?: unknown;
	totalCount?: unknown;
}

/**
 * Reads one page.
 * @throws CallFailure when there is no good answer, or it is no list.
 */
export async function readPage(
	api: Api,
	watched: Watched,
	page: { pageNumber: number; pageSize: number },
): Promise<Page> {
	const answer: Answer | unknown[] = await api.read(MCAS, {
		query: { ...watched, ...STEADY_ORDER, ...page },
	});
	if (Array.isArray(answer))
		return { listed: answer.flatMap(toListed), hasMore: false, counted: 0 };
	const { items, totalCount } = answer;
	if (!Array.isArray(items)) throw new CallFailure(NO_LIST);
	return {
		listed: items.flatMap(toListed),
		hasMore: hasMore(answer, items.length, page),
		counted: typeof totalCount === 'number' ? totalCount : 0,
	};
}

/** What tells whether there is more; where nothing does, a full page may not be the last. */
function hasMore(
	{ hasNextPage, totalPages }: Answer,
	count: number,
	{ pageNumber, pageSize }: { pageNumber: number; pageSize: number },
): boolean {
	if (typeof hasNextPage === 'boolean') return hasNextPage;
	if (typeof totalPages === 'number') return pageNumber < totalPages;
	return count >= pageSize;
}

/** The entry, unless it does not say which agreement it is, or nothing of its status. */
function toListed(entry: unknown): Array<Listed<Agreement>> {
	const agreement = (entry ?? {}) as Agreement;
	const { customerId, providerInstanceId, attestationId } = agreement;
	const status = nameOf(agreement.status);
	if (!customerId || !providerInstanceId || !status) return [];
	const key = keyOf(customerId, providerInstanceId);
	return [{ key, status, attestation: attestationOf(attestationId), agreement }];
}

function isTooLarge(error: unknown): boolean {
	return error instanceof CallFailure && TOO_LARGE.has(error.failure.httpCode);
}

const INCOMPLETE = { kind: 'notTheApi', attempts: 1, outcome: 'unknown', passing: {} } as const;
const NO_LIST: Failure = {
	...INCOMPLETE,
	message: 'CloudCockpit did not answer with a list of agreements',
};
const NO_END: Failure = {
	...INCOMPLETE,
	message: 'The list of agreements did not come to an end',
};
const NOT_WHOLE: Failure = {
	...INCOMPLETE,
	message: 'The list of agreements has fewer than CloudCockpit counts, also when it was read again',
};
