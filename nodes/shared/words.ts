import type { Failure, FailureKind, FieldMessages } from './api/failure';
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

/** The failure with what there is to say about it here. */
export function advise(failure: Failure, { advice }: Words): Failure {
	const { message = '', hint } = advice[failure.kind] ?? {};
	const hints = [hint, failure.hint].filter(Boolean).join(' ');
	return { ...failure, message: `${failure.message}${message}`, hint: hints || undefined };
}

/** Everything beyond the message: which fields, what to do, under which correlation ID. */
export function describeFailure(failure: Failure, words: Words): string {
	const { message, fields = [], hint, correlationId, serverCorrelationId } = failure;
	return [
		quote(fields.map((field) => describeField(field, message, words)).join(' ')),
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
 * Entries count from 1, as people do.
 */
export function labelOf(name: string, { labels }: Words): string {
	const [root = '', ...inside] = name.split(/[.[]/);
	const label = labels.get(root.toLowerCase());
	if (label === undefined) return name;
	const places = inside.map((place) =>
		/^\d+\]$/.test(place)
			? `entry ${Number.parseInt(place, 10) + 1}`
			: (PROPERTIES.get(place.toLowerCase()) ?? place),
	);
	return [label, ...places].join(', ');
}

/** Properties of the API within a field, as people call them. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([['skuid', 'SKU ID']]);
