/** No pre-releases: n8n installs what npm calls the latest version. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** Whether a text is a version that this package can have, such as `0.2.0`. */
export function isVersion(text: string): boolean {
	return VERSION.test(text);
}

/** Whether a version comes after another one. */
export function isGreater(version: string, other: string): boolean {
	const [left, right] = [version.split('.').map(Number), other.split('.').map(Number)];
	const different = left.findIndex((part, index) => part !== right[index]);
	return different >= 0 && (left[different] ?? 0) > (right[different] ?? 0);
}
