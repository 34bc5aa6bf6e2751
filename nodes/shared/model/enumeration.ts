/** The text of an enumeration, which the API writes as `{"name": "…"}`. */
export function nameOf(enumeration: unknown): string | null {
	if (typeof enumeration === 'string') return enumeration;
	const { name } = (enumeration ?? {}) as { name?: unknown };
	return typeof name === 'string' ? name : null;
}
