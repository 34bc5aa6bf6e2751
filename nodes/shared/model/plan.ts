import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

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
	const json = JSON.stringify(inOrder({ method, path, query, body }));
	return createHash('sha256').update(json).digest('hex');
}

/**
 * The same value, whose objects have their keys in order. What makes its own JSON, such as a date, stays
 * as it is, and will be what is sent.
 */
function inOrder(value: unknown): unknown {
	if (!isObject(value) || makesItsJson(value)) return value;
	if (Array.isArray(value)) return value.some(isObject) ? value.map(inOrder) : value;
	const ordered: IDataObject = {};
	for (const key of Object.keys(value).sort()) {
		const entry = inOrder((value as IDataObject)[key]) as IDataObject;
		if (key !== '__proto__') ordered[key] = entry;
		// JSON may have this key too, and assigning it would do something else.
		else Object.defineProperty(ordered, key, { value: entry, enumerable: true });
	}
	return ordered;
}

function makesItsJson(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
