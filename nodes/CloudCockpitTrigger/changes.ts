import { createHash } from 'crypto';

import { type EventName, hasHappened } from './events';
import { type Memory, memoryIn, pack, recall, type Remembered } from './memory';

/** An agreement as it was listed by a poll. */
export interface Listed<T> {
	key: string;
	status: string;
	attestation: string;
	/** What is told of it, if there is something to tell. */
	agreement: T;
}

/** Something that has happened to an agreement. */
export interface Change<T> {
	agreement: T;
	/** As the API spelt it; null when the agreement was not listed before. */
	previousStatus: string | null;
	/** The same when the same change is told again, another for the next change. */
	eventId: string;
}

/** What there is to tell, and what to remember once it is told. */
export interface Comparison<T> {
	memory: Memory;
	changes: Array<Change<T>>;
}

/** What a comparison is about. */
export interface Terms {
	scope: string;
	event: EventName;
	/** For a memory that starts here: none was called so before. */
	epoch: string;
}

/**
 * Compares a complete list with what is remembered. What is missing from the list is remembered as it
 * was: it may come back. Where nothing is remembered, or something else, this list is where it
 * starts, and there is nothing to tell.
 */
export function compare<T>(
	saved: unknown,
	listed: ReadonlyArray<Listed<T>>,
	{ scope, event, epoch }: Terms,
): Comparison<T> {
	const memory = memoryIn(saved, scope);
	const remembered = memory ? recall(memory) : new Map<string, Remembered>();
	const identity = memory ?? { scope, epoch };
	const changes: Array<Change<T>> = [];
	for (const { key, agreement, ...now } of listed) {
		const before = remembered.get(key);
		let told = before?.told ?? 0;
		if (memory && hasHappened(event, before, now)) {
			told += 1;
			const eventId = eventIdOf(identity.epoch, key, { ...now, told });
			changes.push({ agreement, previousStatus: before?.status ?? null, eventId });
		}
		const attestation = now.attestation || before?.attestation || '';
		remembered.set(key, { status: now.status, attestation, told });
	}
	return { memory: pack(remembered, identity), changes };
}

/**
 * Made of nothing that another look at the same change could find otherwise. Counting what was told
 * keeps apart what looks the same: where the API gives no attestation, a second expired link.
 */
export function eventIdOf(
	epoch: string,
	key: string,
	{ status, attestation, told }: Remembered,
): string {
	const parts = [epoch, key, told, status.toLowerCase(), attestation];
	return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 32);
}
