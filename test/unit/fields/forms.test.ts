import type { INodePropertyCollection, INodePropertyOptions, INodeProperties } from 'n8n-workflow';

import { OPERATIONS } from '../../../nodes/CloudCockpit/operations';
import type { Field, Form } from '../../../nodes/shared/fields/field';
import { readAll, saved } from '../support/fields';

/** A parameter of an operation: where it is, how it looks, and the field that reads it. */
type Case = [label: string, path: string, form: Form, field: Field<unknown>];

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;
const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;

const CASES: Case[] = OPERATIONS.flatMap(({ resource, value, fields }) =>
	Object.entries(fields).flatMap(([name, field]) => {
		const label = `${resource} ${value}`;
		return field.forms.flatMap((form): Case[] => {
			const entries = form.type === 'collection' ? (form.options ?? []).filter(isProperty) : [];
			return [
				[`${label}: ${name}`, name, form, field],
				...entries.map((entry): Case => {
					const path = `${name}.${entry.name}`;
					return [`${label}: ${path}`, path, entry, field];
				}),
			];
		});
	}),
);

/** What an operation gets when this is saved for a parameter, whatever the others are. */
function read([, path, , field]: Case, value: unknown) {
	const [root = '', entry] = path.split('.');
	// Fields that depend on a choice are read as if it was made.
	const above = { licenseInput: 'fields', otherLicenses: 'omit', qualification: 'custom' };
	const condition = field.forms[0]?.displayOptions?.show ?? {};
	for (const [name, values] of Object.entries(condition)) {
		Object.assign(above, { [name]: values?.[0] });
	}
	const before = Object.entries(above).filter(([name]) => name !== root);
	const choices = before.map(([name, chosen]) => {
		return [name, { forms: [], read: () => chosen }] as const;
	});
	const readout = readAll(
		{ ...Object.fromEntries(choices), [root]: field },
		{ [path]: saved(value) },
	);
	if ('issues' in readout) return { issues: readout.issues };
	const found = readout.values[root];
	return { value: entry ? (found as Record<string, unknown>)[entry] : found };
}

/** A filter of which a workflow of the first version saved one value, and which now takes several. */
const asRead = ([label]: Case, value: unknown) =>
	label === 'mca getMany: filters.status' ? [value] : value;

const of = (...types: string[]) =>
	CASES.filter(([, , { type }]) => types.includes(type)).map((found) => [found[0], found] as const);

test('every operation has fields of each kind that is looked at here', () => {
	expect(CASES.length).toBeGreaterThan(80);
	expect(new Set(CASES.map(([, , { type }]) => type))).toEqual(
		new Set([
			...[
				'boolean',
				'collection',
				'dateTime',
				'hidden',
				'json',
				'multiOptions',
				'notice',
				'number',
			],
			...['options', 'resourceLocator', 'string'],
		]),
	);
});

test.each(of('boolean', 'hidden', 'number', 'options'))(
	'%s: the default of the form is what it stands for',
	(_, found) => {
		const { default: preset, type, required } = found[2];
		// Hard to undo, so it must be chosen.
		const isOpen = type === 'options' && required === true && preset === '';
		const readout = read(found, preset);
		if (isOpen) expect(readout).toHaveProperty('issues');
		else expect(readout).toEqual({ value: asRead(found, preset) });
	},
);

test.each(of('multiOptions'))('%s: is empty by default, or must be filled in', (_, found) => {
	const none: Record<string, object> = {
		'license update: heldSkuIds': { issues: [expect.anything()] },
		'mca getMany: filters.status': { value: undefined },
	};
	expect(found[2].default).toEqual([]);
	expect(read(found, [])).toEqual(none[found[0]] ?? { value: [] });
});

test.each(of('number'))('%s: the bounds of the form are those of the field', (_, found) => {
	const { minValue = NaN, maxValue = 1_000_000 } = found[2].typeOptions ?? {};
	for (const value of [minValue, maxValue]) expect(read(found, value)).toEqual({ value });
	for (const value of [minValue - 1, maxValue + 1]) {
		expect(read(found, value)).toHaveProperty('issues');
	}
});

test.each(of('options'))('%s: takes what the form offers, and nothing else', (_, found) => {
	const values = (found[2].options ?? []).map((option) => 'value' in option && option.value);
	expect(values.length).toBeGreaterThan(1);
	for (const value of values) {
		expect(read(found, value)).toEqual({ value: asRead(found, value) });
	}
	expect(read(found, 'something else')).toHaveProperty('issues');
});

test.each(of('string'))('%s: empty, it is none or refused, never an empty text', (_, found) => {
	const { type, default: preset } = found[2];
	expect([type, preset]).toEqual(['string', '']);
	expect(read(found, preset)).not.toEqual({ value: '' });
});

test.each(of('resourceLocator'))('%s: nothing is chosen by default', (_, found) => {
	expect(found[2].default).toEqual({ mode: 'list', value: '' });
	const isFilter = found[1].includes('.');
	expect('issues' in read(found, '')).toBe(!isFilter);
});
