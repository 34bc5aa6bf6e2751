import type { INodeProperties } from 'n8n-workflow';

import { type Failure, type FailureKind, type FieldMessages, quoteFailure } from './api/failure';
import { quote } from './api/redact';

/** How failures are put into words where they are read: in the action node, a drop-down, a trigger. */
export interface Words {
	/** Display names by parameter name in lower case, which the API uses for its properties too. */
	labels: ReadonlyMap<string, string>;
	/** What there is to say about a failure here, beyond what is true everywhere. */
	advice: Readonly<Partial<Record<FailureKind, Advice>>>;
}

interface Advice {
	/** Goes on where the message ends. */
	message?: string;
	/** What to do about it. */
	hint: string;
}

/** Returns the display names of parameters, also of those in collections. */
export function labelsOf(properties: readonly INodeProperties[]): Words['labels'] {
	const all = properties.flatMap((property) => [property, ...entriesOf(property)]);
	return new Map(all.map(({ name, displayName }) => [name.toLowerCase(), displayName]));
}

function entriesOf({ type, options }: INodeProperties): INodeProperties[] {
	return type === 'collection' ? (options as INodeProperties[]) : [];
}

/** The failure with what there is to say about it here, as it is quoted. */
export function advise(failure: Failure, { advice }: Words): Failure {
	const { message = '', hint } = advice[failure.kind] ?? {};
	const hints = [hint, failure.hint].filter(Boolean).join(' ');
	return quoteFailure({
		...failure,
		message: `${failure.message}${message}`,
		hint: hints || undefined,
	});
}

/** Everything beyond the message: which fields, what to do, under which correlation ID. */
export function describeFailure(failure: Failure, words: Words): string {
	const { message, fields = [], hint, correlationId, serverCorrelationId } = failure;
	const news = fields.map((field) => describeField(field, message, words)).filter(Boolean);
	return [
		quote(news.join(' ')),
		hint,
		correlationId && `Correlation ID: ${correlationId}.`,
		serverCorrelationId && `CloudCockpit named another: ${serverCorrelationId}.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** What is the matter with a field, as far as the message does not say it already. */
function describeField({ name, messages }: FieldMessages, told: string, words: Words): string {
	const label = labelOf(name, words);
	const news = messages.filter((text) => !told.includes(text.replace(/\.$/, '')));
	const text = news.join('; ').replace(/\.?$/, '.');
	if (news.length > 0) return name === '' ? text : `${label}: ${text}`;
	return name === '' || told.includes(label) ? '' : `Field: ${label}.`;
}

/**
 * The display name of a property of the API or a parameter, with the place in it: `Licenses, entry 1`.
 * Entries count from 1, as people do. In a field it is written as in there; elsewhere as people write.
 */
export function labelOf(name: string, { labels }: Words): string {
	const [root = '', ...inside] = name.split(/[.[]/);
	const label = labels.get(root.toLowerCase());
	const places = inside.map((place) => {
		if (/^\d+\]$/.test(place)) return `entry ${Number.parseInt(place, 10) + 1}`;
		const known = PROPERTIES.get(place.charAt(0).toLowerCase() + place.slice(1));
		if (label !== undefined) return known ?? place;
		return known ?? labels.get(place.toLowerCase()) ?? spellOut(place);
	});
	return [label ?? spellOut(root), ...places].join(', ');
}

/** Properties of the API within a field, as people call them. In other capitals it does not know them. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
	['id', 'ID'],
	['isSelected', 'Is Selected'],
	['skuId', 'SKU ID'],
]);

/** A name of the API as people write: `Agreement Date` for `agreementDate`. */
function spellOut(name: string): string {
	return name
		.replace(/[-_]+/g, ' ')
		.replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
		.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
		.replace(/\bId\b/g, 'ID');
}
