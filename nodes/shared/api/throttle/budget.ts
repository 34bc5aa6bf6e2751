/**
 * Returns a function that spends waiting time from a total. It takes a wait in milliseconds, from now
 * on, and returns false, spending nothing, when the wait does not fit. Waits that overlap count once.
 */
export function createBudget(totalMs: number): (waitMs: number) => boolean {
	let spentMs = 0;
	let coveredUntil = 0;
	return (waitMs) => {
		const now = performance.now();
		const end = now + waitMs;
		const extraMs = Math.max(0, end - Math.max(now, coveredUntil));
		if (spentMs + extraMs > totalMs) return false;
		spentMs += extraMs;
		coveredUntil = Math.max(coveredUntil, end);
		return true;
	};
}
