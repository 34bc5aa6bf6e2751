import type { Look } from './basic';
import { type Field, field, UNFIT } from './field';
import { toText } from './parse';

/** A date, with or without a time, whose zone may be missing. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A point in time as ISO 8601 in UTC, or undefined when it is left empty. */
export function optionalDateTime(look: Look): Field<string | undefined> {
	return field(
		{ ...look, type: 'dateTime', default: '' },
		'a date and time such as 2026-01-15T09:30:00Z, or empty',
		(value) => {
			if (value === null || value === undefined || toText(value) === '') return undefined;
			return toUtc(value) ?? UNFIT;
		},
	);
}

/** Of dates, of n8n's own date objects, and of text. Text without a zone is in UTC. */
function toUtc(value: unknown): string | undefined {
	const text = value instanceof Date || isDateObject(value) ? dateText(value) : toText(value);
	const [, day = '', time = '00:00', zone = 'Z'] = ISO.exec(text ?? '') ?? [];
	if (!isDay(day)) return undefined;
	const date = new Date(`${day}T${time}${zone}`);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Whether there is such a day: JavaScript takes February 30 for March 2. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function isDateObject(value: unknown): value is { toISO: () => unknown } {
	return typeof value === 'object' && value !== null && 'toISO' in value;
}

function dateText(value: Date | { toISO: () => unknown }): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return typeof value.toISO === 'function' ? toText(value.toISO()) : undefined;
}
