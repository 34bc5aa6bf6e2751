import { toJson } from '../json';

/**
 * From what people and spreadsheets put into fields to values that can be sent. Each function
 * returns undefined for what it cannot use; it does not throw.
 */

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const BLANK = /[\s\u200B-\u200D\uFEFF]/;

/** More entries than any list has that people write. */
const MAX_ENTRIES = 10_000;

/** What separates entries of a list that is written as text. */
const SEPARATOR = /[,;\n]/;

/**
 * Text without the blanks around it, invisible ones of spreadsheets and web pages included. Looks at
 * both ends alone, however many blanks there are within.
 */
export function toText(value: unknown): string | undefined {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value !== 'string') return undefined;
	let start = 0;
	let end = value.length;
	while (start < end && BLANK.test(value.charAt(start))) start += 1;
	while (start < end && BLANK.test(value.charAt(end - 1))) end -= 1;
	return value.slice(start, end);
}

/** A GUID in lower case, from any capitals, with or without braces. */
export function toGuid(value: unknown): string | undefined {
	const text = toText(value)
		?.replace(/^\{(.*)\}$/, '$1')
		.toLowerCase();
	return text !== undefined && GUID.test(text) ? text : undefined;
}

/** A whole number from a number or its text. */
export function toWholeNumber(value: unknown): number | undefined {
	const text = toText(value);
	return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const YES = new Set(['true', 'yes', '1']);
const NO = new Set(['false', 'no', '0']);

/** A boolean, or the words and numbers that spreadsheets use for one. */
export function toBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = toText(value)?.toLowerCase();
	if (text === undefined) return undefined;
	if (YES.has(text)) return true;
	return NO.has(text) ? false : undefined;
}

/**
 * Entries of an array, of a JSON array as text, or of text with commas, semicolons or lines; not more
 * than `maxEntries` of them. Those of text may be blank, those of an array are left out when they are.
 */
export function toTexts(value: unknown, maxEntries = MAX_ENTRIES): string[] | undefined {
	if (value === undefined || value === null) return [];
	const text = toText(value);
	if (text === '') return [];
	const list = Array.isArray(value) ? value : splitText(text, maxEntries);
	// Array.from, since map leaves out holes.
	const texts = list && Array.from(list.slice(0, maxEntries), toText);
	if (!texts || texts.includes(undefined)) return undefined;
	const isSplit = text !== undefined && !text.startsWith('[');
	return (texts as string[]).filter((entry) => isSplit || entry !== '');
}

/** The entries that are not blank. Commas alone are no empty list: as a filter it would let all through. */
export function toNames(value: unknown): string[] | undefined {
	const texts = toTexts(value);
	const names = texts?.filter((text) => text !== '');
	return names?.length === 0 && texts?.length !== 0 ? undefined : names;
}

function splitText(text: string | undefined, maxEntries: number): unknown[] | undefined {
	if (text === undefined) return undefined;
	if (text.startsWith('[')) {
		const parsed = toJson(text);
		return Array.isArray(parsed) ? parsed : undefined;
	}
	return text.split(SEPARATOR, maxEntries);
}

/** What a resource locator holds. */
export interface Located {
	value?: unknown;
	/** How the value is meant. */
	mode?: unknown;
	/** How the list showed what was chosen from it. */
	cachedResultName?: unknown;
}

/** The parts of a resource locator; anything else is its own value, without a mode. */
export function unwrapLocator(value: unknown): Located {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as Located) : { value };
}
