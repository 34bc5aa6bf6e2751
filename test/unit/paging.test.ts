import { MAX_PAGES, PAGE_SIZE, readList } from '../../nodes/shared/api/paging';

test('a list that always has another new page ends at the ceiling', async () => {
	const asked: number[] = [];
	const entries = await readList(
		async (pageNumber, pageSize) => {
			asked.push(pageNumber);
			expect(pageSize).toBe(PAGE_SIZE);
			return { items: [{ id: pageNumber }], hasNextPage: true };
		},
		({ id }) => String(id),
	);

	expect(asked).toHaveLength(MAX_PAGES);
	expect(entries).toHaveLength(MAX_PAGES);
});
