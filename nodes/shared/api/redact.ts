/** Anything that looks like a bearer token, whoever wrote it into a text. */
const TOKEN_LIKE = /Bearer\s+\S+|eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/** The text without the given secrets and without anything that looks like a token. */
export function redact(text: string, secrets: readonly string[] = []): string {
	return secrets
		.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
		.replace(TOKEN_LIKE, '[hidden]');
}
