/**
 * The OpenAPI file at work: which operations there are, and whether a request or an answer is as it
 * says. Schemas are compiled once per process, each when it is first needed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { ErrorDetail } from './answers';
import type { LoggedRequest } from './log';
import type { OperationId } from './operations/call';

/** The values of a request that fits the contract; numbers and booleans are converted. */
export interface ContractCall {
	path: Record<string, unknown>;
	query: Record<string, unknown>;
}

export type RequestToCheck = Pick<LoggedRequest, 'query' | 'headers' | 'body'> & {
	pathParameters: Record<string, string>;
};

export interface Operation {
	id: OperationId;
	method: string;
	/** With parameters in braces, as the contract writes it. */
	path: string;
	/** Media types of the body; none when the operation takes no body. */
	bodyTypes: string[];
	/** Gives the request's values, or what is wrong with it. */
	checkRequest(request: RequestToCheck): { call: ContractCall } | { errors: ErrorDetail[] };
	/** Gives what is wrong with an answer; undefined when nothing is. */
	checkAnswer(status: number, body: unknown): string | undefined;
}

interface Document {
	paths: Record<string, PathItem>;
}
type PathItem = { parameters?: Referable[] } & Partial<Record<Method, OperationObject>>;
interface OperationObject {
	operationId: OperationId;
	parameters?: Referable[];
	requestBody?: { content: Content };
	responses: Record<string, Referable>;
}
interface ParameterObject {
	name: string;
	in: ParameterPlace;
	required?: boolean;
}
/** An object written out, or `$ref` to one. */
type Referable = object;
type Content = Record<string, unknown>;
type ParameterPlace = 'path' | 'query' | 'header';
type Method = (typeof METHODS)[number];

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;
const CONTRACT_FILE = join(__dirname, '..', 'openapi', 'cloudcockpit.yaml');
const ROOT = 'contract';
const MESSAGES: Record<string, string> = {
	required: 'is required',
	additionalProperties: 'is not known',
};
const JSON_TYPE = 'application/json';

const document = closeSchemas(parse(readFileSync(CONTRACT_FILE, 'utf8'))) as Document;
const exact = createAjv({ coerceTypes: false });
/** For what arrives as text: path, query and headers. */
const converting = createAjv({ coerceTypes: true });

function createAjv(options: { coerceTypes: boolean }): Ajv2020 {
	// OpenAPI's own words and formats (int32, x-source) are no JSON Schema, hence not strict.
	const ajv = addFormats(new Ajv2020({ ...options, strict: false, allErrors: true }));
	return ajv.addSchema(document, ROOT, false, false);
}

/** The operations of the contract. */
export const OPERATIONS: readonly Operation[] = Object.keys(document.paths).flatMap((path) =>
	METHODS.flatMap((method) => {
		const operation = document.paths[path]?.[method];
		return operation ? [createOperation(path, method, operation)] : [];
	}),
);

function createOperation(path: string, method: Method, operation: OperationObject): Operation {
	const place = `#/paths/${escapePointer(path)}`;
	const parameters = [
		...pointers(`${place}/parameters`, document.paths[path]?.parameters),
		...pointers(`${place}/${method}/parameters`, operation.parameters),
	].map(resolve<ParameterObject>);
	const checks = {
		path: lazily(() => compileParameters(parameters, 'path')),
		query: lazily(() => compileParameters(parameters, 'query')),
		header: lazily(() => compileParameters(parameters, 'header')),
		body: lazily(() => compileContent(`${place}/${method}/requestBody`, JSON_TYPE)),
	};
	const answerChecks = new Map<number, ValidateFunction>();

	return {
		id: operation.operationId,
		method: method.toUpperCase(),
		path,
		bodyTypes: Object.keys(operation.requestBody?.content ?? {}),
		checkRequest({ pathParameters, query, headers, body }) {
			const call: ContractCall = { path: { ...pathParameters }, query: { ...query } };
			const errors = [
				...findErrors(checks.path(), call.path),
				...findErrors(checks.query(), call.query),
				...findErrors(checks.header(), { ...headers }, headerName),
				...(operation.requestBody ? findErrors(checks.body(), body) : []),
			];
			return errors.length > 0 ? { errors } : { call };
		},
		checkAnswer(status, body) {
			const answer = operation.responses[status];
			if (!answer) return `${status} is not a documented status of ${operation.operationId}`;
			const { pointer, value } = resolve<{ content?: Content }>({
				pointer: `${place}/${method}/responses/${status}`,
				value: answer,
			});
			if ((body !== undefined) !== (value.content !== undefined)) {
				const documented = value.content ? 'with' : 'without';
				return `${status} of ${operation.operationId} is documented ${documented} a body`;
			}
			if (body === undefined) return undefined;
			const check = answerChecks.get(status) ?? compileContent(pointer, JSON_TYPE);
			answerChecks.set(status, check);
			return check(body) ? undefined : exact.errorsText(check.errors, { dataVar: 'body' });
		},
	};
}

