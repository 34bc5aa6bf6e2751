/** What may be said of an answer: names of fields and types of values, never the values. */

/** Names as programmers give them. A GUID, a domain or a number as a key is none of these. */
const FIELD_NAME = /^(?=.{1,40}$)[A-Za-z][A-Za-z_]*\d{0,2}$/;
const ENUM_NAME = /^(?=.{1,30}$)[A-Za-z]+\d{0,3}[A-Za-z]*$/;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\d(T|$)/;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a list, be it paged or bare; none when it is no list. */
export function itemsOf(body: unknown): JsonObject[] {
	const items = isObject(body) ? body.items : body;
	return Array.isArray(items) ? items.filter(isObject) : [];
}

/** A text of an object; empty when there is none. */
export function textOf(object: unknown, field: string): string {
	const value = isObject(object) ? object[field] : undefined;
	return typeof value === 'string' ? value : '';
}

/** The name of an enumeration, which the API writes as an object. */
export const enumName = (object: JsonObject, field: string): string =>
	textOf(object[field], 'name');

/** Compares as the API is taken to do: without regard to capitals. */
export const isSame = (one: string, other: string): boolean =>
	one.trim().toLowerCase() === other.trim().toLowerCase();

export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

/** The type, and for texts the kind of text. */
function kindOf(value: unknown): string {
	if (typeof value !== 'string') return typeOf(value);
	if (GUID.test(value)) return 'string (GUID)';
	return DATE.test(value) ? 'string (date)' : 'string';
}

export const fieldName = (name: string): string =>
	FIELD_NAME.test(name) ? `\`${name}\`` : 'a field (name not shown)';

export const enumValue = (value: string): string =>
	ENUM_NAME.test(value) ? `\`${value}\`` : 'a text (not shown)';

/** Says which fields objects have, each with the types it was seen with. */
export function describeFields(objects: readonly JsonObject[]): string {
	const kinds = new Map<string, Set<string>>();
	for (const [name, value] of objects.flatMap((object) => Object.entries(object))) {
		const key = fieldName(name);
		kinds.set(key, (kinds.get(key) ?? new Set()).add(kindOf(value)));
	}
	const fields = [...kinds].map(([name, seen]) => `${name}: ${[...seen].sort().join(' or ')}`);
	return fields.join(', ') || 'no fields';
}

/** Says what a body is, without saying what is in it. */
export function describeBody(body: unknown): string {
	if (body === undefined) return 'no body';
	if (isObject(body)) return `an object (${describeFields([body])})`;
	if (!Array.isArray(body)) return `a ${typeOf(body)}`;
	return body.length === 0 ? 'an empty array' : `an array (${describeFields(itemsOf(body))})`;
}

/** Says which properties an error of the API is about; empty when it names none. */
export function describeProperties(body: unknown): string {
	const errors = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
	const names = errors
		.map((error) => textOf(error, 'propertyName').replace(/\[\d+\]/g, '[]'))
		.filter((name) => name !== '')
		.map((name) => name.split('.'));
	const paths = names.map((path) =>
		path.every((name) => FIELD_NAME.test(name.replace('[]', '')))
			? `\`${path.join('.')}\``
			: 'a property (name not shown)',
	);
	return [...new Set(paths)].join(', ');
}
