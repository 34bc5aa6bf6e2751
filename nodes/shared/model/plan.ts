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

/**
 * JSON without blanks, whose objects have their keys in order. Entries without value are left out. What
 * makes its own JSON, such as a date, has that: it is what will be sent.
 */
function canonicalJson(value: unknown): string {
	if (!isObject(value) || makesItsJson(value)) return JSON.stringify(value) ?? 'null';
	if (Array.isArray(value)) {
		// Nothing in it has an order: n8n may be given very many.
		if (!value.some(isObject)) return JSON.stringify(value);
		return `[${value.map(canonicalJson).join(',')}]`;
	}
	const ofKey = value as Readonly<Record<string, unknown>>;
	const keys = Object.keys(value).filter((key) => ofKey[key] !== undefined);
	const entries = keys.sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(ofKey[key])}`);
	return `{${entries.join(',')}}`;
}

function makesItsJson(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
