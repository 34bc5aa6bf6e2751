import type { Shape } from '../../sandbox';
import { SHAPE_NAMES } from '../../sandbox/reshape';
import { CUSTOMERS } from '../../sandbox/seed';
import { EUROPE, mcaPath, useSandbox } from './support';

const scene = useSandbox();
const licensesPath = `/v1/Customers/${CUSTOMERS.proseware.id}/licenses`;
const page = async () => (await scene.http.get('/v1/Customers', { params: { pageSize: 4 } })).data;
const licenses = async () =>
	(await scene.http.get(licensesPath, { params: { providerInstanceId: EUROPE } })).data;

type Page = { items: unknown[]; hasNextPage: boolean };
const withoutHasNextPage = ({ hasNextPage, ...rest }: Page) => rest;
const PAGES: Record<Shape, (whole: Page) => unknown> = {
	nullItem: (whole) => ({ ...whole, items: [null, ...whole.items] }),
	emptyItem: (whole) => ({ ...whole, items: [{}, ...whole.items] }),
	nullItems: (whole) => ({ ...whole, items: null }),
	value: ({ items }) => ({ value: items }),
	noHasNextPage: withoutHasNextPage,
	emptyPage: (whole) => ({ ...whole, items: [], hasNextPage: true }),
	totalTooLow: (whole) => ({ ...whole, totalCount: 0 }),
	totalTooHigh: (whole) => ({ ...whole, totalCount: 99_999 }),
};

test.each(SHAPE_NAMES)('a page as %s, once', async (shape) => {
	const whole = await page();
	expect(whole).toMatchObject({ totalPages: 3, hasNextPage: true });
	scene.sandbox.inject({ kind: 'reshape', shape });
	expect(await page()).toEqual(PAGES[shape](whole));
	expect(scene.sandbox.requests.at(-1)).toMatchObject({ status: 200, applied: true });
	expect(await page()).toEqual(whole);
});

test.each<[Shape, (list: unknown[]) => unknown]>([
	['nullItem', (list) => [null, ...list]],
	['emptyItem', (list) => [{}, ...list]],
	['nullItems', () => ({ items: null })],
	['value', (list) => ({ value: list })],
	['emptyPage', () => []],
	['noHasNextPage', (list) => list],
	['totalTooLow', (list) => list],
])('a bare list as %s', async (shape, expected) => {
	const whole = await licenses();
	scene.sandbox.inject({ kind: 'reshape', shape });
	expect(await licenses()).toEqual(expected(whole));
});

test('other answers stay as they are, and only a GET uses the fault up', async () => {
	const path = mcaPath(CUSTOMERS.northwind.id);
	const order = { kind: 'reshape', shape: 'nullItems' };
	expect((await scene.http.post('/_sandbox/faults', order)).status).toBe(201);
	expect((await scene.http.post(`${path}/status`)).data).toMatchObject({ firstName: 'Ann' });
	expect((await scene.http.get(path)).data.customerId).toBe(CUSTOMERS.northwind.id);
	expect((await page()).items).toHaveLength(4);
});

test.each([{}, { shape: 'round' }])('a shape is needed: %o', async (order) => {
	const answer = await scene.http.post('/_sandbox/faults', { kind: 'reshape', ...order });
	expect(answer.status).toBe(400);
});
