/** The open questions that the answers to plain reads settle. */
import { describeFields, isObject, isSame, itemsOf, textOf } from './describe';
import type { JsonObject } from './describe';
import type { Exchange, Journal } from './journal';
import type { OperationId } from './contract';
import { providerCustomersOf } from './reads';

const LIMIT_HEADER = /rate-?limit|retry-after|quota/i;
const SAYS_DELETED = /delet|activ|archiv/i;

export function look(journal: Journal): void {
	lookAtLimits(journal);
	lookAtCustomers(journal);
	lookAtNewValues(journal);
	lookAtRelationships(journal);
	lookAtAuditLog(journal);
	lookAtIds(journal);
}

function lookAtLimits({ exchanges, answer }: Journal): void {
	const names = new Set(
		exchanges.flatMap(({ headers }) =>
			Object.keys(headers).filter((name) => LIMIT_HEADER.test(name)),
		),
	);
	const refused = exchanges.filter(({ status }) => status === 429);
	const headers = names.size === 0 ? 'No header of a limit' : `Headers ${list(names)}`;
	const refusals = refused.length === 0 ? 'no 429' : `${refused.length} times 429`;
	answer('rate-limits', {
		seen: `${headers} and ${refusals} in ${exchanges.length} answers, one request at a time`,
		fits: refused.every((exchange) => exchange.headers['retry-after'] !== undefined),
	});
}

function lookAtCustomers(journal: Journal): void {
	const customers = [
		...itemsIn(journal, 'getCustomers'),
		...journal.answersOf('getCustomer').flatMap(({ body }) => (isObject(body) ? [body] : [])),
	];
	if (customers.length === 0) return;
	const telling = new Set(
		customers.flatMap((customer) =>
			Object.keys(customer).filter((name) => SAYS_DELETED.test(name)),
		),
	);
	const deleted: JsonObject = Object.fromEntries([...telling].map((name) => [name, true]));
	journal.answer(
		'deleted-customers',
		telling.size === 0
			? { notSeen: 'no field of a customer tells that it was deleted' }
			: { seen: `Customers have ${describeFields([deleted])}` },
	);
	const data = customers.flatMap(providerCustomersOf).flatMap(({ providerCustomerData: text }) => {
		const parsed = typeof text === 'string' ? parse(text) : undefined;
		return isObject(parsed) ? [parsed] : [];
	});
	if (data.length === 0) return;
	const lists = data.map(({ Qualifications }) => Qualifications).filter(Array.isArray);
	const entries: unknown[] = lists.flat();
	const objects = entries.filter(isObject);
	const kinds = [
		objects.length > 0 && `objects (${describeFields(objects)})`,
		entries.some((entry) => typeof entry === 'string') && 'names',
		entries.length === 0 && 'no entry',
	].filter(Boolean);
	journal.answer('qualifications-read', {
		seen:
			lists.length > 0
				? `\`Qualifications\` is a list with ${kinds.join(' and ')}`
				: `No list \`Qualifications\`, but ${describeFields(data)}`,
		fits: lists.length > 0,
	});
}

function lookAtNewValues({ enumerations, findings, answer }: Journal): void {
	const spelled = [...enumerations].flatMap(([title, values]) => {
		const others = [...values].filter(([, isAsWritten]) => !isAsWritten).map(([value]) => value);
		return others.length > 0 ? [`${title}: ${others.join(', ')}`] : [];
	});
	const fields = findings.filter(({ what }) => what.startsWith('unknown field'));
	if (enumerations.size === 0) return;
	const names =
		spelled.length === 0
			? 'All names of enumerations are spelled as in the OpenAPI file'
			: `New, or in other capitals: ${spelled.join('; ')}`;
	// What is unknown passes through, so nothing here could go against the package.
	answer('new-values', { seen: `${names}. Unknown fields: ${fields.length}`, fits: true });
}

function lookAtRelationships(journal: Journal): void {
	if (journal.answersOf('getDelegatedAdminRelationships').length === 0) return;
	const entries = itemsIn(journal, 'getDelegatedAdminRelationships');
	if (entries.length === 0) {
		return journal.answer('relationship-id', { notSeen: 'no relationship was listed' });
	}
	const names = ['relationshipId', 'id'].filter((name) =>
		entries.some((entry) => textOf(entry, name) !== ''),
	);
	const statuses = [
		...(journal.enumerations.get('DelegatedAdminRelationshipStatus')?.keys() ?? []),
	];
	journal.answer('relationship-id', {
		seen: `The id is ${list(names)}; statuses: ${statuses.join(', ') || 'none'}`,
		fits: names.length > 0,
	});
}

function lookAtAuditLog(journal: Journal): void {
	if (journal.answersOf('getAuditLogs').length === 0) return;
	const entries = itemsIn(journal, 'getAuditLogs');
	if (entries.length === 0) {
		return journal.answer('audit-entries', { notSeen: 'the audit log of the last month is empty' });
	}
	const operations = [...(journal.enumerations.get('AuditLogEntry.operation')?.keys() ?? [])];
	const all = JSON.stringify(entries);
	const changes = journal.exchanges.filter(({ request, status, operationId }) => {
		const isRead = request.startsWith('GET') || operationId === 'getToken';
		return !isRead && status >= 200 && status < 300;
	});
	const found = changes.filter(({ correlationId }) => all.includes(correlationId));
	const traces =
		changes.length > 0
			? `. Found by correlation ID: ${found.length} of ${changes.length} changes`
			: '';
	journal.answer('audit-entries', {
		seen: `${describeFields(entries)}. Operations: ${operations.join(', ') || 'not told'}${traces}`,
		// Passed on as they come, whatever they are.
		fits: true,
	});
}

/** Which answers name what was asked for, by which of their fields. */
const REPEATED: Array<[OperationId, field: string, id: keyof Exchange['ids']]> = [
	['getMca', 'customerId', 'customerId'],
	['getMca', 'providerInstanceId', 'providerInstanceId'],
	['getCustomer', 'id', 'customerId'],
	['getCustomerUser', 'id', 'customerUserId'],
];

function lookAtIds(journal: Journal): void {
	const looks = REPEATED.flatMap(([operation, field, id]) =>
		journal.answersOf(operation).map(({ body, ids }) => {
			const told = textOf(body, field);
			const verdict = !told ? 'missing' : isSame(told, ids[id] ?? '') ? 'as asked' : 'another';
			return { verdict, text: `\`${field}\` of ${operation}: ${verdict}` };
		}),
	);
	if (looks.length === 0) return;
	journal.answer('repeated-ids', {
		seen: [...new Set(looks.map(({ text }) => text))].join(', '),
		fits: looks.every(({ verdict }) => verdict !== 'another'),
	});
}

const itemsIn = (journal: Journal, operation: OperationId): JsonObject[] =>
	journal.answersOf(operation).flatMap(({ body }) => itemsOf(body));

const list = (names: Iterable<string>): string =>
	[...names].map((name) => `\`${name}\``).join(', ') || 'in no known field';

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
