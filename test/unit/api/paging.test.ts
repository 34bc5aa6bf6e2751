import { MAX_PAGES, PAGE_SIZE, readList, toPage } from '../../../nodes/shared/api/paging';
import { failureOf } from '../support/api';

const [A, B, C, D] = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];

describe('one page', () => {
	test.each<[unknown, object]>([
		[[A, B], { items: [A, B], hasNextPage: false }],
		[[], { items: [], hasNextPage: false }],
		[
			{ items: [A], hasNextPage: true },
			{ items: [A], hasNextPage: true },
		],
		[
			{ items: [A], hasNextPage: false },
			{ items: [A], hasNextPage: false },
		],
		[{ items: [A] }, { items: [A], hasNextPage: false }],
		[
			{ items: [A], hasNextPage: 'yes' },
			{ items: [A], hasNextPage: false },
		],
		[
			{ items: [A], totalPages: 3, totalCount: 5 },
			{ items: [A], totalPages: 3, totalCount: 5 },
		],
		[{ items: [A], hasNextPage: false, totalPages: 3 }, { totalPages: undefined }],
		[
			{ items: [], totalPages: -1, totalCount: '5' },
			{ totalPages: undefined, totalCount: undefined },
		],
		[[A, null, 7, 'x', [B], undefined], { items: [A], unreadable: 5 }],
	])('of %j is %j', (answer, page) => {
		expect(toPage(answer as never)).toMatchObject({ unreadable: 0, ...page });
	});

	test.each([[null], [undefined], [7], ['[]'], [{}], [{ items: null }], [{ items: {} }]])(
		'of %j is none',
		(answer) => {
			expect(() => toPage(answer as never)).toThrow('CloudCockpit did not answer with a list');
		},
	);
});

/** Reads a list whose pages are given, and tells what was asked for and said. */
async function read(
	pages: unknown[][],
	{
		limit,
		fits,
		more = {},
	}: { limit?: number; fits?: (entry: object) => boolean; more?: object } = {},
) {
	const asked: Array<[number, number]> = [];
	const told: string[] = [];
	const entries = await readList<object>(
		async ({ pageNumber, pageSize }) => {
			asked.push([pageNumber, pageSize]);
			const items = (pages[pageNumber - 1] ?? []) as object[];
			return { items, hasNextPage: pageNumber < pages.length, ...more };
		},
		limit,
		(message) => void told.push(message),
		fits,
	);
	return { entries, asked, told };
}

test('reads to the last page', async () => {
	expect(await read([[A, B], [C], [D]])).toEqual({
		entries: [A, B, C, D],
		asked: [1, 2, 3].map((page) => [page, PAGE_SIZE]),
		told: [],
	});
});

test('reads as many pages as the API counts, where it says no more', async () => {
	const more = { hasNextPage: undefined, totalPages: 2 };
	expect((await read([[A], [B], [C]], { more })).entries).toEqual([A, B]);
});

test('an empty list is read once', async () => {
	expect(await read([[]])).toMatchObject({ entries: [], asked: [[1, PAGE_SIZE]], told: [] });
});

test('leaves out what comes again', async () => {
	expect(
		(
			await read([
				[A, B],
				[{ ...B }, C],
			])
		).entries,
	).toEqual([A, B, C]);
});

test('gives what fits, up to the limit', async () => {
	const fits = (entry: object) => entry !== A && entry !== C;
	expect(
		(
			await read(
				[
					[A, B],
					[C, D],
				],
				{ fits },
			)
		).entries,
	).toEqual([B, D]);
	const { entries, asked } = await read([[A, B], [C, D], [A]], { fits, limit: 1 });
	expect(entries).toEqual([B]);
	// However few are wanted, the pages are not small: who knows how many of them it takes.
	expect(asked).toEqual([[1, PAGE_SIZE]]);
});

describe('a list that is not whole by what the API says', () => {
	test.each<[string, unknown[][], object, string]>([
		[
			'an empty page before the last',
			[[A], [], [B]],
			{},
			'CloudCockpit says that there is more after page 2, but gives nothing new',
		],
		[
			'a page that brings nothing new',
			[[A, B], [B, A], [C]],
			{},
			'CloudCockpit says that there is more after page 2, but gives nothing new',
		],
		['entries that are none', [[A, null, 7]], {}, '2 of its entries could not be read'],
		['another count', [[A]], { totalCount: 2 }, 'CloudCockpit counts 2 entries, but gave 1'],
	])('by %s is read once more, and told', async (_, pages, more, flaw) => {
		const { asked, told } = await read(pages, { more });
		expect(told).toEqual([`The list may not be complete, even when read again: ${flaw}.`]);
		expect(asked.filter(([page]) => page === 1)).toHaveLength(2);
	});

	test('fails where there is nobody to tell', async () => {
		const failure = await failureOf(readList(async () => ({ items: [A], totalCount: 2 })));
		expect(failure).toMatchObject({
			...{ kind: 'notTheApi', outcome: 'unknown' },
			message: 'The list is not complete: CloudCockpit counts 2 entries, but gave 1',
		});
	});

	test.each([
		['the second reading where it is whole', [[A], [A, B]], [A, B], 0],
		['the second reading where it has more', [[A], [A, B]], [A, B], 1],
		['the first where the second has less', [[A, B], [A]], [A, B], 1],
	])('gives %s', async (_, readings, expected, hints) => {
		const told: string[] = [];
		let reading = 0;
		const totalCount = hints === 0 ? 2 : 3;
		const entries = await readList<object>(
			async () => ({ items: readings[reading++] ?? [], totalCount }),
			Infinity,
			(message) => void told.push(message),
		);
		expect(entries).toEqual(expected);
		expect(told).toHaveLength(hints);
	});

	test('is no matter where the limit is reached', async () => {
		const { told, asked } = await read([[A, B, null]], { limit: 2, more: { totalCount: 9 } });
		expect(told).toEqual([expect.stringContaining('1 of its entries')]);
		expect(asked).toHaveLength(2);
		expect((await read([[A, B]], { limit: 2, more: { totalCount: 9 } })).told).toEqual([]);
	});
});

test('ends when the list never does', async () => {
	let pages = 0;
	const told: string[] = [];
	const entries = await readList(
		async () => ({ items: [{ id: (pages += 1) }], hasNextPage: true }),
		Infinity,
		(message) => void told.push(message),
	);
	expect(pages).toBe(2 * MAX_PAGES);
	expect(entries).toHaveLength(MAX_PAGES);
	expect(told).toHaveLength(1);
});

test.each([
	[1, 1, 1],
	[250, 250, 1],
	[251, 126, 2],
	[500, 250, 2],
	[501, 167, 3],
])('a limit of %d asks for pages of %d', async (limit, pageSize, pages) => {
	const all = Array.from({ length: 4 }, (_, page) =>
		Array.from({ length: pageSize }, (__, index) => ({ id: `${page}/${index}` })),
	);
	const { entries, asked } = await read(all, { limit });
	expect(entries).toHaveLength(limit);
	expect(asked).toEqual(Array.from({ length: pages }, (_, index) => [index + 1, pageSize]));
});

test('gives no more than the limit when the API gives more than a page', async () => {
	expect((await read([[A, B, C, D]], { limit: 2 })).entries).toEqual([A, B]);
});
