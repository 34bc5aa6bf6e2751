import type { components } from '../../../shared/api/contract';
import type { Reader } from '../../../shared/items/reader';
import { toGuid } from '../../../shared/items/values';

/** One SKU that a user gets (`isSelected`) or loses, in the API's own shape. */
export type LicenseChange = components['schemas']['LicenseChange'];

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
const OPTIONAL = new Set<string>(
	Object.keys(PROPERTY_TYPES).filter((name) => name !== 'skuId' && name !== 'isSelected'),
);
const MAX_SKU_LENGTH = 255;

/** What an item changes, and the name of the field in which the n-th change was written. */
export interface Changes {
	changes: LicenseChange[];
	fieldOf: (index: number) => string;
}

/** Reads the changes in whichever form the user chose. */
export function readChanges(reader: Reader): Changes {
	if (reader.choice('licenseInput', ['fields', 'json']) === 'json') {
		return {
			changes: readChangesFromJson(reader),
			fieldOf: (index) => `customerUserLicenses[${index}].skuId`,
		};
	}
	return { changes: readChangesFromFields(reader), fieldOf: () => 'assignSkuIds' };
}

/** Reads the changes from the two lists of SKUs. */
function readChangesFromFields(reader: Reader): LicenseChange[] {
	const assign = readSkuIds(reader, 'assignSkuIds');
	const remove = readSkuIds(reader, 'removeSkuIds');
	const both = assign.filter((skuId) => remove.includes(skuId));
	if (both.length > 0) {
		reader.refuse('removeSkuIds', `must not name what is assigned as well: ${both.join(', ')}`);
	}
	if (assign.length + remove.length === 0 && reader.issues.length === 0) {
		reader.refuse(
			'assignSkuIds',
			'and Licenses to Remove are both empty: there is nothing to change',
		);
	}
	return [
		...assign.map((skuId) => ({ skuId, isSelected: true })),
		...remove.map((skuId) => ({ skuId, isSelected: false })),
	];
}

function readSkuIds(reader: Reader, name: string): string[] {
	const skuIds = [...new Set(reader.texts(name).map(cleanSkuId))];
	const tooLong = skuIds.find((skuId) => skuId.length > MAX_SKU_LENGTH);
	if (tooLong) reader.refuse(name, `must hold SKU IDs, but ${tooLong.slice(0, 30)}… is too long`);
	return skuIds;
}

/** Reads the changes from JSON in the API's own shape, checked against the contract. */
function readChangesFromJson(reader: Reader): LicenseChange[] {
	const issuesBefore = reader.issues.length;
	const list = reader.json('customerUserLicenses');
	if (reader.issues.length > issuesBefore) return [];
	const refuse = (place: string, message: string) =>
		reader.refuse(`customerUserLicenses${place}`, message);
	if (!Array.isArray(list) || list.length === 0) {
		refuse('', 'must be a JSON array with at least one license');
		return [];
	}
	const places = new Map<string, number>();
	return list.map((entry: unknown, index) => {
		if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
			refuse(`[${index}]`, 'must be an object such as {"skuId": "…", "isSelected": true}');
			return NO_CHANGE;
		}
		const change = { ...entry } as LicenseChange;
		checkProperties(change, (name, message) => refuse(`[${index}].${name}`, message));
		if (typeof change.skuId !== 'string') return change;
		change.skuId = cleanSkuId(change.skuId);
		const first = places.get(change.skuId);
		if (first !== undefined) refuse(`[${index}].skuId`, `is the same as in [${first}]`);
		else places.set(change.skuId, index);
		return change;
	});
}

/** Stands for an entry that was refused. */
const NO_CHANGE: LicenseChange = { skuId: '', isSelected: false };

function checkProperties(
	change: LicenseChange,
	refuse: (name: string, message: string) => void,
): void {
	for (const name of Object.keys(change)) {
		if (!(name in PROPERTY_TYPES)) {
			refuse(
				name,
				`is not a property of a license; there are ${Object.keys(PROPERTY_TYPES).join(', ')}`,
			);
		}
	}
	for (const [name, type] of Object.entries(PROPERTY_TYPES)) {
		const value: unknown = change[name as keyof LicenseChange];
		if (value === undefined && OPTIONAL.has(name)) continue;
		if (value === null && name === 'name') continue;
		if (type === 'count' && !(Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31)) {
			refuse(name, 'must be a whole number');
		}
		if (type === 'boolean' && typeof value !== 'boolean') {
			refuse(name, 'must be true to assign the license or false to remove it');
		}
		if (type === 'string' && typeof value !== 'string') refuse(name, 'must be text');
	}
	const { skuId } = change;
	if (typeof skuId === 'string' && (skuId.trim() === '' || skuId.length > MAX_SKU_LENGTH)) {
		refuse('skuId', 'must be the ID of a SKU');
	}
}

/** SKU IDs are GUIDs at Microsoft, but plain text in the contract: only GUIDs are normalised. */
function cleanSkuId(skuId: string): string {
	return toGuid(skuId) ?? skuId.trim();
}
