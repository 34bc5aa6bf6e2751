import type { AgreementEvent, AgreementEventName } from '../../sandbox';
import { CUSTOMERS } from '../../sandbox/seed';
import { EUROPE, GENERIC, mcaPath, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, blueYonder, fabrikam, litware, northwind, tailspin, wingtip } = CUSTOMERS;

const at = (customerId: string) => ({ customerId, providerInstanceId: EUROPE });
const move = (customerId: string, event: AgreementEventName, onRefresh?: boolean) =>
	scene.sandbox.moveAgreement({ ...at(customerId), event, onRefresh });
const order = (body: object) => scene.http.post('/_sandbox/agreements', body);
const read = async (customerId: string) => (await scene.http.get(mcaPath(customerId))).data;
const status = async (customerId: string) => (await read(customerId)).status.name;
const refresh = (customerId: string) => scene.http.post(`${mcaPath(customerId)}/status`);

test('a customer gets a new link, accepts, and the agreement is created', async () => {
	const before = await read(tailspin.id);
	const startedAt = Date.now();

	expect((await order({ ...at(tailspin.id), event: 'linkGenerated' })).data).toMatchObject({
		status: 'linkgenerated',
		attestationId: `${before.attestationId}-2`,
	});
	const linked = await read(tailspin.id);
	expect(linked).toMatchObject({ attestationId: `${before.attestationId}-2`, dateAgreed: null });
	expect(Date.parse(linked.lastUpdate)).toBeGreaterThanOrEqual(startedAt);

	expect((await order({ ...at(tailspin.id), event: 'customerAccepted' })).status).toBe(200);
	expect(await read(tailspin.id)).toMatchObject({
		status: { name: 'customeraccepted' },
		attestationId: linked.attestationId,
		dateAgreed: null,
	});

	expect((await order({ ...at(tailspin.id), event: 'agreementCreated' })).status).toBe(200);
	const agreed = await read(tailspin.id);
	expect(agreed.status.name).toBe('agreementcreated');
	expect(agreed.attestationId).toBe(linked.attestationId);
	expect(Date.parse(agreed.dateAgreed)).toBeGreaterThanOrEqual(startedAt);
	const { data } = await scene.http.get('/v1/Customers/mca', {
		params: { customerId: tailspin.id, status: 'agreementcreated' },
	});
	expect(data.totalCount).toBe(1);
});

test('a link expires, and each new one has an attestation id of its own', async () => {
	move(wingtip.id, 'linkGenerated');
	const ids = [(await read(wingtip.id)).attestationId];
	move(wingtip.id, 'linkExpired');
	expect(await status(wingtip.id)).toBe('linkexpired');
	for (let count = 0; count < 2; count++) {
		move(wingtip.id, 'linkGenerated');
		ids.push((await read(wingtip.id)).attestationId);
	}
	expect(ids).toEqual(['attestation-c27f5da4', 'attestation-c27f5da4-2', 'attestation-c27f5da4-3']);
});

test('a refresh does not undo what has happened', async () => {
	move(northwind.id, 'agreementCreated');
	await refresh(northwind.id);
	expect(await status(northwind.id)).toBe('agreementcreated');
});

test('what happens at Microsoft is found by the next refresh, instead of the news of the seed', async () => {
	expect(
		(await order({ ...at(litware.id), event: 'customerAccepted', onRefresh: true })).status,
	).toBe(200);
	expect(await status(litware.id)).toBe('linkgenerated');
	await refresh(litware.id);
	expect(await status(litware.id)).toBe('customeraccepted');
	await refresh(litware.id);
	expect(await status(litware.id)).toBe('customeraccepted');
});

test.each<[string, string, AgreementEventName, boolean]>([
	['a link where there is an agreement', adventureWorks.id, 'linkGenerated', false],
	['acceptance without a link', wingtip.id, 'customerAccepted', false],
	['acceptance of a link that ran out', tailspin.id, 'customerAccepted', false],
	['an agreement that nobody was asked for', wingtip.id, 'agreementCreated', false],
	['a link that runs out once accepted', fabrikam.id, 'linkExpired', false],
	['a link that a refresh finds', wingtip.id, 'linkGenerated', true],
])('impossible: %s', async (_what, customerId, event, onRefresh) => {
	const before = await status(customerId);
	const answer = await order({ ...at(customerId), event, onRefresh });
	expect(answer.status).toBe(409);
	expect(answer.data.message).toMatch(/^\w+ cannot follow |^A link is made in the portal/);
	expect(() => move(customerId, event, onRefresh)).toThrow(answer.data.message);
	expect(await status(customerId)).toBe(before);
});

test.each<[number, Partial<Record<keyof AgreementEvent, unknown>>]>([
	[404, { ...at(UNKNOWN_ID), event: 'linkExpired' }],
	[400, { customerId: blueYonder.id, providerInstanceId: GENERIC, event: 'linkExpired' }],
	[400, { ...at(wingtip.id), event: 'signed' }],
	[400, { customerId: wingtip.id, event: 'linkGenerated' }],
])('refused with %i: %o', async (expected, body) => {
	expect((await order(body)).status).toBe(expected);
});
