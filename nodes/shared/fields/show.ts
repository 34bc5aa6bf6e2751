import { redact, shorten } from '../api/redact';

/** How long a wrong value may be when it is shown to the user. */
const SHOWN_LENGTH = 60;

/** A value as it is quoted in a message: short, and without tokens. */
export function show(value: unknown): string {
	if (value === null || value === undefined || value === '') return 'empty';
	// A token that begins in what is shown may end far behind it.
	const text = redact(shorten(textFor(value), 2 * SHOWN_LENGTH));
	return JSON.stringify(shorten(text, SHOWN_LENGTH));
}

function textFor(value: unknown): string {
	if (typeof value === 'string') return value;
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		// In circles, too deep, or with numbers that JSON does not know.
		return typeof value;
	}
}
