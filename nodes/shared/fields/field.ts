import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { FieldMessages } from '../api/failure';
import { quote } from '../api/redact';
import type { Find, Names, Pending } from './look-up';
import { show } from './show';
import type { Given, ReadParameter } from './source';

/** How a parameter looks in n8n's form. Its name is the key under which an operation lists it. */
export type Form = Omit<INodeProperties, 'name'>;

/** A parameter of a node: how it looks, and how its value is read and checked. Written once. */
export interface Field<T> {
	/** One form, or several where versions of the node differ. */
	readonly forms: readonly Form[];
	/** Reads the value for one item. Nothing is thrown: what is wrong with it is noted in the slot. */
	readonly read: (slot: Slot) => T | Refused;
}

/** Parameters by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an operation gets to work with: the checked values of its fields, by name. */
export type ValuesOf<F extends Fields> = {
	readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never;
};

/** Stands for a value that cannot be used. Why is noted in the item's issues. */
export const REFUSED = Symbol('refused');
export type Refused = typeof REFUSED;

/** The place of one field of one item, with what the workflow put there. */
export interface Slot {
	/** Returns what the node has there, or undefined, with an issue noted, when its expression fails. */
	given(): Given | undefined;
	/** Notes what is wrong; `place` is a part of the value, as `[2].skuId`. */
	refuse(message: string, place?: string): Refused;
	/** The same for an entry of a collection, whose values will be `values`. */
	entry(name: string, values: Record<string, unknown>): Slot;
	/** Returns the value of a field listed above this one, in a collection one of the same collection. */
	above(name: string): unknown;
	/** The name of the field. */
	readonly name: string;
	/** Notes that the value must be looked up. `meanwhile` stands in its place until then. */
	later<T>(find: Find<T>, meanwhile: T): T;
	/** Where to note names of what is chosen. */
	readonly names: Names;
}

/** The parameters of one item: their values, or everything that is wrong with them. */
export type Readout<Values> =
	| {
			values: Values;
			/** Values that must be looked up before the item can be sent. */
			pending: Pending[];
			names: Names;
	  }
	/** As far as they could be read; `expression` is what n8n's editor knows of one that failed. */
	| { issues: FieldMessages[]; values: Partial<Values>; expression?: IDataObject };

/** Notes that something is wrong with a field. */
export type Refuse = (name: string, message: string) => void;

/**
 * Returns the values of an item, or everything that is wrong with them. `check` is for what only
 * several fields together tell, and is called when each is good by itself.
 */
export function readItem<F extends Fields>(
	fields: F,
	read: ReadParameter,
	itemIndex: number,
	check?: (values: ValuesOf<F>, refuse: Refuse) => void,
): Readout<ValuesOf<F>> {
	const item: ItemReader = {
		read: (path) => read(path, itemIndex),
		issues: [],
		pending: [],
		names: {},
	};
	const values = readFields(fields, (name, above) => createSlot(item, name, name, above));
	if (item.issues.length === 0) item.issues.push(...issuesOf(values, check));
	const { issues, pending, names, expression } = item;
	return issues.length === 0 ? { values, pending, names } : { issues, values, expression };
}

/** What only several fields together tell, by field. */
export function issuesOf<V>(
	values: V,
	check?: (values: V, refuse: Refuse) => void,
): FieldMessages[] {
	const issues: FieldMessages[] = [];
	check?.(values, (name, message) => void issues.push({ name, messages: [quote(message)] }));
	return issues;
}

/** What all slots of an item share. */
interface ItemReader {
	read: (path: string) => Given;
	issues: FieldMessages[];
	/** What n8n's editor knows of the first expression that failed. */
	expression?: IDataObject;
	pending: Pending[];
	names: Names;
}

/** Reads fields in the order in which they are listed. */
export function readFields<F extends Fields>(
	fields: F,
	slotOf: (name: string, values: Record<string, unknown>) => Slot,
): ValuesOf<F> {
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		values[name] = field.read(slotOf(name, values));
	}
	return values as ValuesOf<F>;
}

