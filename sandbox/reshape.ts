/** Lists as a service may send them that does not keep to its documentation. */
import type { Answer } from './answers';

interface Page {
	items: unknown[];
	[key: string]: unknown;
}

const SHAPES = {
	/** An entry that is null, before the others. */
	nullItem: (page) => ({ ...page, items: [null, ...page.items] }),
	/** An entry without fields, before the others. */
	emptyItem: (page) => ({ ...page, items: [{}, ...page.items] }),
	nullItems: (page) => ({ ...page, items: null }),
	/** The list under another name, and nothing else. */
	value: ({ items }) => ({ value: items }),
	/** Only totalPages tells whether there is more. */
	noHasNextPage: ({ hasNextPage, ...page }) => page,
	/** No entries, but more to come. */
	emptyPage: (page) => ({ ...page, items: [], hasNextPage: true }),
	totalTooLow: (page) => ({ ...page, totalCount: 0 }),
	totalTooHigh: (page) => ({ ...page, totalCount: 99_999 }),
} as const satisfies Record<string, (page: Page) => object>;

export type Shape = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

/** The answer in another shape. One that is no list stays as it is. */
export function reshape(answer: Answer, shape: Shape): Answer {
	const { body } = answer;
	if (isPage(body)) return { ...answer, body: SHAPES[shape](body) };
	if (!Array.isArray(body)) return answer;
	const shaped: { items?: unknown; value?: unknown } = SHAPES[shape]({ items: body });
	return { ...answer, body: Array.isArray(shaped.items) ? shaped.items : shaped };
}

const isPage = (body: unknown): body is Page =>
	typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
