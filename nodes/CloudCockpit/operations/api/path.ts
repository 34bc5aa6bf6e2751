import { textOrFilledIn } from '../../../shared/fields/basic';
import { type Field, field, REFUSED, UNFIT } from '../../../shared/fields/field';
import { toText } from '../../../shared/fields/parse';

const MAX_LENGTH = 2_000;

/** Letters, digits and the few signs that mean nothing but themselves in a path; all else as %XX. */
const SEGMENT = /^(?:[A-Za-z0-9\-._~@+:,=]|%[0-9A-Fa-f]{2})+$/;

/** What may not be written as %XX: it would be another path for whoever decodes it first. */
const DISGUISED = /%(?:2[ef5]|3f|23|5c|[01][0-9a-f]|7f)/i;

/** What expressions write that found nothing. */
const NOTHING = /^(?:undefined|null|NaN)$/;

/**
 * What keeps a text from being a path under /v1 of the API and nothing else, or undefined. No address,
 * no way out by dots, no query, no fragment: what is accepted is sent letter by letter.
 */
export function problemOfPath(path: string): string | undefined {
	if (!path.startsWith('/v1/')) return 'must begin with /v1/, without a host';
	if (path.length > MAX_LENGTH) return `must not be longer than ${MAX_LENGTH} characters`;
	if (/[?#]/.test(path)) return 'must not have a query or a fragment: use Query';
	for (const segment of path.slice('/v1/'.length).split('/')) {
		if (segment === '') return 'must not have an empty part: an expression in it may give nothing';
		if (NOTHING.test(segment))
			return `must not have the part ${segment}: an expression gave nothing`;
		if (/^\.+$/.test(segment)) return 'must not have a part of dots alone';
		if (DISGUISED.test(segment)) {
			return 'must not have dots, slashes, percent signs or control characters written as %XX';
		}
		if (!SEGMENT.test(segment) || !isText(segment)) {
			return 'must have special characters written as %XX: encodeURIComponent() does that';
		}
	}
	return undefined;
}

/** Whether what is written as %XX is text. */
function isText(segment: string): boolean {
	try {
		return decodeURIComponent(segment) !== '';
	} catch {
		return false;
	}
}

const given = field(
	{
		displayName: 'Path',
		type: 'string',
		default: '',
		placeholder: 'e.g. /v1/Customers/3fa85f64-5717-4562-b3fc-2c963f66afa6/account-info',
		description: "The path in CloudCockpit's API, which begins with /v1/",
	},
	textOrFilledIn,
	(value) => toText(value) || UNFIT,
);

/** The path of a request of one's own. */
export const apiPath: Field<string> = {
	...given,
	read(slot) {
		const path = given.read(slot);
		if (path === REFUSED) return REFUSED;
		const problem = problemOfPath(path);
		return problem === undefined ? path : slot.refuse(problem);
	},
};
