/**
 * What this process has told of late. With durable cursors n8n reads the memory for a poll before it
 * starts it: one that follows hard on another may know nothing of what that one has told.
 */
const toldAt = new Map<string, number>();

/** Longer than n8n takes to save a memory, not longer than the shortest time between two polls. */
const RECENT_MS = 50_000;

interface Told {
	eventId: string;
}

/**
 * Whether something of this was told just now. Then the memory is an old one, and all of it is left to
 * the next poll. What n8n could not save is told again after a while.
 */
export function isToldAlready(changes: readonly Told[], now = Date.now()): boolean {
	for (const [eventId, at] of toldAt) if (now - at > RECENT_MS) toldAt.delete(eventId);
	return changes.some(({ eventId }) => toldAt.has(eventId));
}

/** Notes what is told now. */
export function noteTold(changes: readonly Told[], now = Date.now()): void {
	for (const { eventId } of changes) toldAt.set(eventId, now);
}