interface Located<T> {
	pointer: string;
	value: T;
}

function pointers(base: string, values: Referable[] = []): Array<Located<Referable>> {
	return values.map((value, index) => ({ pointer: `${base}/${index}`, value }));
}

/** Follows a `$ref` within the file. Throws when it leads nowhere. */
function resolve<T>({ pointer, value }: Located<Referable>): Located<T> {
	if (!('$ref' in value)) return { pointer, value: value as T };
	const target = String(value.$ref);
	const found = target
		.split('/')
		.slice(1)
		.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
	if (found === undefined) throw new Error(`${target} is not in ${CONTRACT_FILE}`);
	return { pointer: target, value: found as T };
}

function compileParameters(
	parameters: ReadonlyArray<Located<ParameterObject>>,
	place: ParameterPlace,
): ValidateFunction {
	const inPlace = parameters.filter(({ value }) => value.in === place);
	const key = ({ name }: ParameterObject): string =>
		place === 'header' ? name.toLowerCase() : name;
	return converting.compile({
		type: 'object',
		properties: Object.fromEntries(
			inPlace.map(({ pointer, value }) => [key(value), { $ref: `${ROOT}${pointer}/schema` }]),
		),
		required: inPlace.filter(({ value }) => value.required).map(({ value }) => key(value)),
		additionalProperties: place === 'header',
	});
}

const compileContent = (pointer: string, type: string): ValidateFunction =>
	exact.compile({ $ref: `${ROOT}${pointer}/content/${escapePointer(type)}/schema` });

function findErrors(
	check: ValidateFunction,
	value: unknown,
	name: (text: string) => string = (text) => text,
): ErrorDetail[] {
	if (check(value)) return [];
	return (check.errors ?? []).map((error) => ({
		propertyName: name(propertyName(error)) || 'body',
		description: [MESSAGES[error.keyword] ?? error.message ?? 'is not as documented'],
	}));
}

/** Says where an error is as the API would: `customerUserLicenses[0].skuId`. */
function propertyName({ instancePath, params }: ErrorObject): string {
	const keys = instancePath.split('/').slice(1);
	const extra: unknown = params.missingProperty ?? params.additionalProperty;
	if (typeof extra === 'string') keys.push(extra);
	return keys.reduce((path, key) => {
		if (/^\d+$/.test(key)) return `${path}[${key}]`;
		return path ? `${path}.${key}` : key;
	}, '');
}

/** Headers are checked in small letters; the API writes `X-Correlation-Id`. */
const headerName = (name: string): string =>
	name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

/**
 * Makes the documented "additional properties are NOT allowed" binding. Only the sandbox does so, to
 * find its own slips; see the notes at the head of the OpenAPI file.
 */
function closeSchemas(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(closeSchemas);
	if (typeof node !== 'object' || node === null) return node;
	const entries = Object.entries(node).map(([key, value]) =>
		key === 'x-closed' ? ['unevaluatedProperties', false] : [key, closeSchemas(value)],
	);
	return Object.fromEntries(entries) as unknown;
}

function escapePointer(key: string): string {
	return encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
}

function lazily<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
