import { randomUUID } from 'crypto';

import type { CallSettings } from '../api/calls';
import type { Reader } from './reader';

/** Defaults and bounds of the options that every operation has. Timeouts are in seconds. */
export const MAX_CONCURRENCY = { default: 10, min: 1, max: 50 };
export const MAX_RETRIES = { default: 4, min: 0, max: 10 };
export const TIMEOUT_S = { default: 60, min: 1, max: 600 };

/** Reads the options about sending of one item. An item without correlation id gets a new one. */
export function readCallSettings(reader: Reader): CallSettings {
	return {
		correlationId: reader.optionalGuid('options.correlationId') ?? randomUUID(),
		maxRetries: reader.wholeNumber('options.maxRetries', MAX_RETRIES.default, MAX_RETRIES),
		timeoutMs: reader.wholeNumber('options.timeout', TIMEOUT_S.default, TIMEOUT_S) * 1000,
		retryUnknownOutcome: reader.boolean('options.retryUnknownOutcome', false),
	};
}

/** Reads how many requests may be in flight, which is one number for a whole run. */
export function readMaxConcurrency(reader: Reader): number {
	return reader.wholeNumber('options.maxConcurrency', MAX_CONCURRENCY.default, MAX_CONCURRENCY);
}
