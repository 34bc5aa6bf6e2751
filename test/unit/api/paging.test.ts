import { MAX_PAGES, PAGE_SIZE, readList, toPage } from '../../../nodes/shared/api/paging';

test.each([
	[[1, 2], [1, 2], false],
	[{ items: [1], hasNextPage: true }, [1], true],
	[{ items: [1], hasNextPage: false }, [1], false],
	[{ items: [1] }, [1], false],
	[{ items: null, hasNextPage: true }, [], true],
	[{ hasNextPage: null }, [], false],
	[{ items: {} as never }, [], false],
	[{ items: [1], hasNextPage: 'yes' as never }, [1], false],
])('%j is one page', (answer, items, hasNextPage) => {
	expect(toPage<number>(answer as never)).toEqual({ items, hasNextPage });
});

/** Reads a list whose pages are given, and tells what was asked for. */
async function read(pages: Array<unknown[]>, limit?: number) {
	const asked: Array<[number, number]> = [];
	const entries = await readList(async ({ pageNumber, pageSize }) => {
		asked.push([pageNumber, pageSize]);
		return { items: pages[pageNumber - 1] ?? [], hasNextPage: pageNumber < pages.length };
	}, limit);
	return { entries, asked };
}

test('reads to the last page', async () => {
	expect(await read([[1, 2], [3], [4]])).toEqual({
		entries: [1, 2, 3, 4],
		asked: [
			[1, PAGE_SIZE],
			[2, PAGE_SIZE],
			[3, PAGE_SIZE],
		],
	});
});

test('ends with an empty page, and with one that brings nothing new', async () => {
	expect((await read([[1], [], [2]])).asked).toHaveLength(2);
	expect((await read([[1, 2], [2, 1], [3]])).entries).toEqual([1, 2]);
	expect((await read([[]])).asked).toHaveLength(1);
});

test('leaves out what comes again', async () => {
	const [a, b, c] = [{ id: 1 }, { id: 2 }, { id: 3 }];
	expect(
		(
			await read([
				[a, b],
				[{ ...b }, c],
			])
		).entries,
	).toEqual([a, b, c]);
});

test('ends when the list never does', async () => {
	let pages = 0;
	const entries = await readList(async () => ({ items: [(pages += 1)], hasNextPage: true }));
	expect(pages).toBe(MAX_PAGES);
	expect(entries).toHaveLength(MAX_PAGES);
});

test.each([
	[1, 1, 1],
	[250, 250, 1],
	[251, 126, 2],
	[500, 250, 2],
	[501, 167, 3],
])('a limit of %d asks for pages of %d', async (limit, pageSize, pages) => {
	const all = Array.from({ length: 4 }, (_, page) =>
		Array.from({ length: pageSize }, (__, index) => `${page}/${index}`),
	);
	const { entries, asked } = await read(all, limit);
	expect(entries).toHaveLength(limit);
	expect(asked).toEqual(Array.from({ length: pages }, (_, index) => [index + 1, pageSize]));
});

test('gives no more than the limit when the API gives more than a page', async () => {
	expect((await read([[1, 2, 3, 4]], 2)).entries).toEqual([1, 2]);
});
