import { retryAfterMs } from '../../../nodes/shared/api/retry-after';

const answer = (status: number, headers: object) =>
	({ kind: 'answer', status, headers: { ...headers }, body: undefined }) as const;

afterEach(() => jest.restoreAllMocks());

describe('Retry-After', () => {
	const NOW = Date.UTC(2026, 0, 15, 9, 0, 0);
	const at = (offsetS: number) => new Date(NOW + offsetS * 1000).toUTCString();
	beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));

	test.each<[string, object, number | undefined]>([
		['nothing', {}, undefined],
		['an empty text', { 'retry-after': ' ' }, undefined],
		['seconds', { 'retry-after': '7' }, 7_000],
		['a number', { 'retry-after': 7 }, 7_000],
		['parts of a second', { 'retry-after': ' 0.5 ' }, 500],
		['zero', { 'retry-after': '0' }, 0],
		['less than nothing', { 'retry-after': '-5' }, 0],
		['more than a number holds', { 'retry-after': '1e308' }, undefined],
		['words', { 'retry-after': 'soon' }, undefined],
		['a date to come', { 'retry-after': at(9) }, 9_000],
		['a date that is now', { 'retry-after': at(0) }, 0],
		['a date that is past', { 'retry-after': at(-9) }, 0],
		["a date by the server's clock", { 'retry-after': at(69), date: at(60) }, 9_000],
		["a date past by the server's clock", { 'retry-after': at(9), date: at(60) }, 0],
		['a date and a broken clock', { 'retry-after': at(9), date: 'noon' }, 9_000],
	])('with %s', (_, headers, waitMs) => {
		expect(retryAfterMs(answer(429, headers))).toBe(waitMs);
		expect(retryAfterMs(answer(503, headers))).toBe(waitMs);
		expect(retryAfterMs(answer(500, headers))).toBeUndefined();
		expect(retryAfterMs(answer(200, headers))).toBeUndefined();
	});
});
