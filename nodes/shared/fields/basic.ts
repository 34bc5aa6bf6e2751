import type { INodePropertyOptions } from 'n8n-workflow';

import {
	type Field,
	type Fields,
	field,
	type Form,
	propertiesOf,
	readFields,
	REFUSED,
	UNFIT,
	type ValuesOf,
} from './field';
import { toBoolean, toGuid, toText, toNames, toWholeNumber } from './parse';

/** What a form says besides its kind and default: texts, and hints for n8n's editor. */
export type Look = Omit<Form, 'type' | 'default' | 'options'>;

/** The GUID in examples of IDs. It belongs to nobody. */
export const EXAMPLE_GUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/**
 * A switch, which must be a clear yes or no. `absent` is what it means where it is not there at all:
 * an option may be on when somebody adds it, and off as long as nobody has.
 */
export function toggle(look: Look, preset: boolean, absent = preset): Field<boolean> {
	const form: Form = { ...look, type: 'boolean', default: preset };
	return field(form, 'true or false', (value, { isSet }) =>
		isSet ? (toBoolean(value) ?? UNFIT) : absent,
	);
}

/** A whole number between two bounds, both included. Left empty, it is the default. */
export function wholeNumber(
	look: Look,
	{ preset, min, max }: { preset: number; min: number; max: number },
): Field<number> {
	const typeOptions = { minValue: min, maxValue: max, ...look.typeOptions };
	const form: Form = { ...look, type: 'number', default: preset, typeOptions };
	return field(form, `a whole number from ${min} to ${max}`, (value) => {
		const number = isEmpty(value) ? preset : toWholeNumber(value);
		return number !== undefined && number >= min && number <= max ? number : UNFIT;
	});
}

/** Text without the blanks around it, which must not be empty. */
export function text(look: Look, maxLength: number): Field<string> {
	const form: Form = { ...look, type: 'string', default: '' };
	const plain = field(form, textOrFilledIn, (value) => toText(value) || UNFIT);
	return {
		...plain,
		read(slot) {
			const value = plain.read(slot);
			if (value === REFUSED || value.length <= maxLength) return value;
			return slot.refuse(`must not be longer than ${maxLength} characters`);
		},
	};
}

/** What a text must be that is empty, or no text at all. */
export function textOrFilledIn(value: unknown): string {
	return isEmpty(value) ? 'filled in' : 'text';
}

/** Servers take addresses of about this length at most. */
const MAX_SEARCH_LENGTH = 8_000;

/** Text without the blanks around it, or undefined when it is left empty. */
export function optionalText(look: Look, maxLength = MAX_SEARCH_LENGTH): Field<string | undefined> {
	const form: Form = { ...look, type: 'string', default: '' };
	const wanted = `empty, or text of up to ${maxLength} characters`;
	return field(form, wanted, (value) => {
		if (isEmpty(value)) return undefined;
		const given = toText(value);
		return given === undefined || given.length > maxLength ? UNFIT : given;
	});
}

/** A GUID in lower case, or undefined when it is left empty. */
export function optionalGuid(look: Look): Field<string | undefined> {
	const form: Form = { ...look, type: 'string', default: '' };
	return field(form, 'a GUID or empty', (value) =>
		isEmpty(value) ? undefined : (toGuid(value) ?? UNFIT),
	);
}

/** What a choice offers, in the order in which it is shown. */
export type Choices = readonly INodePropertyOptions[];
type ValueOf<C extends Choices> = C[number]['value'] & string;

/** One of the listed values, in whatever capitals it is given. */
export function choice<const C extends Choices>(
	look: Look,
	choices: C,
	preset: NoInfer<ValueOf<C>>,
): Field<ValueOf<C>> {
	const wanted = `one of ${listed(choices)}`;
	return field(choiceForm(look, choices, preset), wanted, (value) => find(choices, value) ?? UNFIT);
}

/** The same, or undefined where it is left empty. `preset` is its value when somebody adds it. */
export function optionalChoice<const C extends Choices>(
	look: Look,
	choices: C,
	preset: NoInfer<ValueOf<C>>,
): Field<ValueOf<C> | undefined> {
	const wanted = `one of ${listed(choices)}, or empty`;
	return field(choiceForm(look, choices, preset), wanted, (value) =>
		isEmpty(value) ? undefined : (find(choices, value) ?? UNFIT),
	);
}

/** Several of them, as an array or with commas between them; or undefined where it is left empty. */
export function severalChoices<const C extends Choices>(
	look: Look,
	choices: C,
): Field<Array<ValueOf<C>> | undefined> {
	const form: Form = { ...look, type: 'multiOptions', default: [], options: [...choices] };
	return field(form, `among ${listed(choices)}, or empty`, (value) => {
		const found = toNames(value)?.map((text) => find(choices, text));
		if (!found || found.includes(undefined)) return UNFIT;
		return found.length === 0 ? undefined : [...new Set(found as Array<ValueOf<C>>)];
	});
}

function choiceForm(look: Look, choices: Choices, preset: string): Form {
	return { ...look, type: 'options', default: preset, options: [...choices] };
}

/** More of them nobody reads. */
const MOST_LISTED = 20;

/** The values in a sentence; of very many the first. */
function listed(choices: Choices): string {
	const values = valuesOf(choices);
	if (values.length <= MOST_LISTED) return values.join(', ');
	return `the ${values.length} in the list, such as ${values.slice(0, 3).join(', ')}`;
}

function valuesOf<C extends Choices>(choices: C): Array<ValueOf<C>> {
	return choices.map(({ value }) => value as ValueOf<C>);
}

function find<C extends Choices>(choices: C, value: unknown): ValueOf<C> | undefined {
	const wanted = toText(value)?.toLowerCase();
	return valuesOf(choices).find((known) => known.toLowerCase() === wanted);
}

/** A sentence in the form, which has no value. */
export function notice(displayName: string): Field<undefined> {
	return { forms: [{ displayName, type: 'notice', default: '' }], read: () => undefined };
}

/** Fields that are shown only once somebody adds them, offered in alphabetical order. */
export function collection<F extends Fields>(look: Look, fields: F): Field<ValuesOf<F>> {
	const options = propertiesOf(fields).sort((a, b) =>
		a.displayName.localeCompare(b.displayName, 'en'),
	);
	return {
		forms: [{ ...look, type: 'collection', default: {}, options }],
		read: (slot) => readFields(fields, (name, values) => slot.entry(name, values)),
	};
}

function isEmpty(value: unknown): boolean {
	return value === null || value === undefined || toText(value) === '';
}
