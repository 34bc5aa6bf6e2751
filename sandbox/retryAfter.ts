/**
 * What to put into a Retry-After header: seconds, a date, `'date'` for the date one second from
 * now, or any other text as it is (to try a client on nonsense).
 */
export type RetryAfter = number | Date | string;

/** The header, or none. HTTP dates have whole seconds, so a date is rounded up. */
export function retryAfterHeader(value: RetryAfter | undefined): Record<string, string> {
	if (value === undefined) return {};
	if (value instanceof Date) return { 'retry-after': httpDate(value.getTime()) };
	if (value === 'date') return { 'retry-after': httpDate(Date.now() + 1000) };
	return { 'retry-after': String(value) };
}

const httpDate = (timeMs: number): string =>
	new Date(Math.ceil(timeMs / 1000) * 1000).toUTCString();
