import { setTimeout as sleep } from 'node:timers/promises';

import {
	callWebhook,
	DEMO_CUSTOMERS,
	loadOnboarding,
	type NewCustomer,
	type Onboarding,
	type OnboardingAnswer,
} from '../../playground/onboarding';
import { startWorld, type World } from '../../playground/world';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const JWT = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/;
const POLL_MS = 200;

let world: World;
let onboarding: Onboarding;

beforeAll(async () => {
	world = await startWorld();
	onboarding = await loadOnboarding(world.n8n, world.sandbox, world.mailbox);
});
afterAll(async () => {
	await world.stop();
});
beforeEach(() => {
	world.sandbox.reset();
});

/** The six customers of the demo, by the name of their company. */
function customerOf(companyName: string): NewCustomer {
	const found = DEMO_CUSTOMERS.find(({ name }) => name === companyName);
	if (!found) throw new Error(`The demo has no customer ${companyName}.`);
	return found.customer;
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
		expect(headers['x-correlation-id']).toMatch(UUID);
		expect(headers.authorization).toMatch(JWT);
	}

	expect(world.sandbox.audit.map(({ operation, succeeded }) => [operation, succeeded])).toEqual([
		['refreshMca', true],
		['updateMicrosoftQualification', true],
		['updateUserLicenses', true],
	]);
	expect(world.sandbox.audit.at(-1)?.correlationId).toBe(answer.correlationId);
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
		from: 'onboarding@example.com',
		to: ['karin.lindqvist@litware.example.com'],
		subject: 'Please sign the Microsoft Customer Agreement for Litware Logistics',
	});
	expect(mail?.text).toContain('Hello Karin,');
	expect(world.sandbox.audit.map(({ operation }) => operation)).toEqual(['refreshMca']);
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
])('when %s, the caller learns why and where to look', async (_why, companyName, step, reason) => {
	const { httpStatus, answer } = await onboarding.send(customerOf(companyName));

	expect(httpStatus).toBe(422);
	expect(answer).toMatchObject({ outcome: 'failed', step });
	expect(`${answer.message} ${answer.details}`).toMatch(reason);
	const refused = world.sandbox.audit.filter(({ succeeded }) => !succeeded);
	expect(refused.map(({ correlationId }) => correlationId)).toEqual([answer.correlationId]);
});

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

test('a typing error is refused before anything is sent', async () => {
	const customer = customerOf(CUSTOMERS.fabrikam.companyName);
	const { httpStatus, answer } = await onboarding.send({ ...customer, customerId: 'fabrikam' });

	expect(httpStatus).toBe(422);
	expect(answer).toMatchObject({ outcome: 'failed', step: 'Refresh the agreement' });
	expect(answer.message).toContain('fabrikam');
	expect(apiRequests()).toEqual([]);
});

test('a token that has expired meanwhile is renewed without anybody noticing', async () => {
	await onboarding.send(customerOf(CUSTOMERS.blueYonder.companyName));
	world.sandbox.expireTokens();
	const { answer } = await onboarding.send(customerOf(CUSTOMERS.fabrikam.companyName));

	expect(answer.outcome).toBe('onboarded');
});
