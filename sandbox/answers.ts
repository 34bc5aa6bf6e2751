import type { components } from '../nodes/shared/api/contract';

type ApiError = components['schemas']['ApiError'];
export type ErrorDetail = components['schemas']['ApiErrorDetail'];

/** An HTTP answer before it is written out. Without a body, nothing is sent after the headers. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

const ERROR_TYPES: Record<number, string> = {
	400: 'BadRequest',
	404: 'NotFound',
	429: 'TooManyRequests',
	500: 'InternalServerError',
	503: 'ServiceUnavailable',
};

/** An answer with the contract's error body; `correlationId` is filled in when it is sent. */
export function errorAnswer(
	status: number,
	description: string,
	errors: ErrorDetail[] = [],
): Answer & { body: ApiError } {
	const type = ERROR_TYPES[status] ?? 'Error';
	return { status, body: { statusCode: status, type, description, correlationId: null, errors } };
}

/** The contract's 400 for one property. */
export const badProperty = (propertyName: string, description: string): Answer =>
	errorAnswer(400, description, [{ propertyName, description: [description] }]);

/** Fills in the correlation id where the body is an error of the contract. */
export function withCorrelationId(answer: Answer, correlationId: string): Answer {
	const { body } = answer;
	if (typeof body !== 'object' || body === null || !('correlationId' in body)) return answer;
	return { ...answer, body: { ...body, correlationId } };
}
