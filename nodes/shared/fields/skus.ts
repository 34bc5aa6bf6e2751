import { type Field, field, type Form, mustGive, REFUSED, UNFIT } from './field';
import { toGuid, toTexts } from './parse';

/** The length of a SKU ID in the contract. */
export const MAX_SKU_LENGTH = 255;

const EXPRESSIONS = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** SKUs of the customer, chosen from its list or given by an expression. Each comes once. */
export function skuList(look: Pick<Form, 'displayName' | 'hint'>): Field<string[]> {
	const form: Form = {
		...look,
		type: 'multiOptions',
		default: [],
		description: `Choose from the list, or specify IDs using an ${EXPRESSIONS}`,
		typeOptions: {
			loadOptionsMethod: 'getLicenses',
			// n8n loads this list anew and empties nothing, so it can follow IDs and expressions too.
			loadOptionsDependsOn: ['customerId.value', 'providerInstanceId.value'],
		},
	};
	const wanted = 'a list of texts, or one text with commas between them';
	const texts = field(form, wanted, (value) => toTexts(value) ?? UNFIT);
	return mustGive({
		...texts,
		read(slot) {
			const given = texts.read(slot);
			if (given === REFUSED) return REFUSED;
			const skuIds = [...new Set(given.map(cleanSkuId))];
			const tooLong = skuIds.find((skuId) => skuId.length > MAX_SKU_LENGTH);
			if (tooLong === undefined) return skuIds;
			return slot.refuse(`must hold SKU IDs, but ${tooLong.slice(0, 30)}… is too long`);
		},
	});
}

/** SKU IDs are GUIDs at Microsoft, but plain text in the contract: only GUIDs are normalised. */
export function cleanSkuId(skuId: string): string {
	return toGuid(skuId) ?? skuId.trim();
}
