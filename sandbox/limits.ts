/** Limits on how fast and on how much at once the sandbox takes requests. Off until set. */
import { errorAnswer } from './answers';
import type { Answer } from './answers';
import { retryAfterHeader } from './retryAfter';
import type { RetryAfter } from './retryAfter';

export interface RateLimit {
	/** How many requests a tenant may make in each window. */
	requests: number;
	/** Length of a window; it starts with the first request in it. */
	perSeconds: number;
	retryAfterAs?: 'seconds' | 'date';
}

export interface Limits {
	/** The refusal of a request, or undefined when it may pass. */
	refuse(tenant: string): Answer | undefined;
	/** Counts a request as in progress until the function given back is called. */
	enter(): () => void;
	limitRate(limit: RateLimit | undefined): void;
	limitConcurrency(requests: number | undefined, retryAfter?: RetryAfter): void;
	/** The most requests that were in progress at once. */
	readonly peakInFlight: number;
	reset(): void;
}

interface Window {
	endsAt: number;
	requests: number;
}

export function createLimits(): Limits {
	let rate: RateLimit | undefined;
	let concurrency: { requests: number; retryAfter?: RetryAfter } | undefined;
	let inFlight = 0;
	let peakInFlight = 0;
	const windows = new Map<string, Window>();

	function refuseRate(tenant: string): Answer | undefined {
		if (!rate) return undefined;
		const now = Date.now();
		let window = windows.get(tenant);
		if (!window || window.endsAt <= now) {
			window = { endsAt: now + rate.perSeconds * 1000, requests: 0 };
			windows.set(tenant, window);
		}
		if (window.requests < rate.requests) {
			window.requests++;
			return undefined;
		}
		return tooMany(
			rate.retryAfterAs === 'date'
				? new Date(window.endsAt)
				: Math.ceil((window.endsAt - now) / 1000),
		);
	}

	return {
		refuse: (tenant) =>
			concurrency && inFlight >= concurrency.requests
				? tooMany(concurrency.retryAfter)
				: refuseRate(tenant),
		enter() {
			inFlight++;
			peakInFlight = Math.max(peakInFlight, inFlight);
			return () => void inFlight--;
		},
		limitRate(limit) {
			rate = limit;
			windows.clear();
		},
		limitConcurrency(requests, retryAfter) {
			concurrency = requests === undefined ? undefined : { requests, retryAfter };
		},
		get peakInFlight() {
			return peakInFlight;
		},
		reset() {
			rate = undefined;
			concurrency = undefined;
			windows.clear();
			peakInFlight = inFlight;
		},
	};
}

const tooMany = (retryAfter?: RetryAfter): Answer => ({
	...errorAnswer(429, 'Too many requests.'),
	headers: retryAfterHeader(retryAfter),
});
