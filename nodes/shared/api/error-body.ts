import { type FieldMessages, MAX_FIELDS } from './failure';
import type { Answer } from './reply';

/** The error shape of the contract; every part of it may be missing. */
export interface ErrorBody {
	type?: unknown;
	description?: unknown;
	correlationId?: unknown;
	errors?: unknown;
}

/** What names nothing, and the length of what can be no id. */
const NIL_ID = /^[0-]+$/;
const MAX_ID_LENGTH = 100;

/** The error in an answer, or nothing of it when the body is something else. */
export function errorBodyOf(answer: Answer): ErrorBody {
	const { body } = answer;
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
}

/** What an error says of which property. */
export function fieldsOf(body: ErrorBody): FieldMessages[] | undefined {
	if (!Array.isArray(body.errors)) return undefined;
	const fields = (body.errors as unknown[]).slice(0, MAX_FIELDS).flatMap((entry) => {
		const { propertyName, description } = (entry ?? {}) as Record<string, unknown>;
		const texts: unknown[] = Array.isArray(description) ? description : [description];
		const messages = texts.slice(0, MAX_FIELDS).filter((text) => textOf(text) !== undefined);
		return messages.length === 0
			? []
			: [{ name: textOf(propertyName) ?? '', messages: messages.map(String) }];
	});
	return fields.length === 0 ? undefined : fields;
}

/** The id under which the server has the request, where it names another than the one that was sent. */
export function otherIdOf({ correlationId }: ErrorBody, sentId: string): string | undefined {
	const named = textOf(correlationId);
	if (named === undefined || named.length > MAX_ID_LENGTH || NIL_ID.test(named)) return undefined;
	return named.toLowerCase() === sentId.toLowerCase() ? undefined : named;
}

/** Text that says something, without the blanks around it. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
