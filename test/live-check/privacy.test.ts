/** Neither the report nor what is printed holds anything that belongs to a customer, or a secret. */
import { isObject, itemsOf } from '../../live-check/describe';
import type { JsonObject } from '../../live-check/describe';
import { readDocument } from '../../openapi/document';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import type { Passing } from './proxy';
import { useScene } from './support';
import type { Script } from './support';

const scene = useScene();
beforeEach(() => scene.refreshAgreement());

/** Names of enumerations may be shown, and so may what stands in the contract anyway. */
const CONTRACT = JSON.stringify(readDocument());
const MAY_BE_SHOWN = (text: string) => CONTRACT.includes(JSON.stringify(text));

/** Every text of the sandbox's state that is long enough to tell something. */
function privateTexts(): Set<string> {
	const texts = new Set<string>();
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.add(value);
		else if (value instanceof Map) for (const [key, entry] of value) [key, entry].forEach(collect);
		else if (value instanceof Set) value.forEach(collect);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
	};
	collect(scene.sandbox.state);
	return new Set([...texts].filter((text) => text.length > 3 && !MAY_BE_SHOWN(text)));
}

/** The credentials, and every token that was sent. */
const secrets = (): string[] => [
	scene.sandbox.clientId,
	scene.sandbox.clientSecret,
	scene.sandbox.tenant,
	...scene.sandbox.requests
		.map(({ headers }) => String(headers.authorization ?? '').replace('Bearer ', ''))
		.filter((token) => token.length > 10),
];

function expectNone(text: string, hidden: Iterable<string>): void {
	const isShown = (one: string) => {
		const literally = one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		// As a word of its own: there is somebody called Mark.
		return new RegExp(`(?<![a-z0-9])${literally}(?![a-z0-9])`, 'i').test(text);
	};
	expect([...hidden].filter(isShown)).toEqual([]);
}

test('there is enough to hide for the tests below to mean something', async () => {
	await scene.check();
	const texts = privateTexts();
	for (const text of [
		CUSTOMERS.northwind.companyName,
		CUSTOMERS.northwind.domain,
		CUSTOMERS.northwind.id,
		CUSTOMERS.northwind.contact.phone,
		CUSTOMERS.adventureWorks.placements[0].users.terryAdams.name,
		'terry.adams@adventure-works.example.com',
		PROVIDER_INSTANCES.microsoftEurope.alias,
		SKUS.microsoft365E3.skuId,
	]) {
		expect(texts).toContain(text);
	}
	expect(secrets().length).toBeGreaterThan(50);
});

test('of a check that reads, nothing is in the report or on the screen', async () => {
	const { report, output } = await scene.check();
	expectNone(report, [...privateTexts(), ...secrets()]);
	expectNone(output, [...privateTexts(), ...secrets()]);
});

test('of a check that writes, nothing is in the report, and no secret on the screen', async () => {
	const before = privateTexts();
	const script: Script = [
		['Customer:', CUSTOMERS.adventureWorks.companyName],
		['User:', CUSTOMERS.adventureWorks.placements[0].users.terryAdams.name],
		['type none', 'none'],
		['First license', SKUS.microsoft365E3.name],
		['Second license', SKUS.businessPremium.name],
		['Look again', ''],
		['Type yes', 'yes'],
	];
	const { report, output, journal } = await scene.check({ withChanges: true, script });
	expect(journal.changes.length).toBeGreaterThan(5);
	expectNone(report, [...before, ...secrets()]);
	expectNone(output, secrets());
});

/** Private texts where a check looks closely: in keys, in names of enumerations, in headers. */
function leak({ operation, status, headers, body }: Passing): void {
	const mail = 'ann.devon@northwind.example.com';
	const keys: JsonObject = {
		[mail]: 1,
		[CUSTOMERS.northwind.id]: CUSTOMERS.northwind.companyName,
		[CUSTOMERS.northwind.id.replace(/-/g, '')]: {},
		'Northwind Traders': null,
	};
	headers['x-ratelimit-remaining'] = mail;
	headers['x-correlation-id'] = CUSTOMERS.northwind.id;
	if (headers['content-type']) headers['content-type'] = `${mail}; charset=utf-8`;
	if (status >= 400 && isObject(body)) {
		Object.assign(body, keys, { description: mail, type: mail, errors: keys });
	}
	if (status !== 200 || operation === 'getToken') return;
	const entry = itemsOf(body)[0] ?? body;
	if (!isObject(entry)) return;
	Object.assign(entry, keys, { taxId: keys, displayName: 5, duration: { name: mail } });
	for (const [name, value] of Object.entries(entry)) {
		if (isObject(value) && 'name' in value) entry[name] = { name: mail, ...keys };
	}
	if (isObject(entry.providerCustomers)) entry.providerCustomers[mail] = keys;
}

test('of answers that have private texts in odd places, nothing is shown', async () => {
	const { report, output, journal } = await scene.check({ changes: { answer: leak } });
	expect(journal.findings.length).toBeGreaterThan(50);
	for (const text of [report, output]) {
		expectNone(text, [
			...privateTexts(),
			...secrets(),
			CUSTOMERS.northwind.id.replace(/-/g, ''),
			'northwind',
		]);
	}
});

test('of a sign-in that is refused with a quote of what was sent, nothing is shown', async () => {
	const { report, output, journal } = await scene.check({
		clientSecret: 'not~the~secret',
		changes: {
			answer(passing) {
				passing.body = { error: 'not~the~secret', error_description: scene.sandbox.clientId };
			},
		},
	});
	expect(journal.stopped).toMatch(/sign-in was refused/);
	expectNone(`${report}${output}`, [...secrets(), 'not~the~secret']);
});
