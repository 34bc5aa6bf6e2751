import { createHash } from 'crypto';

import type { Standing } from './events';

/**
 * What the trigger keeps from poll to poll, as n8n saves it with the workflow. Ten thousand
 * agreements must not make the workflow heavy, so they are one text.
 */
export interface Memory {
	version: 1;
	/** What it belongs to: connection, event and filters. With others it means nothing. */
	scope: string;
	/** Differs from one baseline to the next, so that no two changes get the same ID. */
	epoch: string;
	/** The statuses that were seen, as the API spells them. */
	statuses: string[];
	/** One record after the other: key, attestation, status, how often the agreement was told. */
	agreements: string;
}

/** What is remembered of one agreement. */
export interface Remembered extends Standing {
	/** How many changes of it were told. */
	told: number;
}

const KEY_LENGTH = 16;
const ATTESTATION_LENGTH = 6;
const NUMBER_LENGTH = 2;
const RECORD_LENGTH = KEY_LENGTH + ATTESTATION_LENGTH + 2 * NUMBER_LENGTH;
/** In the place of an attestation that there is not; no hash has a dot. */
const NO_ATTESTATION = '.'.repeat(ATTESTATION_LENGTH);

const RADIX = 36;
const NUMBERS = RADIX ** NUMBER_LENGTH;

/** The key of an agreement: 96 bits of a hash, far shorter than its two IDs. */
export function keyOf(customerId: string, providerInstanceId: string): string {
	return shorten(`${customerId}/${providerInstanceId}`.toLowerCase(), KEY_LENGTH);
}

/** An attestation ID of whatever length, to be compared, also a number; empty when there is none. */
export function attestationOf(attestationId: unknown): string {
	return attestationId ? shorten(String(attestationId), ATTESTATION_LENGTH) : '';
}

function shorten(text: string, length: number): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

/** What is remembered, by key. */
export function recall(memory: Memory): Map<string, Remembered> {
	const { agreements, statuses } = memory;
	const remembered = new Map<string, Remembered>();
	for (let start = 0; start < agreements.length; start += RECORD_LENGTH) {
		const attestationAt = start + KEY_LENGTH;
		const statusAt = attestationAt + ATTESTATION_LENGTH;
		const toldAt = statusAt + NUMBER_LENGTH;
		const attestation = agreements.slice(attestationAt, statusAt);
		remembered.set(agreements.slice(start, attestationAt), {
			status: statuses[parseInt(agreements.slice(statusAt, toldAt), RADIX)] ?? '',
			attestation: attestation === NO_ATTESTATION ? '' : attestation,
			told: parseInt(agreements.slice(toldAt, toldAt + NUMBER_LENGTH), RADIX),
		});
	}
	return remembered;
}

/** Packs what is remembered, in the order of the map. */
export function pack(
	remembered: ReadonlyMap<string, Remembered>,
	{ scope, epoch }: Pick<Memory, 'scope' | 'epoch'>,
): Memory {
	const numbers = new Map<string, number>();
	let agreements = '';
	for (const [key, { status, attestation, told }] of remembered) {
		const number = numbers.get(status) ?? numbers.size;
		numbers.set(status, number);
		agreements += key + (attestation || NO_ATTESTATION) + digits(number) + digits(told);
	}
	return { version: 1, scope, epoch, statuses: [...numbers.keys()], agreements };
}

function digits(number: number): string {
	return (number % NUMBERS).toString(RADIX).padStart(NUMBER_LENGTH, '0');
}

/** The memory among what n8n has saved, if it is one of this version and has this scope. */
export function memoryIn(saved: unknown, scope: string): Memory | undefined {
	const memory = (saved ?? {}) as Partial<Memory>;
	const isOurs =
		memory.version === 1 &&
		memory.scope === scope &&
		Array.isArray(memory.statuses) &&
		typeof memory.agreements === 'string' &&
		memory.agreements.length % RECORD_LENGTH === 0;
	return isOurs ? (memory as Memory) : undefined;
}
