/**
 * The OpenAPI file at work: which operations there are, and whether a request or an answer is as it
 * says. Schemas are compiled once per process, each when it is first needed.
 */
import Ajv2020 from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { escapePointer, JSON_TYPE, operationsOf, readDocument, resolve } from '../openapi/document';
import type {
	Content,
	Document,
	Located,
	OperationId,
	ParameterObject,
	ParameterPlace,
	WrittenOperation,
} from '../openapi/document';
import type { ErrorDetail } from './answers';
import type { LoggedRequest } from './log';

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

const ROOT = 'contract';
const MESSAGES: Record<string, string> = {
	required: 'is required',
	additionalProperties: 'is not known',
};

const document = closeSchemas(readDocument()) as Document;
const exact = createAjv({ coerceTypes: false });
/** For what arrives as text: path, query and headers. */
const converting = createAjv({ coerceTypes: true });

function createAjv(options: { coerceTypes: boolean }): Ajv2020 {
	// OpenAPI's own words and formats (int32, x-source) are no JSON Schema, hence not strict.
	const ajv = addFormats(new Ajv2020({ ...options, strict: false, allErrors: true }));
	return ajv.addSchema(document, ROOT, false, false);
}

/** The operations of the contract. */
export const OPERATIONS: readonly Operation[] = operationsOf(document).map(createOperation);

function createOperation(written: WrittenOperation): Operation {
	const { path, method, pointer: place, operation, parameters } = written;
	const checks = {
		path: lazily(() => compileParameters(parameters, 'path')),
		query: lazily(() => compileParameters(parameters, 'query')),
		header: lazily(() => compileParameters(parameters, 'header')),
		body: lazily(() => compileContent(`${place}/requestBody`, JSON_TYPE)),
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
			const { pointer, value } = resolve<{ content?: Content }>(document, {
				pointer: `${place}/responses/${status}`,
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

function lazily<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
