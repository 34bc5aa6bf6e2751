import { compare, type Listed, type Terms } from '../../../nodes/CloudCockpitTrigger/changes';
import type { EventName } from '../../../nodes/CloudCockpitTrigger/events';
import { attestationOf, keyOf, type Memory } from '../../../nodes/CloudCockpitTrigger/memory';

const TERMS: Terms = { scope: 'scope', event: 'agreementCreated', epoch: 'epoch-1' };

const seen = (name: string, status: string, attestationId?: string): Listed<string> => ({
	key: keyOf(name, 'instance'),
	status,
	attestation: attestationOf(attestationId),
	agreement: name,
});

/** Polls one list after the other, with the memory as n8n has it back from its database. */
function poll(event: EventName, lists: Array<Array<Listed<string>>>, terms: Partial<Terms> = {}) {
	let memory: Memory | undefined;
	return lists.map((listed) => {
		const found = compare(memory, listed, { ...TERMS, ...terms, event });
		memory = JSON.parse(JSON.stringify(found.memory)) as Memory;
		return found.changes;
	});
}

test('the first list only starts the memory', () => {
	const [first, second] = poll('agreementCreated', [
		[seen('Fabrikam', 'agreementcreated')],
		[seen('Fabrikam', 'agreementcreated')],
	]);
	expect([first, second]).toEqual([[], []]);
});

test.each<[EventName, string]>([
	['agreementCreated', 'agreementcreated'],
	['customerAccepted', 'customeraccepted'],
	['linkExpired', 'linkexpired'],
])('%s is told when the status has become %s, once', (event, status) => {
	const [, early, now, later] = poll(event, [
		[seen('Fabrikam', 'required')],
		[seen('Fabrikam', 'linkgenerated')],
		[seen('Fabrikam', status)],
		[seen('Fabrikam', status)],
	]);
	expect([early, later]).toEqual([[], []]);
	expect(now).toEqual([
		{ agreement: 'Fabrikam', previousStatus: 'linkgenerated', eventId: expect.any(String) },
	]);
});

test('statusChanged tells every step, and what is listed for the first time', () => {
	const steps = poll('statusChanged', [
		[seen('Fabrikam', 'required')],
		[seen('Fabrikam', 'linkgenerated'), seen('Northwind', 'required')],
		[seen('Fabrikam', 'customeraccepted'), seen('Northwind', 'required')],
		[seen('Fabrikam', 'somethingNew'), seen('Northwind', 'required')],
	]);
	expect(
		steps.map((changes) => changes.map((change) => [change.agreement, change.previousStatus])),
	).toEqual([
		[],
		[
			['Fabrikam', 'required'],
			['Northwind', null],
		],
		[['Fabrikam', 'linkgenerated']],
		[['Fabrikam', 'customeraccepted']],
	]);
});

test('capitals are no change', () => {
	for (const event of ['agreementCreated', 'statusChanged'] as const) {
		const [, changes] = poll(event, [
			[seen('Fabrikam', 'agreementcreated')],
			[seen('Fabrikam', 'AgreementCreated')],
		]);
		expect(changes).toEqual([]);
	}
});

test('a link that expired, and the next one too while nobody looked, is told again', () => {
	for (const event of ['linkExpired', 'statusChanged'] as const) {
		const [, , , again] = poll(event, [
			[seen('Fabrikam', 'linkgenerated', 'first')],
			[seen('Fabrikam', 'linkexpired', 'first')],
			[seen('Fabrikam', 'linkexpired', 'first')],
			[seen('Fabrikam', 'linkexpired', 'second')],
		]);
		expect(again).toMatchObject([{ previousStatus: 'linkexpired' }]);
	}
});

test('a new link in the place of one that is still good changes the status in name only', () => {
	const lists = [
		[seen('Fabrikam', 'linkgenerated', 'first')],
		[seen('Fabrikam', 'linkgenerated', 'second')],
	];
	expect(poll('statusChanged', lists)[1]).toMatchObject([{ previousStatus: 'linkgenerated' }]);
});

test('an attestation that is only sometimes given is no change', () => {
	for (const event of ['linkExpired', 'statusChanged'] as const) {
		const lists = [
			[seen('Fabrikam', 'linkexpired', 'first')],
			[seen('Fabrikam', 'linkexpired')],
			[seen('Fabrikam', 'linkexpired', 'first')],
		];
		expect(poll(event, lists).flat()).toEqual([]);
	}
});

test('an attestation that was not given for a while still tells the next one apart', () => {
	const [, , again] = poll('linkExpired', [
		[seen('Fabrikam', 'linkexpired', 'first')],
		[seen('Fabrikam', 'linkexpired')],
		[seen('Fabrikam', 'linkexpired', 'second')],
	]);
	expect(again).toHaveLength(1);
});

test('what is missing from a list is remembered', () => {
	const [, , back, signed] = poll('agreementCreated', [
		[seen('Fabrikam', 'agreementcreated'), seen('Northwind', 'required')],
		[],
		[seen('Fabrikam', 'agreementcreated')],
		[seen('Northwind', 'agreementcreated')],
	]);
	expect(back).toEqual([]);
	expect(signed).toMatchObject([{ agreement: 'Northwind', previousStatus: 'required' }]);
});

test('the same change told again has the same event ID, the next one has another', () => {
	const before = compare(undefined, [seen('Fabrikam', 'linkgenerated')], TERMS).memory;
	const expired = [seen('Fabrikam', 'linkexpired')];
	const terms: Terms = { ...TERMS, event: 'linkExpired' };
	const told = compare(before, expired, terms);
	const toldAgain = compare(before, expired, { ...terms, epoch: 'epoch-2' });
	expect(toldAgain.changes).toEqual(told.changes);

	// n8n forgot that it was told, and meanwhile the next link has expired.
	const other = compare(before, [seen('Fabrikam', 'linkexpired', 'next')], terms);
	expect(other.changes[0]?.eventId).not.toBe(told.changes[0]?.eventId);

	// No attestation tells the two apart.
	const renewed = compare(told.memory, [seen('Fabrikam', 'linkgenerated')], terms).memory;
	const next = compare(renewed, expired, terms);
	expect(next.changes).toHaveLength(1);
	expect(next.changes[0]?.eventId).not.toBe(told.changes[0]?.eventId);
});

test.each([
	['another connection, event or filter', { scope: 'other' }],
	['a version that is not known', { version: 2 }],
	['a text that was cut', { agreements: 'x' }],
])('a memory of %s is where it starts anew', (_what, change) => {
	const { memory } = compare(undefined, [seen('Fabrikam', 'required')], TERMS);
	const signed = [seen('Fabrikam', 'agreementcreated')];
	const anew = compare({ ...memory, ...change }, signed, { ...TERMS, epoch: 'epoch-2' });

	expect(anew.changes).toEqual([]);
	expect(anew.memory).toEqual(compare(undefined, signed, { ...TERMS, epoch: 'epoch-2' }).memory);
	expect(compare(memory, signed, TERMS).changes).toHaveLength(1);
});

test('ten thousand agreements take less than 1.2 MB, and come back as they were', () => {
	const statuses = ['required', 'linkgenerated', 'customeraccepted', 'linkexpired'];
	const listed = Array.from({ length: 10_000 }, (_, index) =>
		seen(`customer-${index}`, statuses[index % 4] ?? '', `attestation-${index}`),
	);
	const { memory } = compare(undefined, listed, TERMS);

	expect(JSON.stringify({ memory }).length).toBeLessThan(1_200_000);
	const again = compare(memory, listed, { ...TERMS, event: 'statusChanged' });
	expect(again).toEqual({ memory, changes: [] });
});
