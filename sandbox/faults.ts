/** Faults to order: each spoils the next requests that match it, as often as it was told to. */
import type { OperationId } from '../openapi/document';
import type { Shape } from './reshape';
import type { RetryAfter } from './retryAfter';

export interface FaultMatch {
	method?: string;
	/** A part of the path, or a pattern for it. */
	path?: string | RegExp;
	operationId?: OperationId;
	/** What the request has in X-Correlation-Id. */
	correlationId?: string;
}

interface FaultRules {
	/** How many requests it spoils; default 1. */
	times?: number | 'always';
	/** Which requests it spoils; default are all but those for a token. */
	match?: FaultMatch;
	/** Whether the request is carried out all the same; each kind has its own default. */
	applied?: boolean;
}

export type Fault = FaultRules &
	(
		| { kind: 'rateLimit'; retryAfter?: RetryAfter; body?: unknown }
		/** Any status; carried out when it is a success. Failures have the contract's error body. */
		| { kind: 'status'; status: number; retryAfter?: RetryAfter; body?: unknown }
		/** A proxy's error page. */
		| { kind: 'html'; status?: number }
		/** The connection is reset; the request was not carried out. */
		| { kind: 'resetBefore' }
		/** The connection is reset; the request was carried out. */
		| { kind: 'resetAfter' }
		/** The request waits, and is then treated as if it had come later. */
		| { kind: 'delay'; delayMs: number }
		/** No answer ever. */
		| { kind: 'hang' }
		/** Carried out; the JSON of the answer is cut, its HTTP message is not. */
		| { kind: 'truncated' }
		/** Carried out; the answer has no body. */
		| { kind: 'empty' }
		/** Carried out; a list comes in an odd shape. Spoils GET only; other answers stay as they are. */
		| { kind: 'reshape'; shape: Shape }
		/** Every token issued so far expires, the one on the request included. */
		| { kind: 'expireToken' }
	);

export type FaultKind = Fault['kind'];

/** Faults that end a request, in contrast to those after which it goes on. */
export type EndingFault = Exclude<Fault, { kind: 'delay' | 'expireToken' }>;

export interface FaultTarget {
	method: string;
	path: string;
	operationId?: OperationId;
	headers?: Record<string, string | string[] | undefined>;
}

export interface FaultQueue {
	inject(fault: Fault): void;
	/** The faults for a request, in the order given: all up to the first that ends it. */
	take(target: FaultTarget): Fault[];
	clear(): void;
}

export function createFaultQueue(): FaultQueue {
	let queue: Array<{ fault: Fault; left: number }> = [];

	return {
		inject(fault) {
			const { times = 1 } = fault;
			queue.push({ fault, left: times === 'always' ? Infinity : times });
		},
		take(target) {
			const taken: Fault[] = [];
			for (const entry of queue) {
				if (!matches(entry.fault, target)) continue;
				entry.left--;
				taken.push(entry.fault);
				if (isEnding(entry.fault)) break;
			}
			if (taken.length > 0) queue = queue.filter(({ left }) => left > 0);
			return taken;
		},
		clear() {
			queue = [];
		},
	};
}

export const isEnding = (fault: Fault): fault is EndingFault =>
	fault.kind !== 'delay' && fault.kind !== 'expireToken';

const APPLIED: ReadonlySet<FaultKind> = new Set(['resetAfter', 'truncated', 'empty', 'reshape']);

/** Whether the request is carried out although the fault ends it. */
export function isApplied(fault: EndingFault): boolean {
	if (fault.applied !== undefined) return fault.applied;
	if (fault.kind === 'status') return fault.status < 300;
	return APPLIED.has(fault.kind);
}

function matches({ kind, match }: Fault, target: FaultTarget): boolean {
	if (kind === 'reshape' && target.method !== 'GET') return false;
	if (!match) return target.operationId !== 'getToken';
	const { method, path, operationId, correlationId } = match;
	if (!operationId && !path && target.operationId === 'getToken') return false;
	return (
		(!method || method.toUpperCase() === target.method) &&
		(!operationId || operationId === target.operationId) &&
		(!correlationId || correlationId === target.headers?.['x-correlation-id']) &&
		(!path || (typeof path === 'string' ? target.path.includes(path) : path.test(target.path)))
	);
}
