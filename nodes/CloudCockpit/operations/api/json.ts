import type { GenericValue, IDataObject } from 'n8n-workflow';

import type { Look } from '../../../shared/fields/basic';
import { type Field, mustGive, REFUSED, type Slot } from '../../../shared/fields/field';
import { show } from '../../../shared/fields/show';
import { toText } from '../../../shared/fields/parse';
import { toJson } from '../../../shared/json';

/** Stands for a field that is left empty. */
const EMPTY = Symbol('empty');

/** Any JSON, or undefined when it is left empty. */
export function anyJson(look: Look): Field<GenericValue> {
	return mustGive({
		forms: [{ ...look, type: 'json', default: '' }],
		read(slot) {
			const json = readJson(slot);
			if (json === REFUSED || json === EMPTY) return json === EMPTY ? undefined : REFUSED;
			const place = placeOfNothing(json);
			if (place === undefined) return json as GenericValue;
			return slot.refuse('has no value: a column may have another name', place);
		},
	});
}

/** JSON with what goes into a query: texts, numbers, switches, and lists of these. */
export function queryJson(look: Look): Field<IDataObject | undefined> {
	return mustGive({
		forms: [{ ...look, type: 'json', default: '' }],
		read(slot) {
			const json = readJson(slot);
			if (json === REFUSED || json === EMPTY) return json === EMPTY ? undefined : REFUSED;
			if (typeof json !== 'object' || json === null || Array.isArray(json)) {
				return slot.refuse(`must be a JSON object, but is ${show(json)}`);
			}
			const entries = Object.entries(json as IDataObject);
			const bad = entries.find(([, value]) => ![value].flat().every(isPlain));
			if (bad) {
				const [name, value] = bad;
				return slot.refuse(`must be text, a number or a list, but is ${show(value)}`, `.${name}`);
			}
			return entries.length === 0 ? undefined : (json as IDataObject);
		},
	});
}

function readJson(slot: Slot): unknown {
	const given = slot.given();
	if (!given) return REFUSED;
	const { value } = given;
	if (value === null || value === undefined || toText(value) === '') return EMPTY;
	const json = toJson(value);
	return json === undefined ? slot.refuse(`must be JSON, but is ${show(value)}`) : json;
}

/** Where in a value there is something that JSON would leave out in silence. */
function placeOfNothing(value: unknown): string | undefined {
	if (value === undefined) return '';
	if (typeof value !== 'object' || value === null) return undefined;
	// Of a list without a text for each place, since there may be many.
	const isList = Array.isArray(value);
	for (const [key, entry] of isList ? value.entries() : Object.entries(value)) {
		const place = placeOfNothing(entry);
		if (place !== undefined) return isList ? `[${key}]${place}` : `.${key}${place}`;
	}
	return undefined;
}

function isPlain(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' || typeof value === 'boolean';
}
