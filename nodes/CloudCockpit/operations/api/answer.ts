import type { IDataObject } from 'n8n-workflow';

/** n8n takes an item that has nothing but these for one that failed. */
const LIKE_AN_ERROR = new Set(['error', 'message', 'details']);

/** The output items of an answer: its JSON as it came, one item for each entry of an array. */
export function presentAnswer(answer: unknown, correlationId: string): IDataObject[] {
	if (isNothing(answer)) return [{ success: true, correlationId }];
	return Array.isArray(answer) ? answer.map(toItem) : [toItem(answer)];
}

/** No body, or JSON that was cut off, which only a confirmed write gets this far with. */
function isNothing(answer: unknown): boolean {
	return answer === undefined || (typeof answer === 'string' && /^(?:$|\s*[[{])/.test(answer));
}

function toItem(value: unknown): IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return { value: value as IDataObject['value'] };
	}
	const keys = Object.keys(value);
	const isLikeAnError = keys.length > 0 && keys.every((key) => LIKE_AN_ERROR.has(key));
	return isLikeAnError ? { value: value as IDataObject } : (value as IDataObject);
}
