import type { IExecuteFunctions } from 'n8n-workflow';

import type { FieldMessages } from '../api/failure';
import { redact } from '../api/redact';
import { toBoolean, toGuid, toJson, toText, toTexts, toWholeNumber, unwrapLocator } from './values';

/** Reads and checks the parameters of one item. What is wrong is collected, nothing is thrown. */
export interface Reader {
	/** A GUID in lower case. */
	guid(name: string): string;
	/** A GUID in lower case, or undefined when the field is left empty. */
	optionalGuid(name: string): string | undefined;
	/** Text without blanks around it; `''` is refused. */
	text(name: string): string;
	/** Text without blanks around it, or undefined when the field is left empty. */
	optionalText(name: string): string | undefined;
	/** One of the listed values, in any capitals. */
	choice<T extends string>(name: string, values: readonly T[]): T;
	/** One of the listed values, in any capitals, or undefined when the field is left empty. */
	optionalChoice<T extends string>(name: string, values: readonly T[]): T | undefined;
	/** A clear yes or no; `fallback` only where the parameter is not there at all. */
	boolean(name: string, fallback: boolean): boolean;
	/** A whole number between two bounds, both included. */
	wholeNumber(name: string, fallback: number, bounds: { min: number; max: number }): number;
	/** Several texts, from an array or text with commas. An expression must give one of them. */
	texts(name: string): string[];
	/** A value written as JSON, or undefined with an issue. */
	json(name: string): unknown;
	/** Notes that something is wrong. `name` is the parameter, with the place in it if need be. */
	refuse(name: string, message: string): void;
	/** Everything that is wrong with this item, by parameter. */
	readonly issues: FieldMessages[];
}

/** What a node has for a parameter of an item. */
export interface Given {
	value: unknown;
	/** Whether the parameter is there at all: what equals its default is not saved. */
	isSet: boolean;
	/** Whether the value is what an expression gave. */
	isExpression: boolean;
}

export type ReadParameter = (name: string, itemIndex: number) => Given;

/** How long a wrong value may be when it is shown to the user. */
const SHOWN_LENGTH = 60;

/**
 * Reads parameters through n8n, and those that have no expression once for all items. Names in
 * collections are written with a dot (`options.timeout`).
 */
export function createParameterSource(context: IExecuteFunctions): ReadParameter {
	const constants = new Map<string, Given>();
	return (name, itemIndex) => {
		const constant = constants.get(name);
		if (constant) return constant;
		const raw: unknown = context.getNodeParameter(name, itemIndex, ABSENT, {
			rawExpressions: true,
		});
		if (hasExpression(raw)) {
			// An expression that gives undefined is as good as one that gives null.
			const value = context.getNodeParameter(name, itemIndex, null, { skipValidation: true });
			return { value: unwrapLocator(value), isSet: true, isExpression: true };
		}
		const isSet = raw !== ABSENT;
		const given = { value: isSet ? unwrapLocator(raw) : null, isSet, isExpression: false };
		constants.set(name, given);
		return given;
	};
}

/** Stands for a parameter that the node does not have. */
const ABSENT = Symbol('absent');

/** n8n's expressions are texts that begin with an equals sign, at whatever depth. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/** Creates the reader of one item. */
export function createReader(read: ReadParameter, itemIndex: number): Reader {
	const issues: FieldMessages[] = [];
	const refuse = (name: string, message: string) => {
		issues.push({ name: name.replace(/^(?:options|filters)\./, ''), messages: [message] });
	};
	const giveFor = (name: string): Given | undefined => {
		try {
			return read(name, itemIndex);
		} catch (error) {
			refuse(name, `has an expression that cannot be evaluated: ${(error as Error).message}`);
			return undefined;
		}
	};
	/** Converts a value, or notes why not; a failed expression has been noted before. */
	const convert = <T>(
		name: string,
		turn: (value: unknown, given: Given) => T | undefined,
		wanted: string,
	) => {
		const given = giveFor(name);
		if (!given) return undefined;
		const { value, isExpression } = given;
		if (isExpression && mustGive(name) && (value === null || value === undefined)) {
			refuse(name, 'has an expression that gives nothing: a column may have another name');
			return undefined;
		}
		const turned = turn(value, given);
		if (turned === undefined) refuse(name, `must be ${wanted}, but is ${show(value)}`);
		return turned;
	};
	const isEmpty = (value: unknown) => value === null || value === undefined || toText(value) === '';

	return {
		issues,
		refuse,
		guid: (name) =>
			convert(name, toGuid, 'a GUID such as 00000000-0000-4000-8000-000000000000') ?? '',
		optionalGuid: (name) =>
			convert(name, (value) => (isEmpty(value) ? NOTHING : toGuid(value)), 'a GUID or empty') ||
			undefined,
		text: (name) => convert(name, (value) => toText(value) || undefined, 'filled in') ?? '',
		optionalText: (name) =>
			convert(name, (value) => (isEmpty(value) ? NOTHING : toText(value)), 'text or empty') ||
			undefined,
		choice: (name, values) =>
			convert(name, (value) => findChoice(value, values), `one of ${values.join(', ')}`) ??
			(values[0] as never),
		optionalChoice: (name, values) =>
			convert(
				name,
				(value) => (isEmpty(value) ? NOTHING : findChoice(value, values)),
				`one of ${values.join(', ')}, or empty`,
			) || undefined,
		boolean: (name, fallback) =>
			convert(name, (value, { isSet }) => (isSet ? toBoolean(value) : fallback), 'true or false') ??
			fallback,
		wholeNumber: (name, fallback, { min, max }) => {
			const find = (value: unknown) => {
				const number = isEmpty(value) ? fallback : toWholeNumber(value);
				return number !== undefined && number >= min && number <= max ? number : undefined;
			};
			return convert(name, find, `a whole number from ${min} to ${max}`) ?? fallback;
		},
		texts: (name) =>
			convert(name, toTexts, 'a list of texts, or one text with commas between them') ?? [],
		json: (name) => convert(name, toJson, 'JSON'),
	};
}

/** What an empty optional field converts to, because undefined stands for a wrong value. */
const NOTHING = '';

function findChoice<T extends string>(value: unknown, values: readonly T[]): T | undefined {
	const text = toText(value)?.toLowerCase();
	return values.find((known) => known.toLowerCase() === text);
}

/**
 * Where an expression that gives nothing must not pass for an empty field: a list would then be of
 * everything, and of a swap of licenses only the removal would be left. `''` and `[]` mean none.
 */
function mustGive(name: string): boolean {
	return name.startsWith('filters.') || name.endsWith('SkuIds');
}

function show(value: unknown): string {
	if (value === null || value === undefined || value === '') return 'empty';
	const text = redact(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
	const short = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
	return JSON.stringify(short);
}
