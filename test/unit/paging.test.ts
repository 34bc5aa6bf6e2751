import { MAX_PAGES, PAGE_SIZE, readList } from '../../nodes/shared/api/paging';

test('a list that always has another new page ends at the ceiling', async () => {
	const asked: number[] = [];
	const entries = await readList(async (pageNumber, pageSize) => {
		asked.push(pageNumber);
		expect(pageSize).toBe(PAGE_SIZE);
		return { items: [{ id: pageNumber }], hasNextPage: true };
	});

	expect(asked).toHaveLength(MAX_PAGES);
	expect(entries).toHaveLength(MAX_PAGES);
});

test('entries without an id are all kept, and one that comes twice is not', async () => {
	const pages = [[{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'c' }], []];
	const entries = await readList(async (pageNumber) => ({
		items: pages[pageNumber - 1] ?? [],
		hasNextPage: true,
	}));

	expect(entries).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
});
