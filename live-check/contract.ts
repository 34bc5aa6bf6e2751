/** The operations of the OpenAPI file, each with what it takes to call it and to judge its answers. */
import type { ValidateFunction } from 'ajv/dist/2020';
import { escapePointer, JSON_TYPE, operationsOf, resolve } from '../openapi/document';
import type { Content, OperationId, WrittenOperation } from '../openapi/document';
import { compareBody, compareWhole } from './compare';
import type { Comparison } from './compare';
import { ajv, document, ROOT, schemas } from './watched';

export type { OperationId } from '../openapi/document';

const ID_NAMES = ['customerId', 'providerInstanceId', 'customerUserId'] as const;
export type IdName = (typeof ID_NAMES)[number];
export type Ids = Partial<Record<IdName, string>>;

export interface Operation {
	id: OperationId;
	method: string;
	/** With parameters in braces, as the file writes it. */
	path: string;
	/** The ids without which it is not called. */
	ids: IdName[];
	/** How its parameters for a page are called; undefined where it is no paged list. */
	paging?: { pageNumber: string; pageSize: string };
	/** The statuses of success. */
	successes: number[];
	documents(status: number): boolean;
	/** Compares an answer of a documented status. */
	compare(status: number, body: unknown): Comparison;
}

export const OPERATIONS: readonly Operation[] = operationsOf(document).map(createOperation);

/** The reads, in an order in which those come first that need the fewest ids. */
export const READS = OPERATIONS.filter(({ method }) => method === 'GET').sort(
	(one, other) => one.ids.length - other.ids.length,
);

/** Finds an operation. Throws when the file does not have it. */
export function findOperation(id: OperationId): Operation {
	const found = OPERATIONS.find((operation) => operation.id === id);
	if (!found) throw new Error(`${id} is not in the OpenAPI file`);
	return found;
}

/** Where CloudCockpit is, and what a token is asked for, as the file says. */
export function publicAddresses(): { baseUrl: string; tokenUrl: string; scope: string } {
	const { path } = findOperation('getToken');
	const request = schemas.TokenRequest as { properties: { scope: { examples: string[] } } };
	return {
		baseUrl: document.servers[0]?.url ?? '',
		tokenUrl: `${document.paths[path]?.servers?.[0]?.url ?? ''}${path}`,
		scope: request.properties.scope.examples[0] ?? '',
	};
}

function createOperation({ operation, parameters, ...written }: WrittenOperation): Operation {
	const { path, method } = written;
	const named = (name: string) =>
		parameters.find(({ value }) => value.name.toLowerCase() === name)?.value.name;
	const [pageNumber, pageSize] = [named('pagenumber'), named('pagesize')];
	const checks = new Map<number, ValidateFunction | undefined>();

	/** The check of a body; undefined where none is documented. */
	function checkOf(status: number): ValidateFunction | undefined {
		if (!checks.has(status)) {
			const { pointer, value } = resolve<{ content?: Content }>(document, {
				pointer: `${written.pointer}/responses/${status}`,
				value: operation.responses[status] ?? {},
			});
			const place = `${ROOT}${pointer}/content/${escapePointer(JSON_TYPE)}/schema`;
			checks.set(status, value.content && ajv.compile({ $ref: place }));
		}
		return checks.get(status);
	}

	return {
		id: operation.operationId,
		method: method.toUpperCase(),
		path,
		// Named where it may be left out, too, if it says where to look for something of a customer.
		ids: ID_NAMES.filter((id) =>
			parameters.some(
				({ value }) => value.name === id && (value.required || path.includes('{customerId}')),
			),
		),
		paging: pageNumber && pageSize ? { pageNumber, pageSize } : undefined,
		successes: Object.keys(operation.responses)
			.map(Number)
			.filter((status) => status < 300),
		documents: (status) => status in operation.responses,
		compare(status, body) {
			const check = checkOf(status);
			if (check && body !== undefined) return compareBody(check, body);
			if (check) return compareWhole(`missing on ${status}`);
			return compareWhole(body === undefined ? undefined : `not documented on ${status}`);
		},
	};
}
