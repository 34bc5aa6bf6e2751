import type { Answer } from './reply';

export const TOO_MANY_REQUESTS = 429;
export const SERVICE_UNAVAILABLE = 503;

/**
 * Returns how long the server asks to wait, in milliseconds, from `Retry-After` in seconds or as an
 * HTTP date, which is compared with the server's own clock where it sends one. Zero when that is now
 * or past, undefined without a usable value. Only 429 and 503 ask for anything.
 */
export function retryAfterMs({ status, headers }: Answer): number | undefined {
	if (status !== TOO_MANY_REQUESTS && status !== SERVICE_UNAVAILABLE) return undefined;
	const value = String(headers['retry-after'] ?? '').trim();
	if (value === '') return undefined;
	const secondsMs = Number(value) * 1_000;
	if (Number.isFinite(secondsMs)) return Math.max(0, secondsMs);
	const now = Date.parse(String(headers.date ?? '')) || Date.now();
	const waitMs = Date.parse(value) - now;
	return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
