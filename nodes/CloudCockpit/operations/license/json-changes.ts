import { type Field, type Form, REFUSED, type Slot } from '../../../shared/fields/field';
import { toJson } from '../../../shared/json';
import { cleanSkuId, INVISIBLE, MAX_SKUS, problemOfSku } from '../../../shared/fields/skus';
import { show } from '../../../shared/fields/show';
import { type LicenseChange, skuKey } from '../../../shared/model/license';

/** What the contract says of the properties of a change. */
const PROPERTY_TYPES: Readonly<Record<keyof LicenseChange, 'string' | 'boolean' | 'count'>> = {
	skuId: 'string',
	name: 'string',
	isSelected: 'boolean',
	availableLicenses: 'count',
	totalLicenses: 'count',
	consumedLicenses: 'count',
	suspendedLicenses: 'count',
};
const PROPERTIES = Object.keys(PROPERTY_TYPES);
const REQUIRED = new Set(['skuId', 'isSelected']);

const FORM: Form = {
	displayName: 'Licenses',
	type: 'json',
	default: '[\n  { "skuId": "", "isSelected": true }\n]',
	placeholder: 'e.g. [{ "skuId": "…", "isSelected": true }]',
	description:
		'An array of licenses by SKU ID (a GUID): isSelected true assigns the SKU, false removes it',
};

/** Changes written as JSON in the API's own shape, checked against the contract. */
export const jsonChanges: Field<LicenseChange[]> = {
	forms: [FORM],
	read(slot) {
		const given = slot.given();
		if (!given) return REFUSED;
		const list = toJson(given.value);
		if (list === undefined) return slot.refuse(`must be JSON, but is ${show(given.value)}`);
		if (!Array.isArray(list) || list.length === 0) {
			return slot.refuse('must be a JSON array with at least one license');
		}
		if (list.length > MAX_SKUS) return slot.refuse(`must not name more than ${MAX_SKUS} SKUs`);
		const places = new Map<string, number>();
		// Array.from, since map leaves out holes.
		const changes = Array.from(list, (entry: unknown, index) =>
			readChange(slot, entry, index, places),
		);
		return changes.some((change) => change === REFUSED) ? REFUSED : (changes as LicenseChange[]);
	},
};

/** Reads the entry at `index`; `places` has where each SKU stood first. */
function readChange(
	slot: Slot,
	entry: unknown,
	index: number,
	places: Map<string, number>,
): LicenseChange | typeof REFUSED {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
		return slot.refuse(
			'must be an object such as {"skuId": "…", "isSelected": true}',
			`[${index}]`,
		);
	}
	const change = { ...entry } as LicenseChange;
	const wrong = problemsOf(change);
	for (const [name, message] of wrong) slot.refuse(message, `[${index}].${name}`);
	if (typeof change.skuId !== 'string') return REFUSED;
	change.skuId = cleanSkuId(change.skuId);
	const key = skuKey(change.skuId);
	const first = places.get(key);
	if (first !== undefined) {
		return slot.refuse(`is the same as in entry ${first + 1}`, `[${index}].skuId`);
	}
	places.set(key, index);
	return wrong.length === 0 ? change : REFUSED;
}

/** What is wrong with which property. */
function problemsOf(change: LicenseChange): Array<[name: string, message: string]> {
	const unknown = Object.keys(change).filter((name) => !PROPERTIES.includes(name));
	const known = Object.entries(PROPERTY_TYPES).flatMap(([name, type]) => {
		const message = problemOf(name, type, change[name as keyof LicenseChange]);
		return message === undefined ? [] : [[name, message] as [string, string]];
	});
	return [
		...unknown.map((name): [string, string] => [
			name,
			`is not a property of a license, which has ${PROPERTIES.join(', ')}`,
		]),
		...known,
	];
}

function problemOf(name: string, type: string, value: unknown): string | undefined {
	if (value === undefined && !REQUIRED.has(name)) return undefined;
	if (value === null && name === 'name') return undefined;
	if (type === 'count') {
		const isCount = Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
		return isCount ? undefined : 'must be a whole number';
	}
	if (type === 'boolean') {
		const isChoice = typeof value === 'boolean';
		return isChoice ? undefined : 'must be true to assign the license or false to remove it';
	}
	if (typeof value !== 'string') return 'must be text';
	if (name !== 'skuId') {
		return INVISIBLE.test(value) ? 'has invisible characters in it' : undefined;
	}
	const problem = problemOfSku(cleanSkuId(value));
	return problem && `must be the ID of a SKU, but ${problem}`;
}
