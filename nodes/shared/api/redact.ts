const HIDDEN = '[hidden]';

/** Shorter ones would cut up words and ids, and are guessed anyway. */
const SHORTEST_SECRET = 8;

/** A JSON web token, or what is left of one that was cut; and a bearer token, but no word after Bearer. */
const TOKEN_LIKE = /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}|\bBearer\s+[\w.~+/=-]{20,}/g;

/** The longest text that is quoted in a message, and the longest name. */
const MAX_QUOTED = 2_000;
const MAX_NAME = 200;

/** The text without the given secrets, in whatever form, and without anything that looks like a token. */
export function redact(text: string, secrets: readonly string[] = []): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(formsOf)
		.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
		.replace(TOKEN_LIKE, HIDDEN);
}

/** The same of a text that somebody else wrote, as it is quoted: not longer than anybody reads. */
export function quote(text: string, secrets?: readonly string[]): string {
	return shorten(redact(text, secrets), MAX_QUOTED);
}

/** A name or an ID as it stands within a sentence: not longer than any that is one. */
export function brief(name: string): string {
	return shorten(name, MAX_NAME);
}

export function shorten(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** A secret as it may be written elsewhere: in a form, a URL, JSON or Base64. Longer forms come first. */
function formsOf(secret: string): string[] {
	// By way of bytes, since half of a surrogate pair cannot be encoded.
	const encoded = encodeURIComponent(Buffer.from(secret).toString());
	const forms = [
		secret,
		encoded,
		encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
		new URLSearchParams({ secret }).toString().slice('secret='.length),
		JSON.stringify(secret).slice(1, -1),
		...[0, 1, 2].flatMap((offset) => base64Of(secret, offset)),
	];
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** What all Base64 texts have in common in which the secret stands behind so many bytes, modulo three. */
function base64Of(secret: string, offset: number): string[] {
	const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
	const whole = [0, 2, 3][offset];
	const text = bytes.toString('base64').slice(whole, Math.floor((bytes.length * 8) / 6));
	return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}
