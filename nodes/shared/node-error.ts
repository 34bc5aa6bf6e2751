import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure } from './api/failure';

interface Shown {
	message: string;
	description: string;
	itemIndex?: number;
}

/**
 * n8n's error for a failure: the one for APIs where a request was sent, else the one for operations.
 * This is the only place that makes them.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	{ message, description, itemIndex }: Shown,
): NodeApiError | NodeOperationError {
	if (failure.attempts === 0) return toOperationError(node, { message, description, itemIndex });
	const { httpCode } = failure;
	const options = { message, description, itemIndex, httpCode };
	const error = new NodeApiError(node, { message } as JsonObject, options);
	return withMessage(error, message);
}

/** The same without an HTTP status: the only class whose message n8n's editor shows in a list of options. */
export function toOperationError(node: INode, shown: Shown): NodeOperationError {
	const { message, ...options } = shown;
	return withMessage(new NodeOperationError(node, message, options), message);
}

/** n8n replaces messages in which it finds a network code, also within ordinary words. */
function withMessage<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}
