import { OPERATIONS, RESOURCES } from './operations';

/**
 * What stands below a node on the canvas, as an expression that n8n evaluates: `Get Many: Agreement`,
 * or `Update: License (dry run)`.
 */
export function subtitle(): string {
	const operations = OPERATIONS.map(({ value, name }) => [value, name]);
	const resources = Object.entries(RESOURCES).map(([value, { name, shortName = name }]) => [
		value,
		shortName,
	]);
	const operation = lookUp(Object.fromEntries(operations) as Texts, 'operation');
	const resource = lookUp(Object.fromEntries(resources) as Texts, 'resource');
	const isDry = '$parameter["dryRun"] === true || ($parameter["options"] || {})["dryRun"] === true';
	return `={{ ${operation} + ": " + ${resource} + (${isDry} ? " (dry run)" : "") }}`;
}

type Texts = Record<string, string>;

/** The text for a parameter's value; the value itself where there is none. */
function lookUp(texts: Texts, parameter: string): string {
	const value = `$parameter["${parameter}"]`;
	return `((${JSON.stringify(texts)} )[${value}] || ${value})`;
}
