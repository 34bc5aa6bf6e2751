import type { IGetNodeParameterOptions } from 'n8n-workflow';

import { type Located, unwrapLocator } from './parse';

/** What a node has for a parameter of an item. */
export interface Given extends Located {
	value: unknown;
	/** Whether the parameter is there at all: what equals its default is not saved. */
	isSet: boolean;
	/** Whether the value is what an expression gave. */
	isExpression: boolean;
}

/** Gives the value of a parameter for an item; throws when its expression cannot be evaluated. */
export type ReadParameter = (name: string, itemIndex: number) => Given;

/** What n8n gives to read parameters with. */
export interface ParameterContext {
	getNodeParameter(
		name: string,
		itemIndex: number,
		fallback: unknown,
		options: IGetNodeParameterOptions,
	): unknown;
}

/** Stands for a parameter that the node does not have. */
const ABSENT = Symbol('absent');

/**
 * Reads parameters through n8n, and those that have no expression once for all items. Names in
 * collections are written with a dot (`options.timeout`).
 */
export function createParameterSource(context: ParameterContext): ReadParameter {
	const constants = new Map<string, Given>();
	const expressions = new Set<string>();
	const evaluate = (name: string, itemIndex: number) => {
		// An expression that gives undefined is as good as one that gives null.
		const value = context.getNodeParameter(name, itemIndex, null, { skipValidation: true });
		return toGiven(value, { isSet: true, isExpression: true });
	};
	return (name, itemIndex) => {
		const constant = constants.get(name);
		if (constant) return constant;
		if (expressions.has(name)) return evaluate(name, itemIndex);
		// What is written in the node is the same for all items.
		const raw: unknown = context.getNodeParameter(name, itemIndex, ABSENT, {
			rawExpressions: true,
		});
		if (hasExpression(raw)) {
			expressions.add(name);
			return evaluate(name, itemIndex);
		}
		const isSet = raw !== ABSENT;
		const given = toGiven(isSet ? raw : null, { isSet, isExpression: false });
		constants.set(name, given);
		return given;
	};
}

function toGiven(raw: unknown, how: Pick<Given, 'isSet' | 'isExpression'>): Given {
	const { value, mode, cachedResultName } = unwrapLocator(raw);
	return { value, ...how, ...(mode !== undefined && { mode, cachedResultName }) };
}

/** n8n's expressions are texts that begin with an equals sign, at whatever depth. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
