/** JSON Schema as n8n's editor reads it: of several types it shows the first. */
export interface Schema {
	type?: string | string[];
	format?: string;
	description?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Formats that say more than the type. */
const FORMATS = new Set(['date-time', 'uuid']);

/**
 * Infers a schema from values that were seen. What is documented adds descriptions, formats, null
 * and the type of what was never seen other than null, unless it contradicts the values. Properties
 * named in `ownProperties` are documented there, wherever they are.
 */
export function inferSchema(
	values: unknown[],
	documented: Schema | undefined,
	ownProperties: Readonly<Record<string, Schema>>,
): Schema {
	const seen = [...new Set(values.map(typeOf))].filter((type) => type !== 'null').sort();
	const known = [documented?.type ?? []].flat();
	const fits = seen.every((type) => known.includes(type));
	const { description, format = '' } = (fits && documented) || {};
	const about = {
		...(description && { description: oneLine(description) }),
		...(FORMATS.has(format) && { format }),
	};
	if (seen.includes('object')) {
		const objects = values.filter(isObject);
		const names = [...new Set(objects.flatMap(Object.keys))];
		const properties = names.map((name) => [
			name,
			inferSchema(
				objects.filter((object) => name in object).map((object) => object[name]),
				ownProperties[name] ?? documented?.properties?.[name],
				ownProperties,
			),
		]);
		return { type: 'object', ...about, properties: Object.fromEntries(properties) as never };
	}
	if (seen.includes('array')) {
		const entries = values.filter(Array.isArray).flat() as unknown[];
		return {
			type: 'array',
			...about,
			items: inferSchema(entries, documented?.items, ownProperties),
		};
	}
	const types = fits ? known.filter((type) => type !== 'null') : seen;
	const nullable = (fits && known.includes('null')) || values.some((value) => value === null);
	return { type: nullable ? [...types, 'null'] : (types[0] ?? 'null'), ...about };
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Number.isInteger(value)) return 'integer';
	return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeOf(value) === 'object';
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