/** `values` are those among which the field's own will stand. */
function createSlot(
	item: ItemReader,
	path: string,
	name: string,
	values: Record<string, unknown>,
): Slot {
	const slot: Slot = {
		name,
		names: item.names,
		given() {
			try {
				return item.read(path);
			} catch (error) {
				const { message } = error as Error;
				slot.refuse(`has an expression that cannot be evaluated: ${message}`);
				item.expression ??= helpFor(error);
				return undefined;
			}
		},
		refuse(message, place = '') {
			item.issues.push({ name: quote(`${name}${place}`), messages: [quote(message)] });
			return REFUSED;
		},
		entry: (entry, entries) => createSlot(item, `${path}.${entry}`, entry, entries),
		above: (other) => values[other],
		later(find, meanwhile) {
			item.pending.push({ values, name, find });
			return meanwhile;
		},
	};
	return slot;
}

/** What a parser gives for a value that is not what the field wants. */
export const UNFIT = Symbol('unfit');

/** Returns a field whose value `parse` makes. UNFIT is refused, with what is `wanted` instead. */
export function field<T>(
	forms: Form | readonly Form[],
	wanted: string | ((value: unknown) => string),
	parse: (value: unknown, given: Given) => T | typeof UNFIT,
): Field<T> {
	return {
		forms: [forms].flat() as Form[],
		read(slot) {
			const given = slot.given();
			if (!given) return REFUSED;
			const parsed = parse(given.value, given);
			if (parsed !== UNFIT) return parsed;
			const instead = typeof wanted === 'string' ? wanted : wanted(given.value);
			return slot.refuse(`must be ${instead}, but is ${show(given.value)}`);
		},
	};
}

/**
 * Returns the same field, which refuses an expression that gives nothing instead of taking it for
 * empty: a filter would let everything through, and a swap of licenses would only remove.
 */
export function mustGive<T>(given: Field<T>): Field<T> {
	return {
		forms: given.forms,
		read(slot) {
			const found = slot.given();
			if (!found) return REFUSED;
			const isNothing = found.value === undefined || found.value === null;
			if (!found.isExpression || !isNothing) return given.read(slot);
			return slot.refuse('has an expression that gives nothing: has a column been renamed?');
		},
	};
}

/**
 * The same field in a collection, read only where somebody has added it; undefined elsewhere. An
 * expression for it must give something.
 */
export function whenAdded<T>(added: Field<T>): Field<T | undefined> {
	const strict = mustGive(added);
	return {
		forms: added.forms,
		read(slot) {
			const given = slot.given();
			if (!given) return REFUSED;
			return given.isSet ? strict.read(slot) : undefined;
		},
	};
}

/** Returns the same field, shown and read only while a field above it has one of these values. */
export function when<T, Else>(
	[above, choices]: readonly [name: string, choices: readonly unknown[]],
	shown: Field<T>,
	otherwise: Else,
): Field<T | Else> {
	return {
		forms: withCondition(shown, { show: { [above]: [...choices] as string[] } }).forms,
		read: (slot) => (choices.includes(slot.above(above)) ? shown.read(slot) : otherwise),
	};
}

/** Returns the same field, shown only under a condition. It is read as before. */
export function withCondition<T>(
	shown: Field<T>,
	{ show, hide }: NonNullable<Form['displayOptions']>,
): Field<T> {
	const forms = shown.forms.map((form) => ({
		...form,
		displayOptions: {
			...(show && { show: { ...show, ...form.displayOptions?.show } }),
			...((hide ?? form.displayOptions?.hide) && {
				hide: { ...hide, ...form.displayOptions?.hide },
			}),
		},
	}));
	return { ...shown, forms };
}

/** The forms of fields as n8n wants them, with their names. */
export function propertiesOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).flatMap(([name, { forms }]) =>
		forms.map((form) => ({ ...form, name })),
	);
}

/** By which n8n's editor tells what to do about an expression that failed. */
const HELP = ['type', 'nodeCause', 'descriptionKey'] as const;

function helpFor(error: unknown): IDataObject | undefined {
	const { context } = (error ?? {}) as { context?: IDataObject };
	if (typeof context?.type !== 'string') return undefined;
	return Object.fromEntries(HELP.map((name) => [name, context[name]]));
}
