import { notTheApi } from './failure';

const HINT = 'The answer was not passed on. Give the correlation ID to CloudCockpit support.';

/** What the ids of an answer stand for, as people call it. */
const CALLED: ReadonlyMap<string, string> = new Map([
	['customerId', 'customer'],
	['providerInstanceId', 'provider instance'],
]);

/**
 * The answer about one thing, if it is about the one that was asked for: `ids` are those of the
 * request by the answer's own names. An answer that does not name one is taken for the right one.
 * @throws CallFailure when it is no object, or about something else.
 */
export function answerAbout<T extends object>(
	answer: T,
	ids: Readonly<Partial<Record<keyof T & string, string>>>,
): T {
	if (Array.isArray(answer) || typeof answer !== 'object' || answer === null) {
		throw notTheApi('CloudCockpit did not answer with what was asked for', HINT);
	}
	for (const [name, asked] of Object.entries(ids) as Array<[keyof T & string, string]>) {
		const given: unknown = answer[name];
		if (typeof given !== 'string' || given.trim() === '') continue;
		if (given.trim().toLowerCase() !== asked.toLowerCase()) {
			throw notTheApi(
				`CloudCockpit answered about another ${CALLED.get(name) ?? 'ID'} than ${asked}`,
				HINT,
			);
		}
	}
	return answer;
}
