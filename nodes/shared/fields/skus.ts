import { findSku } from '../model/license';
import { type Field, field, type Form, mustGive, REFUSED, UNFIT } from './field';
import { lookUpLicenses, notFound } from './look-up';
import { toGuid, toText, toTexts } from './parse';
import { show } from './show';

/** The longest SKU ID that the contract allows. */
const MAX_SKU_LENGTH = 255;

/** More than any customer has. */
export const MAX_SKUS = 1_000;

/** What models, spreadsheets and broken expressions write for "nothing", in lower case. */
const NOTHING: ReadonlySet<string> = new Set([
	'-',
	'--',
	'[object object]',
	'empty',
	'false',
	'n/a',
	'na',
	'nan',
	'nil',
	'none',
	'null',
	'true',
	'undefined',
]);

/** Control characters, and those that nobody sees. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface SkuListSettings {
	/** Makes texts of a value, or undefined of what is no list. */
	parse?: (value: unknown, maxEntries: number) => string[] | undefined;
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
	const texts = field(form, wanted, (value, { isExpression }) => {
		const found = parse(value, MAX_SKUS + 1);
		return found === undefined ? UNFIT : { found, isExpression };
	});
	return mustGive({
		forms: texts.forms,
		read(slot) {
			const given = texts.read(slot);
			if (given === REFUSED) return REFUSED;
			const { found, isExpression } = given;
			if (found.length > MAX_SKUS) return slot.refuse(`must not name more than ${MAX_SKUS} SKUs`);
			// A column that is empty in one row: what it stood for would be left out in silence.
			if (isExpression && found.includes('')) {
				return slot.refuse('has an expression that leaves an entry between commas empty');
			}
			const skuIds = unique(found.filter((skuId) => skuId !== '').map(cleanSkuId));
			for (const skuId of skuIds) {
				const problem = problemOfSku(skuId);
				if (problem)
					return slot.refuse(`must list SKU IDs or names, but ${show(skuId)} ${problem}`);
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
						const match = findSku(licenses, text);
						if ('skuId' in match) return match.skuId;
						if (mayBeMissing) return text;
						const who = names.customerName ?? 'The customer';
						throw notFound(slot.name, `${who} has ${match.problem}`);
					}),
				);
			}, skuIds);
		},
	});
}

/** SKU IDs are GUIDs at Microsoft, but plain text in the contract: only GUIDs are normalised. */
export function cleanSkuId(skuId: string): string {
	return toGuid(skuId) ?? toText(skuId) ?? '';
}

/** Why a text can be no SKU, in words that go on after the text itself; undefined when it may be one. */
export function problemOfSku(skuId: string): string | undefined {
	if (skuId === '') return 'is empty';
	if (skuId.length > MAX_SKU_LENGTH) return 'is too long';
	if (INVISIBLE.test(skuId)) return 'has invisible characters in it';
	if (skuId.includes('{{')) return 'is an expression that was not evaluated';
	return NOTHING.has(skuId.toLowerCase()) ? 'means nothing' : undefined;
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
