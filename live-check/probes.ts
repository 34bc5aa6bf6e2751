/** Tries out what plain reads do not show: pages of other sizes, wrong ids, a broken token. */
import { randomUUID } from 'node:crypto';
import { findOperation, READS } from './contract';
import type { Ids, Operation } from './contract';
import { isObject, itemsOf } from './describe';
import type { Exchange } from './journal';
import { isReadable } from './reads';
import type { Check } from './reads';

const DEFAULT_PAGE_SIZE = 25;
/** As documented. */
const LARGEST_PAGE = 2000;
const NOT_THERE = [400, 404];

export async function probe(check: Check, place: Ids): Promise<void> {
	for (const operation of READS.filter((candidate) => isReadable(candidate, place))) {
		if (operation.paging)
			await probePages(check, { ...operation, paging: operation.paging }, place);
		await probeIds(check, operation, place);
	}
	await check.send({
		operation: findOperation('getCustomer'),
		why: 'an id that is none',
		ids: { customerId: 'no-id' },
		expect: NOT_THERE,
	});
	await check.send({
		operation: findOperation('getProviderInstances'),
		why: 'a broken token',
		token: 'broken',
		expect: [401],
	});
}

type Paged = Operation & Required<Pick<Operation, 'paging'>>;
interface Page {
	number: number;
	size: number;
}

async function probePages({ send, journal }: Check, operation: Paged, ids: Ids): Promise<void> {
	const { pageNumber, pageSize } = operation.paging;
	const find = (where: string, what: string) => journal.find(operation.id, { where, what });
	const request = (page: Page, expect?: number[]) => ({
		...{ operation, ids, expect },
		why: `page ${page.number}, size ${page.size}`,
		query: { [pageNumber]: page.number, [pageSize]: page.size },
	});
	const read = async (page: Page) => {
		const exchange = await send(request(page));
		judgePage(exchange, page, find);
		return exchange;
	};

	for (const exchange of journal.answersOf(operation.id)) {
		judgePage(exchange, { number: 1, size: DEFAULT_PAGE_SIZE }, find);
	}
	const [first] = itemsOf((await read({ number: 1, size: 1 })).body);
	const [second] = itemsOf((await read({ number: 2, size: 1 })).body);
	if (first && JSON.stringify(first) === JSON.stringify(second)) {
		find('items', 'page 2 has the entry of page 1');
	}
	await read({ number: 1, size: LARGEST_PAGE });
	await send(request({ number: 1, size: LARGEST_PAGE + 1 }, [400]));
}

/** Holds what a page says of itself against what was asked for; what it does not say is passed over. */
function judgePage(
	{ body, status }: Exchange,
	{ number, size }: Page,
	find: (where: string, what: string) => void,
): void {
	if (status !== 200 || !isObject(body) || !Array.isArray(body.items)) return;
	const { items, totalCount, totalPages, paginationParameters } = body;
	const told = isObject(paginationParameters) ? paginationParameters : {};
	const differs = (value: unknown, expected: number | boolean) =>
		typeof value === typeof expected && value !== expected;

	if (differs(told.pageNumber, number)) find('paginationParameters.pageNumber', 'not as asked for');
	if (differs(told.pageSize, size)) find('paginationParameters.pageSize', 'not as asked for');
	if (items.length > size) find('items', 'more than pageSize');
	if (typeof totalCount === 'number') {
		const left = totalCount - (number - 1) * size;
		if (items.length !== Math.min(size, Math.max(0, left))) {
			find('totalCount', 'does not fit the number of items');
		}
		if (differs(totalPages, Math.ceil(totalCount / size))) {
			find('totalPages', 'does not fit totalCount and pageSize');
		}
	}
	if (differs(body.hasPreviousPage, number > 1)) find('hasPreviousPage', 'does not fit the page');
	if (typeof totalPages === 'number' && differs(body.hasNextPage, number < totalPages)) {
		find('hasNextPage', 'does not fit totalPages');
	}
}

/** Asks for something that is not there, by one made-up id after the other. */
async function probeIds({ send }: Check, operation: Operation, place: Ids): Promise<void> {
	for (const id of operation.ids) {
		await send({
			operation,
			why: `made-up ${id}`,
			ids: { ...place, [id]: randomUUID() },
			expect: NOT_THERE,
		});
	}
}
