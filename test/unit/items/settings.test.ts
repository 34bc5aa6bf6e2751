import type { ReadParameter } from '../../../nodes/shared/items/reader';
import { createReader } from '../../../nodes/shared/items/reader';
import { readCallSettings, readMaxConcurrency } from '../../../nodes/shared/items/settings';
import { CUSTOMERS } from '../../../sandbox/seed';
import { byId, CORRELATION_ID, useNode } from '../support/node';

const scene = useNode();

const GET = { resource: 'customer', operation: 'get', customerId: byId('={{ $json.c }}') };
const { adventureWorks, northwind, fabrikam } = CUSTOMERS;
const GOOD = [adventureWorks, northwind, fabrikam].map(({ id }) => ({ c: id }));

const readerOf = (options: Record<string, unknown>) => {
	const read: ReadParameter = (name) => {
		const value = options[name.replace('options.', '')] ?? null;
		return { value, isSet: value !== null, isExpression: false };
	};
	return createReader(read, 0);
};

test('the options are read as they are sent, times in milliseconds', () => {
	const options = { correlationId: CORRELATION_ID, maxRetries: 0, timeout: '600' };
	expect(readCallSettings(readerOf({ ...options, retryUnknownOutcome: 'yes' }))).toEqual({
		correlationId: CORRELATION_ID,
		maxRetries: 0,
		timeoutMs: 600_000,
		retryUnknownOutcome: true,
	});
	expect(readMaxConcurrency(readerOf({ maxConcurrency: 50 }))).toBe(50);
});

test('what is not given has its default', () => {
	expect(readCallSettings(readerOf({}))).toEqual({
		correlationId: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		maxRetries: 4,
		timeoutMs: 60_000,
		retryUnknownOutcome: false,
	});
	expect(readMaxConcurrency(readerOf({}))).toBe(10);
});

describe('the options about sending', () => {
	const list = { resource: 'customer', operation: 'getMany', limit: 1 };

	test.each([
		[{ maxRetries: 0 }, 1],
		[{ maxRetries: 2 }, 3],
		[{ maxRetries: ' 10 ' }, 11],
		[{}, 5],
	])('with %j a request is sent %d times', async (options, times) => {
		scene.sandbox.inject({ kind: 'status', status: 500, times: 'always' });
		const error = await scene.errorOf({ ...list, options: options as never });
		expect(error).toMatchObject({ attempts: times, httpCode: '500' });
		expect(scene.calls()).toHaveLength(times);
	});

	test.each([
		[{ maxRetries: -1 }, 'Max Retries must be a whole number from 0 to 10, but is "-1"'],
		[{ maxRetries: 11 }, 'Max Retries must be a whole number from 0 to 10, but is "11"'],
		[{ timeout: 0 }, 'Timeout must be a whole number from 1 to 600, but is "0"'],
		[{ timeout: 601 }, 'Timeout must be a whole number from 1 to 600, but is "601"'],
		[{ maxConcurrency: 0 }, 'Max Concurrency must be a whole number from 1 to 50, but is "0"'],
		[{ maxConcurrency: 51 }, 'Max Concurrency must be a whole number from 1 to 50, but is "51"'],
		[{ correlationId: 'x' }, 'Correlation ID must be a GUID or empty, but is "x"'],
	])('%j is refused', async (options, message) => {
		expect(await scene.errorOf({ ...list, options })).toMatchObject({ message, attempts: 0 });
		expect(scene.calls()).toEqual([]);
	});

	test.each([
		['the first item says how many at once', [2, 9], 2],
		['and not the last', [9, 2], 4],
	])('%s', async (_, limits, peak) => {
		scene.sandbox.inject({ kind: 'delay', delayMs: 100, times: 'always' });
		const per = { ...GET, options: { maxConcurrency: '={{ $json.n }}' } as never };
		const items = Array.from({ length: 5 }, (__, index) => ({
			...GOOD[0],
			n: limits[index === 0 ? 0 : 1],
		}));
		await scene.run(per, { items });
		expect(scene.sandbox.peakInFlight).toBe(peak);
	});

	test('each item has a correlation id of its own, or the one that it was given', async () => {
		const per = { ...GET, options: { correlationId: '={{ $json.id }}' } };
		const id = CORRELATION_ID;
		await scene.run(per, { items: [...GOOD.slice(0, 2), { ...GOOD[2], id }] });
		const ids = scene.sandbox.requests.map(({ headers }) => headers['x-correlation-id']);
		expect(new Set(ids).size).toBe(3);
		expect(ids).toContain(id);
	});
});
