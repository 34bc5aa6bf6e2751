import { createHash } from 'crypto';

import type { WriteRequest } from '../api/api';

/** The length of a plan's ID. */
export const PLAN_LENGTH = 64;

/**
 * The ID of what would be sent: SHA-256, in hex, over method, path and body (and query, where there is
 * one) as JSON with sorted keys. The same request has the same ID whenever and wherever it is planned.
 * Null when nothing is to send.
 */
export function planIdOf(request: WriteRequest | undefined): string | null {
	if (!request) return null;
	const { method, path, query, body } = request;
	return createHash('sha256').update(canonicalJson({ method, path, query, body })).digest('hex');
}

/** JSON without blanks, whose objects have their keys in order. Entries without value are left out. */
function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value)
		.filter(([, entry]) => entry !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
	return `{${entries.join(',')}}`;
}
