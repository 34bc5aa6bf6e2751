/** Deeper than anything that people and services write. What is far deeper cannot be sent on either. */
const MAX_DEPTH = 100;
const OPENING = /[[{]/;

/** What JSON text stands for, undefined for text that is none; anything but text is returned as it is. */
export function toJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (isTooDeep(value)) return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

function isTooDeep(json: string): boolean {
	// What has fewer brackets than that needs no closer look.
	if (json.split(OPENING, MAX_DEPTH + 2).length <= MAX_DEPTH + 1) return false;
	let depth = 0;
	let isInText = false;
	for (let index = 0; index < json.length; index += 1) {
		const sign = json[index];
		if (isInText) {
			if (sign === '\\') index += 1;
			else isInText = sign !== '"';
		} else if (sign === '"') isInText = true;
		else if (sign === '[' || sign === '{') depth += 1;
		else if (sign === ']' || sign === '}') depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}
