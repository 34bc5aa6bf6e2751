/** Deviations on the way from the sandbox to the check: each is found, and nothing else is. */
import type { OperationId } from '../../live-check/contract';
import { isObject } from '../../live-check/describe';
import type { JsonObject } from '../../live-check/describe';
import { changeEntries, entryOf, fieldOf, findIn, forEveryRead, PAGED } from './findings';
import { useScene } from './support';

const scene = useScene();
const findAll = findIn(scene);
// So that no list is empty.
beforeEach(() => scene.refreshAgreement());

test('without a deviation the way changes nothing', async () => {
	expect(await findAll(() => undefined)).toEqual([]);
});

test('a field that is not in the contract, in every operation', async () => {
	const found = await findAll(
		changeEntries((entry) => {
			entry.surprise = 'a value';
		}),
	);
	expect(found).toEqual(
		forEveryRead((id) => `${id}, ${entryOf(id) || 'body'}: unknown field \`surprise\`: string`),
	);
});

test('a field that has to be there, and a whole part of it', async () => {
	const found = await findAll(
		changeEntries((entry, id) => {
			if (id === 'getCustomer' || id === 'getCustomers') delete entry.city;
			if (id === 'getMca') delete (entry.microsoftProviderCustomer as JsonObject).margin;
		}),
	);
	expect(found).toEqual([
		'getCustomer, city: missing',
		'getCustomers, items[].city: missing',
		'getMca, microsoftProviderCustomer.margin: missing',
	]);
});

/** By operation: a field, a value of another type, and what is said of it. */
const OTHER_TYPES: Record<string, [field: string, value: unknown, what: string]> = {
	getAuditLogs: ['date', 1, 'integer instead of string or null'],
	getCustomer: ['providerCustomers', 'none', 'string instead of object or array or null'],
	getCustomerLicenses: ['totalLicenses', 1.5, 'number instead of integer'],
	getCustomers: ['taxId', true, 'boolean instead of string or null'],
	getCustomerUser: ['id', 'no-guid', 'no uuid'],
	getCustomerUsers: ['lastName', {}, 'object instead of string or null'],
	getDelegatedAdminRelationships: ['duration', 730, 'integer instead of string or null'],
	getMca: ['dateAgreed', 'last week', 'no date-time'],
	getMcas: ['status', 'required', 'string instead of object'],
	getProviderInstances: ['supportedCountries', 'DE', 'string instead of array or null'],
	getSubscriptions: ['quantity', '5', 'string instead of integer or null'],
};

test('a field of another type, in every operation', async () => {
	const found = await findAll(
		changeEntries((entry, id) => {
			const [field, value] = OTHER_TYPES[id] ?? [];
			if (field) entry[field] = value;
		}),
	);
	expect(found).toEqual(
		forEveryRead((id) => {
			const [field = '', , what = ''] = OTHER_TYPES[id] ?? [];
			return `${id}, ${fieldOf(id, field)}: ${what}`;
		}),
	);
});

test('something deep inside the entries of a dictionary, without its keys', async () => {
	const found = await findAll(
		changeEntries((entry, id) => {
			if (id !== 'getCustomer') return;
			for (const one of Object.values(entry.providerCustomers as JsonObject)) {
				(one as { margin: JsonObject }).margin.value = '10';
			}
		}),
	);
	expect(found).toEqual([
		'getCustomer, providerCustomers.*.margin.value: string instead of number or null',
	]);
});

/** By operation with enumerations: where one is, and what it is called. */
const ENUMERATIONS: Partial<Record<OperationId, [field: string, title: string]>> = {
	getAuditLogs: ['status', 'AuditLogEntry.status'],
	getDelegatedAdminRelationships: ['status', 'DelegatedAdminRelationshipStatus'],
	getMca: ['status', 'McaStatus'],
	getMcas: ['status', 'McaStatus'],
	getProviderInstances: ['provider', 'Provider'],
	getSubscriptions: ['billingFrequency', 'BillingFrequency'],
};

test.each([
	['is shown', 'Weekly', '`Weekly`'],
	['is not shown where it could be anything', 'ann.devon@example.com', 'a text (not shown)'],
])('a new name of an enumeration, in every operation with one; it %s', async (_, name, shown) => {
	const found = await findAll(
		changeEntries((entry, id) => {
			const [field] = ENUMERATIONS[id] ?? [];
			if (field) entry[field] = { name };
		}),
	);
	expect(found).toEqual(
		Object.entries(ENUMERATIONS)
			.map(([id, [field, title]]) => {
				const where = fieldOf(id as OperationId, `${field}.name`);
				return `${id}, ${where}: unknown value ${shown} of ${title}`;
			})
			.sort(),
	);
});

test('a name of an enumeration in other capitals is no finding, but told', async () => {
	const { journal } = await scene.check({
		changes: {
			answer: changeEntries((entry, id) => {
				if (id === 'getMca') entry.status = { name: 'AgreementCreated' };
			}),
		},
	});
	expect(journal.findings).toEqual([]);
	expect(journal.answerTo('new-values')).toMatchObject({
		seen: expect.stringContaining('McaStatus: `AgreementCreated`'),
	});
});

test.each([
	'paginationParameters',
	'totalPages',
	'totalCount',
	'hasPreviousPage',
	'hasNextPage',
	'continuationToken',
])('a page without %s, in every list', async (field) => {
	const found = await findAll(({ operation, body }) => {
		if (operation && PAGED.includes(operation) && isObject(body)) {
			if (body.items) Reflect.deleteProperty(body, field);
		}
	});
	expect(found).toEqual(PAGED.map((id) => `${id}, ${field}: missing`).sort());
});

test('a page without items, in every list', async () => {
	const found = await findAll(({ operation, body }) => {
		if (operation === 'getMcas' && isObject(body) && body.items) {
			body.value = body.items;
			delete body.items;
		}
	});
	expect(found).toEqual(['getMcas, body: unknown field `value`: array', 'getMcas, items: missing']);
});
