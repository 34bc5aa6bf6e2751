import { setTimeout as sleep } from 'node:timers/promises';

import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import {
	callWebhook,
	DEMO_CUSTOMERS,
	type NewCustomer,
	type Onboarding,
	type OnboardingAnswer,
	ONBOARDINGS,
	onboardingOf,
} from '../../playground/onboarding';
import { NEVER } from '../../playground/trigger';
import { nextMails } from '../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CORRELATION_ID = '5b0f3c1a-9d2e-4f68-a7c4-1e3b5d7f9a02';
const TEAM = 'operations@example.com';

const JWT = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/;
const POLL_MS = 200;

let world: TemplateWorld;
let onboarding: Onboarding;

beforeAll(async () => {
	world = await startTemplateWorld({ pollTimes: NEVER });
	onboarding = onboardingOf(world);
});
afterAll(async () => {
	await world.stop();
});
beforeEach(async () => {
	world.sandbox.reset();
	await world.n8n.api.removeTable(ONBOARDINGS);
});

/** The six customers of the demo, by the name of their company. */
function customerOf(companyName: string): NewCustomer {
	const found = DEMO_CUSTOMERS.find(({ name }) => name === companyName);
	if (!found) throw new Error(`The demo has no customer ${companyName}.`);
	return found.customer;
}

/** How the requests of the data table stand. */
async function statuses(): Promise<unknown[]> {
	return (await world.n8n.api.readTable(ONBOARDINGS)).map(({ status }) => status);
}

/** What reached the API, without the requests for tokens. */
function apiRequests() {
	return world.sandbox.requests.filter(({ path }) => path.startsWith('/v1/'));
}

// The first test: it counts all executions.
test('callers without the secret are turned away, and nothing happens', async () => {
	const { workflowId, webhookUrl, secret } = onboarding;
	const customer = customerOf(CUSTOMERS.fabrikam.companyName);
	const strangers = [undefined, { ...secret, value: 'wrong' }, { ...secret, value: '' }];
	for (const stranger of strangers) {
		expect((await callWebhook(webhookUrl, customer, stranger)).status).toBe(403);
	}
	expect(world.sandbox.requests).toEqual([]);
	expect(await world.n8n.api.readTable(ONBOARDINGS)).toEqual([]);

	await onboarding.send(customer);
	// n8n answers before the execution ends.
	while ((await world.n8n.api.countEnded(workflowId)) === 0) await sleep(POLL_MS);
	expect(await world.n8n.api.countEnded(workflowId)).toBe(1);
});

test('a customer who has signed gets qualification and licenses', async () => {
	const { customerId, providerInstanceId, customerUserId, ...wanted } = customerOf(
		CUSTOMERS.fabrikam.companyName,
	);
	const { httpStatus, answer } = await onboarding.send({
		customerId,
		providerInstanceId,
		customerUserId,
		...wanted,
	});

	expect(httpStatus).toBe(200);
	expect(answer).toEqual<OnboardingAnswer>({
		outcome: 'onboarded',
		customerId,
		qualification: 'Education',
		assigned: [SKUS.microsoft365E3.skuId],
		correlationId: expect.stringMatching(UUID) as string,
	});

	const customerPath = `/v1/Customers/${customerId}`;
	const instancePath = `${customerPath}/provider-instances/${providerInstanceId}`;
	expect(apiRequests().map(({ method, path, body }) => ({ method, path, body }))).toEqual([
		{ method: 'POST', path: `${instancePath}/mca/status` },
		{ method: 'GET', path: `${instancePath}/mca` },
		{
			method: 'PATCH',
			path: `${customerPath}/microsoft-qualification`,
			body: { providerInstanceId, qualification: { name: 'Education' } },
		},
		{
			method: 'PATCH',
			path: `${customerPath}/users/${customerUserId}/licenses`,
			body: {
				providerInstanceId,
				customerUserLicenses: [{ skuId: SKUS.microsoft365E3.skuId, isSelected: true }],
			},
		},
	]);
	for (const { headers } of apiRequests()) {
		expect(headers['x-tenant']).toBe(world.sandbox.tenant);
		expect(headers['x-correlation-id']).toBe(answer.correlationId);
		expect(headers.authorization).toMatch(JWT);
	}

	expect(world.sandbox.audit.map(({ operation, succeeded }) => [operation, succeeded])).toEqual([
		['refreshMca', true],
		['updateMicrosoftQualification', true],
		['updateUserLicenses', true],
	]);
	expect(await world.n8n.api.readTable(ONBOARDINGS)).toMatchObject([
		{
			customerId,
			customerUserId,
			companyName: CUSTOMERS.fabrikam.companyName,
			status: 'onboarded',
			correlationId: answer.correlationId,
		},
	]);
});

