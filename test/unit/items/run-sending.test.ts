import { CallFailure } from '../../../nodes/shared/api/failure';
import * as chance from '../../../nodes/shared/api/jitter';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { WAIT_BUDGET_MS, WAIT_BUDGET_PER_ITEM_MS } from '../../../nodes/shared/items/run';
import type { Task } from '../../../nodes/shared/items/task';
import { errorsOf, GET, GOOD, idOf, NOBODY, operation, run, SET } from '../support/run';

const CORRELATION_ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';
const PATH = '/v1/Customers/{customerId}';
const CUSTOMER_ID = '={{ $json.c }}';
const limited = (retryAfter: string) => ({
	statusCode: 429,
	headers: { 'retry-after': retryAfter },
	body: {},
});

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

describe('what the items are looked up for first', () => {
	const refusal = new CallFailure({
		kind: 'refusedBefore',
		message: 'No seat is left',
		attempts: 0,
		outcome: 'unknown',
	});
	/** The second item is refused by its survey; the first has none. */
	const surveyed = operation((customerId): Partial<Task> => {
		const look: Task['survey'] = async (api) => {
			await api.read(PATH, { path: { customerId } });
			if (customerId === idOf(2)) throw refusal;
		};
		return {
			survey: customerId === idOf(1) ? undefined : look,
			run: async (api) => [{ ...(await api.read(PATH, { path: { customerId } })) }],
		};
	});
	const asked = (requests: Array<{ url: string }>) => requests.map(({ url }) => url.slice(-1));

	test('stops the run before the first write', async () => {
		const { error, requests } = await run(surveyed, { items: GOOD.slice(0, 2) });
		expect(error?.message).toBe('No seat is left');
		expect(error?.context).toMatchObject({ itemIndex: 1, data: { outcome: 'notSent' } });
		expect(asked(requests)).toEqual(['2']);
	});

	test('keeps one item back when the node continues, and comes before all others', async () => {
		const { output, requests } = await run(surveyed, { items: GOOD, continueOnFail: true });
		expect(errorsOf(output)).toMatchObject([undefined, { outcome: 'notSent' }, undefined]);
		expect(asked(requests)).toEqual(['2', '3', '1', '3']);
	});
});

describe('the options about sending', () => {
	test.each([
		['the first item says how many at once', [2, 9], 2],
		['and not the last', [9, 2], 4],
	])('%s', async (_, limits, peak) => {
		let inFlight = 0;
		let open = () => {};
		const opened = new Promise<void>((resolve) => (open = resolve));
		const items = Array.from({ length: 5 }, (__, index) => ({
			c: idOf(index),
			n: limits[index === 0 ? 0 : 1],
		}));
		const options = { maxConcurrency: '={{ $json.n }}' };
		const parameters = { customerId: CUSTOMER_ID, options };
		const running = run(GET, { items, parameters }, async (___, number) => {
			// The first one goes alone.
			if (number === 1) return undefined;
			inFlight += 1;
			await opened;
			return undefined;
		});
		const tick = async (waitMs: number) =>
			await new Promise((resolve) => setTimeout(resolve, waitMs));
		while (inFlight < peak) await tick(1);
		await tick(20);
		expect(inFlight).toBe(peak);
		open();
		await running;
	});

	test('each item has a correlation id of its own, or the one that it was given', async () => {
		const options = { correlationId: '={{ $json.id }}' };
		const items = [...GOOD.slice(0, 2), { ...GOOD[2], id: CORRELATION_ID }];
		const parameters = { customerId: CUSTOMER_ID, options };
		const { requests } = await run(GET, { items, parameters });
		const ids = requests.map(({ headers }) => headers['X-Correlation-Id']);
		expect(new Set(ids).size).toBe(3);
		expect(ids).toContain(CORRELATION_ID);
	});

	test('are those of the requests of the item', async () => {
		const options = { maxRetries: 1, timeout: 7 };
		const given = { items: [GOOD[0] ?? {}], parameters: { customerId: CUSTOMER_ID, options } };
		const { error, requests } = await run(GET, given, async () => ({
			statusCode: 500,
			headers: {},
			body: {},
		}));
		expect(error?.context.data).toMatchObject({ attempts: 2, httpCode: '500' });
		expect(requests.map(({ timeout }) => timeout)).toEqual([7_000, 7_000]);
	});
});

