/** What a watched schema says of a body, sorted, in words that hold none of its values. */
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { enumValue, fieldName, isObject, isSame, typeOf } from './describe';
import { fieldNames } from './watched';
import type { KnownValues } from './watched';

export interface Deviation {
	/** The field, such as `items[].status.name`, or the part of the answer. */
	where: string;
	what: string;
}

export interface Comparison {
	deviations: Deviation[];
	/** Fields that the file has and the answer lacks, though none of them has to be there. */
	absent: string[];
	/** Fields that the answer has. */
	present: string[];
	enumerations: Array<{ title: string; value: string; isAsWritten: boolean }>;
}

/** A comparison that finds nothing but, if given, one deviation of the body as a whole. */
export const compareWhole = (what?: string): Comparison => ({
	deviations: what === undefined ? [] : [{ where: 'body', what }],
	absent: [],
	present: [],
	enumerations: [],
});

export function compareBody(check: ValidateFunction, body: unknown): Comparison {
	const comparison: Comparison = { ...compareWhole(), present: pathsOf(body) };
	check(body);
	for (const error of withoutOtherBranches(check.errors ?? [])) sort(error, comparison);
	return comparison;
}

function sort(error: ErrorObject, { deviations, absent, enumerations }: Comparison): void {
	const where = pathOf(error.instancePath);
	const { data } = error;
	const deviates = (what: string, field = where) =>
		deviations.push({ where: field || 'body', what });
	switch (error.keyword) {
		case 'required': {
			const field = join(where, String(error.params.missingProperty));
			const needed: unknown = error.parentSchema?.['x-required'];
			if (!Array.isArray(needed) || !needed.includes(error.params.missingProperty)) {
				absent.push(field);
			} else deviates('missing', field);
			break;
		}
		case 'unevaluatedProperties': {
			const name = String(error.params.unevaluatedProperty);
			const value = isObject(data) ? data[name] : undefined;
			deviates(`unknown field ${fieldName(name)}: ${typeOf(value)}`);
			break;
		}
		case 'x-known-values': {
			const { title, names } = error.schema as KnownValues;
			const value = String(data);
			const known = names.find((name) => isSame(name, value));
			enumerations.push({ title, value: enumValue(value), isAsWritten: known === value });
			if (known === undefined) deviates(`unknown value ${enumValue(value)} of ${title}`);
			break;
		}
		case 'type':
			deviates(`${typeOf(data)} instead of ${[error.params.type].flat().join(' or ')}`);
			break;
		case 'format':
			// Of a number that is none, the type is told already.
			if (typeof data === 'string') deviates(`no ${String(error.params.format)}`);
			break;
		default:
			// The other messages of ajv speak of the schema, and never quote the value.
			deviates(error.message ?? error.keyword);
	}
}

/**
 * Leaves out what is said of the branches of an `anyOf` that are not meant. They differ in their
 * type, so that one is meant as soon as anything but the type is wrong; else, all types are told.
 */
function withoutOtherBranches(errors: readonly ErrorObject[]): ErrorObject[] {
	const forks = new Set(
		errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath),
	);
	const isAtFork = ({ keyword, instancePath }: ErrorObject) =>
		forks.has(instancePath) && (keyword === 'type' || keyword === 'anyOf');
	const rest = errors.filter((error) => !isAtFork(error));
	const isEntered = (fork: string) =>
		rest.some(({ instancePath }) => `${instancePath}/`.startsWith(`${fork}/`));
	const refused = [...forks]
		.filter((fork) => !isEntered(fork))
		.flatMap((fork) => {
			const atFork = errors.filter(
				({ instancePath, keyword }) => instancePath === fork && keyword === 'type',
			);
			const [first] = atFork;
			const types: unknown[] = atFork.flatMap(({ params }) => params.type as unknown);
			return first ? [{ ...first, params: { type: types } }] : [];
		});
	return [...rest, ...refused];
}

/** A JSON pointer as a path of fields. Places in lists and keys of dictionaries are left open. */
function pathOf(pointer: string): string {
	return pointer.split('/').slice(1).reduce(join, '');
}

function join(path: string, key: string): string {
	if (/^\d+$/.test(key)) return `${path}[]`;
	const name = fieldNames.has(key) ? key : '*';
	return path ? `${path}.${name}` : name;
}

/** All paths of fields in a value. */
function pathsOf(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]) => {
		const inner = join(path, key);
		return [inner, ...pathsOf(entry, inner)];
	});
}