test('who has not signed is asked by e-mail, and nothing is changed', async () => {
	const mailsBefore = world.mailbox.mails.length;
	const { httpStatus, answer } = await onboarding.send(customerOf(CUSTOMERS.litware.companyName));

	expect(httpStatus).toBe(202);
	expect(answer).toEqual<OnboardingAnswer>({
		outcome: 'waitingForSignature',
		customerId: CUSTOMERS.litware.id,
		agreementStatus: 'linkexpired',
		askedByEmail: 'karin.lindqvist@litware.example.com',
		correlationId: expect.stringMatching(UUID) as string,
	});
	const [mail, ...others] = world.mailbox.mails.slice(mailsBefore);
	expect(others).toEqual([]);
	expect(mail).toMatchObject({
		from: 'operations@example.com',
		to: ['karin.lindqvist@litware.example.com'],
		subject: 'Please sign the Microsoft Customer Agreement for Litware Logistics',
	});
	expect(mail?.text).toContain('Hello Karin,');
	expect(world.sandbox.audit.map(({ operation }) => operation)).toEqual(['refreshMca']);

	// Sent again, in other capitals: no second e-mail, and still one request that waits.
	const again = await onboarding.send({
		...customerOf(CUSTOMERS.litware.companyName),
		qualification: 'education',
	});
	expect(again.answer).toMatchObject({
		outcome: 'waitingForSignature',
		askedByEmail: 'karin.lindqvist@litware.example.com',
	});
	expect(world.mailbox.mails).toHaveLength(mailsBefore + 1);
	expect(await statuses()).toEqual(['waitingForSignature']);
});

test('a contact without a first name is greeted without one', async () => {
	const nextMail = nextMails(world.mailbox);
	const litware = world.sandbox.state.customers.get(CUSTOMERS.litware.id);
	if (litware) litware.profile.firstName = '';
	await onboarding.send(customerOf(CUSTOMERS.litware.companyName));

	expect((await nextMail()).text).toMatch(/^Hello,\n/);
});

test('who has to sign but has no e-mail address is a case for your team', async () => {
	const nextMail = nextMails(world.mailbox);
	const litware = world.sandbox.state.customers.get(CUSTOMERS.litware.id);
	if (litware) litware.profile.email = '';
	const { httpStatus, answer } = await onboarding.send(customerOf(CUSTOMERS.litware.companyName));

	expect(httpStatus).toBe(422);
	expect(answer).toMatchObject({ outcome: 'failed', step: 'Whose turn is it?' });
	expect(answer.message).toContain('no e-mail address');
	expect(await nextMail()).toMatchObject({
		to: [TEAM],
		subject: 'Onboarding failed: Litware Logistics',
	});
});

test('who has accepted gets no reminder: the caller learns that it is their turn', async () => {
	const mailsBefore = world.mailbox.mails.length;
	const { httpStatus, answer } = await onboarding.send(customerOf(CUSTOMERS.northwind.companyName));

	expect(httpStatus).toBe(202);
	expect(answer).toEqual<OnboardingAnswer>({
		outcome: 'waitingForYou',
		customerId: CUSTOMERS.northwind.id,
		agreementStatus: 'customeraccepted',
		statusLabel: 'Ready to create agreement',
		correlationId: expect.stringMatching(UUID) as string,
	});
	expect(world.mailbox.mails.slice(mailsBefore)).toEqual([]);

	// The agreement is in place now: the same call goes through.
	const again = await onboarding.send(customerOf(CUSTOMERS.northwind.companyName));
	expect(again.answer.outcome).toBe('onboarded');
	expect(await statuses()).toEqual(['onboarded']);
});

test.each([
	[
		'no seat is left',
		CUSTOMERS.proseware.companyName,
		'Assign the licenses',
		/No license of Microsoft 365 Business Premium is available/,
	],
	[
		'the user has no location',
		CUSTOMERS.adventureWorks.companyName,
		'Assign the licenses',
		/location/i,
	],
	[
		'the instance is not Microsoft',
		CUSTOMERS.blueYonder.companyName,
		'Refresh the agreement',
		/not a Microsoft provider instance/,
	],
])(
	'when %s, caller and team learn why and where to look',
	async (_why, companyName, step, reason) => {
		const nextMail = nextMails(world.mailbox);
		const { httpStatus, answer } = await onboarding.send(customerOf(companyName));

		expect(httpStatus).toBe(422);
		expect(answer).toMatchObject({ outcome: 'failed', step });
		expect(`${answer.message} ${answer.details}`).toMatch(reason);
		const refused = world.sandbox.audit.filter(({ succeeded }) => !succeeded);
		expect(refused.map(({ correlationId }) => correlationId)).toEqual([answer.correlationId]);

		const [row, ...others] = await world.n8n.api.readTable(ONBOARDINGS);
		expect(others).toEqual([]);
		expect(row).toMatchObject({ status: 'failed', step, correlationId: answer.correlationId });
		expect(row?.message).toMatch(reason);
		const mail = await nextMail();
		expect(mail.to).toEqual([TEAM]);
		expect(mail.text).toMatch(reason);
		expect(mail.text).toContain(`Correlation ID: ${answer.correlationId}`);
	},
);