test('what there is to say about a failure here is said in the item and in the error', async () => {
	const { error } = await run(GET, { items: [NOBODY] });
	expect(error?.description).toMatch(/^Ask somebody\. Check the ID: customer /);
	const { output } = await run(GET, { items: [NOBODY], continueOnFail: true });
	expect(errorsOf(output)[0]?.description).toMatch(/^Ask somebody\. Check/);
});

test('a long name leaves room for what there is to say', async () => {
	const customerId = {
		...{ __rl: true, mode: 'list', value: String(NOBODY.c) },
		cachedResultName: 'x'.repeat(3_000),
	};
	const given = { items: [NOBODY], parameters: { customerId }, continueOnFail: true };
	const { output } = await run(GET, given);
	expect(errorsOf(output)[0]?.description).toMatch(
		/^Ask somebody\. Customer: x{200}…\. Check the ID: customer /,
	);
});

test('a run that was slowed down says so once', async () => {
	const { output, hints } = await run(GET, { items: GOOD }, async (_, number) =>
		number === 1 ? limited('0.02') : undefined,
	);
	expect(output).toHaveLength(3);
	expect(hints).toEqual([
		expect.objectContaining({ message: expect.stringMatching(/: 1 request had .* 0\.0 seconds/) }),
	]);
});

test.each([[0], [1]])(
	'a run waits five minutes and a second an item, and %d ms more not',
	async (more) => {
		jest.useFakeTimers();
		try {
			const budgetS = (WAIT_BUDGET_MS + GOOD.length * WAIT_BUDGET_PER_ITEM_MS + more) / 1_000;
			expect(budgetS).toBe(303 + more / 1_000);
			const running = run(GET, { items: GOOD, continueOnFail: true }, async (_, number) =>
				number === 1 ? limited(String(budgetS)) : undefined,
			);
			await jest.advanceTimersByTimeAsync(budgetS * 1_000 + 1_000);
			const { output } = await running;
			expect(errorsOf(output).filter(Boolean)).toHaveLength(more === 0 ? 0 : 3);
		} finally {
			jest.useRealTimers();
		}
	},
);

test('a run that is stopped while its credential is read ends at once', async () => {
	const stop = new AbortController();
	const never = new Promise(() => {});
	const running = run(GET, { items: GOOD, signal: stop.signal, credential: never as never });
	setImmediate(() => stop.abort());
	const { error, requests } = await running;
	expect(error?.message).toBe('The execution was canceled');
	expect(requests).toEqual([]);
});

test('what may have been carried out when a run was stopped is in the log, and nothing else', async () => {
	for (const [runnable, lines] of [[SET, 1] as const, [GET, 0] as const]) {
		const stop = new AbortController();
		const logged: string[] = [];
		const given = { items: GOOD.slice(0, 1), signal: stop.signal, logged };
		const { requests } = await run(runnable, given, async () => {
			setImmediate(() => stop.abort());
			return await new Promise(() => {});
		});
		expect(logged).toHaveLength(lines);
		expect(logged.join()).toContain(lines === 0 ? '' : requests[0]?.headers['X-Correlation-Id']);
	}
});

test.each([[false], [true]])('a run that is stopped ends with that: %s', async (continueOnFail) => {
	const stop = new AbortController();
	const { error, output, requests } = await run(
		GET,
		{ items: GOOD, signal: stop.signal, continueOnFail },
		async () => {
			setImmediate(() => stop.abort());
			return limited('60');
		},
	);
	expect(output).toEqual([]);
	expect(error?.message).toBe('The execution was canceled');
	expect(requests).toHaveLength(1);

	const late = await run(GET, { items: GOOD, signal: AbortSignal.abort(), continueOnFail });
	expect(late.error?.message).toBe('The execution was canceled');
	expect(late.requests).toEqual([]);
});
