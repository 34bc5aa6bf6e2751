import { findSku } from '../model/license';
import { type Field, field, type Form, mustGive, REFUSED, UNFIT } from './field';
import { lookUpLicenses, notFound } from './look-up';
import { toGuid, toTexts } from './parse';

/** The length of a SKU ID in the contract. */
export const MAX_SKU_LENGTH = 255;

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface SkuListSettings {
	/** Makes texts of a value, or undefined of what is no list. */
	parse?: (value: unknown) => string[] | undefined;
	/** Whether a SKU that the customer's list does not have stays as it is, instead of being refused. */
	mayBeMissing?: boolean;
}

/**
 * SKUs of the customer, by ID or exact name, chosen from its list or given by an expression. Each comes
 * once. What is no GUID is looked up among the customer's SKUs, ID before name.
 */
export function skuList(
	look: Pick<Form, 'displayName' | 'hint'>,
	{ parse = toTexts, mayBeMissing = false }: SkuListSettings = {},
): Field<string[]> {
	const form: Form = {
		...look,
		type: 'multiOptions',
		default: [],
		description: `Licenses by SKU ID (a GUID) or exact name: choose from the list, or specify IDs using an ${EXPRESSION}`,
		typeOptions: {
			loadOptionsMethod: 'getLicenses',
			// n8n loads this list anew and empties nothing, so it can follow IDs and expressions too.
			loadOptionsDependsOn: ['customerId.value', 'providerInstanceId.value'],
		},
	};
	const wanted = 'a list of texts, or one text with commas between them';
	const texts = field(form, wanted, (value) => parse(value) ?? UNFIT);
	return mustGive({
		...texts,
		read(slot) {
			const given = texts.read(slot);
			if (given === REFUSED) return REFUSED;
			const skuIds = unique(given.map(cleanSkuId));
			const tooLong = skuIds.find((skuId) => skuId.length > MAX_SKU_LENGTH);
			if (tooLong !== undefined) {
				return slot.refuse(`must hold SKU IDs, but ${tooLong.slice(0, 30)}… is too long`);
			}
			const explanation = skuIds.find((skuId) => /^\(.*\)$/.test(skuId));
			if (explanation !== undefined) {
				return slot.refuse(`must list licenses, but has the entry "${explanation}": remove it`);
			}
			if (skuIds.every((skuId) => toGuid(skuId) !== undefined)) return skuIds;
			// Until it is looked up, the texts themselves stand for the SKUs.
			return slot.later(async ({ api, lookUps, above, names }) => {
				const customerId = String(above('customerId'));
				const providerInstanceId = String(above('providerInstanceId'));
				const licenses = await lookUpLicenses(api, lookUps, { customerId, providerInstanceId });
				return unique(
					skuIds.map((text) => {
						if (toGuid(text) !== undefined) return text;
						const found = findSku(licenses, text);
						if ('skuId' in found) return found.skuId;
						if (mayBeMissing) return text;
						const who = names.customerName ?? 'The customer';
						throw notFound(slot.name, `${who} has ${found.problem}`);
					}),
				);
			}, skuIds);
		},
	});
}

/** SKU IDs are GUIDs at Microsoft, but plain text in the contract: only GUIDs are normalised. */
export function cleanSkuId(skuId: string): string {
	return toGuid(skuId) ?? skuId.trim();
}

/** The texts, of those that differ in capitals alone the first. */
function unique(texts: readonly string[]): string[] {
	const byKey = new Map<string, string>();
	for (const text of texts) {
		const key = text.toLowerCase();
		if (!byKey.has(key)) byKey.set(key, text);
	}
	return [...byKey.values()];
}
