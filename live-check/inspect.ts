/** Holds one exchange against the OpenAPI file, and notes what deviates. */
import { JSON_TYPE } from '../openapi/document';
import type { Call } from './client';
import { isObject } from './describe';
import type { Exchange, Journal } from './journal';

const SHOWN = ['missing', 'application/problem+json', 'text/html', 'text/json', 'text/plain'];

export function inspect({ operation, expect }: Call, exchange: Exchange, journal: Journal): void {
	const { status, body, problem, headers, correlationId } = exchange;
	const subject = operation.id ?? exchange.request;
	const find = (where: string, what: string) => journal.find(subject, { where, what });

	if (status === 0) return find('answer', problem ?? 'none');
	if (status === 429) {
		// Not documented at all; all that matters is whether it says when to come back.
		if (!headers['retry-after']) find('header Retry-After', 'missing on 429');
		return;
	}
	// Of a path outside of the file, nothing is known that it could deviate from.
	if (operation.id === undefined) return;
	const expected = expect ?? operation.successes;
	if (!expected.includes(status)) find('status', `${status} instead of ${expected.join(' or ')}`);
	if (problem !== undefined || body !== undefined) {
		const type = (headers['content-type'] ?? 'missing').replace(/\s*;.*/, '').toLowerCase();
		if (type !== JSON_TYPE) {
			const shown = SHOWN.includes(type) ? type : 'something else';
			find('header Content-Type', `${shown} instead of ${JSON_TYPE}`);
		}
	}
	if (problem !== undefined) return find('body', `no JSON on ${status}`);
	if (!operation.documents(status)) return;

	const { deviations, absent, present, enumerations } = operation.compare(status, body);
	for (const { where, what } of deviations) find(where, what);
	for (const { title, value, isAsWritten } of enumerations) {
		journal.noteEnumeration(title, value, isAsWritten);
	}
	if (status < 300) return journal.noteFields(operation.id, { absent, present });
	if (!isObject(body)) return;
	if (typeof body.statusCode === 'number' && body.statusCode !== status) {
		find('statusCode', 'another than the status of the answer');
	}
	if (typeof body.correlationId === 'string' && body.correlationId !== correlationId) {
		find('correlationId', 'another than was sent');
	}
}