test('seats are used up by one customer after the other, never below zero', async () => {
	const { proseware } = CUSTOMERS;
	const oneSeatLeft = (customerUserId: string): NewCustomer => ({
		customerId: proseware.id,
		providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
		customerUserId,
		qualification: 'StateOwnedEntity',
		skuIds: [SKUS.microsoft365E3.skuId],
	});
	const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
	const first = await onboarding.send(oneSeatLeft(rolandWacker.id));
	const second = await onboarding.send(oneSeatLeft(ericaSteiner.id));

	expect(first.answer.outcome).toBe('onboarded');
	expect(second.answer).toMatchObject({ outcome: 'failed', step: 'Assign the licenses' });
});

/** A request in which everything is right. */
const RIGHT = customerOf(CUSTOMERS.fabrikam.companyName);

test.each<[string, unknown, string[]]>([
	[
		'nothing',
		{},
		['customerId', 'providerInstanceId', 'customerUserId', 'qualification', 'skuIds'],
	],
	[
		'no object',
		['customerId'],
		['customerId', 'providerInstanceId', 'customerUserId', 'qualification', 'skuIds'],
	],
	['a typing error', { ...RIGHT, customerId: 'fabrikam' }, ['customerId']],
	['a missing user', { ...RIGHT, customerUserId: undefined }, ['customerUserId']],
	['an unknown qualification', { ...RIGHT, qualification: 'Bakery' }, ['qualification']],
	['licenses that are no list', { ...RIGHT, skuIds: SKUS.microsoft365E3.skuId }, ['skuIds']],
	['an empty list of licenses', { ...RIGHT, skuIds: [] }, ['skuIds']],
	['a license that is no text', { ...RIGHT, skuIds: [{ id: 1 }] }, ['skuIds']],
	['an odd correlation ID', { ...RIGHT, correlationId: 'order 17' }, ['correlationId']],
])('%s is told with each field that is wrong, and nothing is sent', async (_what, body, fields) => {
	const response = await callWebhook(onboarding.webhookUrl, body, onboarding.secret);
	const answer = (await response.json()) as OnboardingAnswer;

	expect(response.status).toBe(400);
	expect(answer).toMatchObject({ outcome: 'failed', step: 'Check the request' });
	expect(answer.errors?.map(({ field }) => field).sort()).toEqual([...fields].sort());
	for (const field of fields) expect(answer.message).toContain(field);
	expect(world.sandbox.requests).toEqual([]);
	expect(await world.n8n.api.readTable(ONBOARDINGS)).toEqual([]);
});

test('values as other systems write them are taken', async () => {
	const { customerId, providerInstanceId, ...rest } = RIGHT;
	const { answer } = await onboarding.send({
		...rest,
		customerId: ` ${customerId.toUpperCase()} `,
		providerInstanceId: providerInstanceId.toUpperCase(),
		qualification: 'education',
		skuIds: ['Microsoft 365 E3'],
	});

	expect(answer).toMatchObject({
		outcome: 'onboarded',
		customerId,
		qualification: 'Education',
		assigned: [SKUS.microsoft365E3.skuId],
	});
});

test.each([
	['the header', RIGHT, { 'x-correlation-id': CORRELATION_ID.toUpperCase() }],
	['the body', { ...RIGHT, correlationId: CORRELATION_ID }, {}],
])('the audit log has the correlation ID of %s', async (_where, body, headers) => {
	const { webhookUrl, secret } = onboarding;
	const response = await callWebhook(webhookUrl, body, secret, headers);

	expect(await response.json()).toMatchObject({ correlationId: CORRELATION_ID });
	expect(
		world.sandbox.audit.map(({ operation, correlationId }) => [operation, correlationId]),
	).toEqual([
		['refreshMca', CORRELATION_ID],
		['updateMicrosoftQualification', CORRELATION_ID],
		['updateUserLicenses', CORRELATION_ID],
	]);
});

test('a token that has expired meanwhile is renewed without anybody noticing', async () => {
	await onboarding.send(customerOf(CUSTOMERS.blueYonder.companyName));
	world.sandbox.expireTokens();
	const { answer } = await onboarding.send(customerOf(CUSTOMERS.fabrikam.companyName));

	expect(answer.outcome).toBe('onboarded');
});
