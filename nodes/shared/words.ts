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
	const { fields = [], hint, correlationId, serverCorrelationId } = failure;
	return [
		quote(fields.map((field) => describeField(field, words)).join(' ')),
		hint,
		correlationId && `Correlation ID: ${correlationId}.`,
		serverCorrelationId && `CloudCockpit named another: ${serverCorrelationId}.`,
	]
		.filter(Boolean)
		.join(' ');
}

function describeField({ name, messages }: FieldMessages, words: Words): string {
	const text = messages.join('; ').replace(/\.?$/, '.');
	return name === '' ? text : `${labelOf(name, words)}: ${text}`;
}

/** The display name of a property of the API or a parameter, with the place in it. */
export function labelOf(name: string, { labels }: Words): string {
	const [root = ''] = name.split(/[.[]/, 1);
	const label = labels.get(root.toLowerCase());
	return label === undefined ? name : `${label}${name.slice(root.length).replace(/^\[/, ' [')}`;
}
