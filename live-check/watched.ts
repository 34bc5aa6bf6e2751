/**
 * The schemas of the OpenAPI file, made to tell of all that is worth knowing of an answer: each field
 * that is not in the file, each field of the file that is not in the answer, each name of an
 * enumeration. An answer that is as documented therefore has "errors", too; `compare.ts` sorts them.
 */
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readDocument } from '../openapi/document';
import { isObject } from './describe';
import type { JsonObject } from './describe';

/** What the keyword `x-known-values` becomes. */
export interface KnownValues {
	/** The enumeration, such as `McaStatus`. */
	title: string;
	names: string[];
}

export const ROOT = 'contract';
/** The parts of every paged list. Unlike other fields, clients cannot do without one of them. */
const PAGING = ['Paging', 'PaginationParameters'];
/** Only ever a part of a page, so that the page as a whole says which fields there are. */
const PART = 'Paging';

/** The file, with schemas that are watched. */
export const document = readDocument();
export const { schemas } = document.components;
/** All names of fields: other keys are those of dictionaries, and nobody else's business. */
export const fieldNames = new Set<string>();

for (const [name, schema] of Object.entries(schemas)) {
	schemas[name] = watch(schema, [name], name === PART) as object;
}

export const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true, verbose: true }));
// Fails always: so every name that is seen comes out.
ajv.addKeyword({ keyword: 'x-known-values', type: 'string', validate: () => false });
ajv.addSchema(document, ROOT, false, false);

/** Copies a schema; `trail` are the names that lead to it, `isPart` says that its whole is closed. */
function watch(node: unknown, trail: readonly string[], isPart = false): unknown {
	if (Array.isArray(node)) return node.map((entry) => watch(entry, trail));
	if (!isObject(node)) return node;
	const { properties, allOf, additionalProperties, required = [], ...rest } = node;
	const watched = mapValues(rest, (value) => watch(value, trail));
	if (isObject(additionalProperties)) {
		watched.additionalProperties = watch(additionalProperties, trail);
	}
	if (isObject(properties)) {
		const names = Object.keys(properties);
		names.forEach((name) => fieldNames.add(name));
		watched.properties = mapValues(properties, (value, name) => watch(value, [...trail, name]));
		watched.required = names;
		watched['x-required'] = PAGING.includes(trail.join('.')) ? names : required;
	}
	if (Array.isArray(allOf)) watched.allOf = allOf.map((part) => watch(part, trail, true));
	if ((properties || allOf) && !isPart) watched.unevaluatedProperties = false;
	if (node['x-known-values']) {
		const title = trail.filter((name) => name !== 'name').join('.');
		watched['x-known-values'] = { title, names: node['x-known-values'] };
	}
	return watched;
}

function mapValues(
	object: JsonObject,
	change: (value: unknown, name: string) => unknown,
): JsonObject {
	const entries = Object.entries(object);
	return Object.fromEntries(entries.map(([name, value]) => [name, change(value, name)]));
}
