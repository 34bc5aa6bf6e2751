/** The OpenAPI file as it is written: its operations, and where in the file their parts are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { operations } from '../nodes/shared/api/contract';

export type OperationId = keyof operations;

export interface Document {
	servers: Server[];
	paths: Record<string, PathItem>;
	components: { schemas: Record<string, object> };
}

export interface OperationObject {
	operationId: OperationId;
	parameters?: Referable[];
	requestBody?: { content: Content };
	responses: Record<string, Referable>;
}

export interface ParameterObject {
	name: string;
	in: ParameterPlace;
	required?: boolean;
}

/** A part of the file, and the JSON pointer to it. */
export interface Located<T> {
	pointer: string;
	value: T;
}

export interface WrittenOperation {
	path: string;
	method: Method;
	/** Of the operation. */
	pointer: string;
	operation: OperationObject;
	/** Those of the path, followed by those of the operation. */
	parameters: ReadonlyArray<Located<ParameterObject>>;
}

export type ParameterPlace = 'path' | 'query' | 'header';
export type Content = Record<string, unknown>;
/** An object written out, or `$ref` to one. */
export type Referable = object;
type Server = { url: string };
interface PathItem extends Partial<Record<Method, OperationObject>> {
	/** In the place of those of the file. */
	servers?: Server[];
	parameters?: Referable[];
}
type Method = (typeof METHODS)[number];

export const JSON_TYPE = 'application/json';
const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;
const FILE = join(__dirname, 'cloudcockpit.yaml');

/** Reads the file anew, so that each reader may change its own copy. */
export const readDocument = (): Document => parse(readFileSync(FILE, 'utf8')) as Document;

/** Returns the operations in the order of the file. */
export function operationsOf(document: Document): WrittenOperation[] {
	return Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (!operation) return [];
			const place = `#/paths/${escapePointer(path)}`;
			const pointer = `${place}/${method}`;
			const parameters = [
				...pointers(`${place}/parameters`, item.parameters),
				...pointers(`${pointer}/parameters`, operation.parameters),
			].map((located) => resolve<ParameterObject>(document, located));
			return [{ path, method, pointer, operation, parameters }];
		}),
	);
}

function pointers(base: string, values: Referable[] = []): Array<Located<Referable>> {
	return values.map((value, index) => ({ pointer: `${base}/${index}`, value }));
}

/** Follows a `$ref` within the file. Throws when it leads nowhere. */
export function resolve<T>(document: Document, { pointer, value }: Located<Referable>): Located<T> {
	if (!('$ref' in value)) return { pointer, value: value as T };
	const target = String(value.$ref);
	const found = target
		.split('/')
		.slice(1)
		.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
	if (found === undefined) throw new Error(`${target} is not in ${FILE}`);
	return { pointer: target, value: found as T };
}

export function escapePointer(key: string): string {
	return encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
}
