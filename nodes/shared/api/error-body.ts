import type { FieldMessages } from './failure';
import type { Answer } from './reply';

/** The error shape of the contract; every part of it may be missing. */
export interface ErrorBody {
	type?: unknown;
	description?: unknown;
	correlationId?: unknown;
	errors?: unknown;
}

/** The error in an answer, or nothing of it when the body is something else. */
export function errorBodyOf(answer: Answer): ErrorBody {
	const { body } = answer;
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
}

/** What an error says of which property. */
export function fieldsOf(body: ErrorBody): FieldMessages[] | undefined {
	if (!Array.isArray(body.errors)) return undefined;
	const fields = (body.errors as unknown[]).flatMap((entry) => {
		const { propertyName, description } = (entry ?? {}) as Record<string, unknown>;
		const messages = [description].flat().filter((text) => textOf(text) !== undefined);
		return messages.length === 0
			? []
			: [{ name: textOf(propertyName) ?? '', messages: messages.map(String) }];
	});
	return fields.length === 0 ? undefined : fields;
}

/** Text that says something, without the blanks around it. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
