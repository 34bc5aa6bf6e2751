import type { FieldMessages } from '../../../nodes/shared/api/failure';
import { type Field, type Fields, readItem } from '../../../nodes/shared/fields/field';
import type { Given } from '../../../nodes/shared/fields/source';

/** What is written into a parameter. */
export const saved = (value: unknown): Given => ({ value, isSet: true, isExpression: false });
/** What an expression in it gave. */
export const given = (value: unknown): Given => ({ value, isSet: true, isExpression: true });
/** A parameter that is not there: it equals its default, or nobody has added it. */
export const ABSENT: Given = { value: null, isSet: false, isExpression: false };

/** Reads fields from parameters by name; those of a collection are written with a dot. */
export function readAll(fields: Fields, parameters: Record<string, Given>) {
	const readout = readItem(fields, (name) => parameters[name] ?? ABSENT, 0);
	return 'issues' in readout ? { issues: readout.issues } : { values: readout.values };
}

/** The value of a field, or what is wrong with it. */
export function readOne<T>(field: Field<T>, parameter: Given): { value: T } | { issues: string[] } {
	const readout = readItem({ x: field }, () => parameter, 0);
	if ('issues' in readout) return { issues: messagesOf(readout.issues) };
	return { value: readout.values.x as T };
}

const messagesOf = (issues: FieldMessages[]) => issues.flatMap(({ messages }) => messages);
