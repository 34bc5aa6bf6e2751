/**
 * Counts waiting time against a total. Waits that overlap count once, as they would on a clock. The
 * returned function tells whether a wait of that many milliseconds, from now on, still fits.
 */
export function createBudget(totalMs: number): (waitMs: number) => boolean {
	let spentMs = 0;
	let coveredUntil = 0;
	return (waitMs) => {
		const end = Date.now() + waitMs;
		const extraMs = Math.max(0, end - Math.max(Date.now(), coveredUntil));
		if (spentMs + extraMs > totalMs) return false;
		spentMs += extraMs;
		coveredUntil = Math.max(coveredUntil, end);
		return true;
	};
}
