import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import {
	callWebhook,
	type NewCustomer,
	type Onboarding,
	ONBOARDINGS,
	onboardingOf,
} from '../../playground/onboarding';
import { NEVER } from '../../playground/trigger';
import { untilThere } from '../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

/** The same request more than once, one after the other, at the same time, and over a crash. */
const { adventureWorks } = CUSTOMERS;
const { terryAdams, annetteHill } = adventureWorks.placements[0].users;
const CORRELATION_ID = '0c8e2f4a-6b1d-4e93-8f75-a2c4e6081b3d';
const MINUTE_MS = 60_000;

const REQUEST: NewCustomer = {
	customerId: adventureWorks.id,
	providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
	customerUserId: terryAdams.id,
	qualification: 'Education',
	skuIds: [SKUS.microsoft365E3.skuId],
};

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

/** The users whose licenses CloudCockpit was asked to update, in order. */
function licenseUpdates(): string[] {
	const updates = world.sandbox.requests.filter(
		({ operationId }) => operationId === 'updateUserLicenses',
	);
	return updates.map(({ path }) => path.split('/')[5] ?? '');
}

/** Makes the refresh of the agreement slow, so that what is sent meanwhile comes while it runs. */
function slowDown(): void {
	world.sandbox.inject({
		...{ kind: 'delay', delayMs: 1_500, times: 'always' },
		match: { operationId: 'refreshMca' },
	});
}

test('a request that was carried out before is not carried out again', async () => {
	const first = await onboarding.send(REQUEST);
	const sent = world.sandbox.requests.length;
	const again = await onboarding.send({
		...REQUEST,
		customerId: REQUEST.customerId.toUpperCase(),
		correlationId: CORRELATION_ID,
	});

	expect(first.answer.outcome).toBe('onboarded');
	expect(again.httpStatus).toBe(200);
	expect(again.answer).toEqual({
		...first.answer,
		outcome: 'alreadyOnboarded',
		onboardedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
	});
	expect(world.sandbox.requests).toHaveLength(sent);
});

test('another request for the same user is carried out, and then the first once more', async () => {
	const others = { ...REQUEST, skuIds: [SKUS.exchangeOnline.skuId] };
	for (const request of [REQUEST, others, REQUEST]) {
		expect((await onboarding.send(request)).answer.outcome).toBe('onboarded');
	}
	expect(licenseUpdates()).toHaveLength(3);
});

test('of the same request many times at once, one is carried out', async () => {
	slowDown();
	const spellings = ['Education', 'education', 'EDUCATION', 'Education', ' education', 'EDUCATION'];
	const sent = spellings.map((qualification) => onboarding.send({ ...REQUEST, qualification }));
	const answers = await Promise.all(sent);

	const outcomes = answers
		.map(({ httpStatus, answer }) => `${httpStatus} ${answer.outcome}`)
		.sort();
	expect(outcomes).toEqual(
		['200 onboarded', ...Array<string>(5).fill('202 alreadyRunning')].sort(),
	);
	const ids = new Set(answers.map(({ answer }) => answer.correlationId));
	expect(ids.size).toBe(1);
	expect(licenseUpdates()).toEqual([terryAdams.id]);
});

test('another request for the same user at the same time has to be sent again', async () => {
	slowDown();
	const first = onboarding.send(REQUEST);
	await untilThere('the first one', async () => (await world.n8n.api.readTable(ONBOARDINGS))[0]);
	const other = { ...REQUEST, skuIds: [SKUS.exchangeOnline.skuId] };
	const { httpStatus, answer } = await onboarding.send(other);

	expect(httpStatus).toBe(409);
	expect(answer.outcome).toBe('alreadyRunning');
	expect(answer.message).toContain('send it again');
	expect((await first).answer.outcome).toBe('onboarded');
	expect((await onboarding.send(other)).answer.outcome).toBe('onboarded');
});

test('two users of a customer at the same time do not wait for each other', async () => {
	slowDown();
	const answers = await Promise.all(
		[terryAdams, annetteHill].map(({ id }) => onboarding.send({ ...REQUEST, customerUserId: id })),
	);

	expect(answers.map(({ answer }) => answer.outcome)).toEqual(['onboarded', 'onboarded']);
	expect(licenseUpdates().sort()).toEqual([terryAdams.id, annetteHill.id].sort());
});

test('a failed request is carried out when it is sent again', async () => {
	world.sandbox.inject({
		...{ kind: 'status', status: 400 },
		match: { operationId: 'updateUserLicenses' },
	});
	expect((await onboarding.send(REQUEST)).answer.outcome).toBe('failed');
	expect((await onboarding.send(REQUEST)).answer.outcome).toBe('onboarded');

	const rows = await world.n8n.api.readTable(ONBOARDINGS);
	expect(rows.map(({ status }) => status)).toEqual(['sentAgain', 'onboarded']);
});

test('after a crash the audit log tells how far it came, and after 15 minutes it can be sent again', async () => {
	const { webhookUrl, secret } = onboarding;
	world.sandbox.inject({ kind: 'hang', match: { operationId: 'updateUserLicenses' } });
	const interrupted = callWebhook(
		webhookUrl,
		{ ...REQUEST, correlationId: CORRELATION_ID },
		secret,
	).then(
		() => 'answered',
		() => 'connection lost',
	);
	await untilThere('the license update', () => licenseUpdates()[0]);
	await world.n8n.restart();

	expect(await interrupted).toBe('connection lost');
	const recorded = world.sandbox.audit.filter(
		({ correlationId }) => correlationId === CORRELATION_ID,
	);
	expect(recorded.map(({ operation }) => operation)).toEqual([
		'refreshMca',
		'updateMicrosoftQualification',
	]);
	const [row] = await world.n8n.api.readTable(ONBOARDINGS);
	expect(row).toMatchObject({ status: 'running', correlationId: CORRELATION_ID });

	const soon = await onboarding.send(REQUEST);
	expect(soon.answer).toMatchObject({ outcome: 'alreadyRunning', correlationId: CORRELATION_ID });
	await world.n8n.api.changeRow(ONBOARDINGS, row?.id ?? 0, {
		startedAt: new Date(Date.now() - 16 * MINUTE_MS).toISOString(),
	});
	const later = await onboarding.send(REQUEST);
	expect(later.answer.outcome).toBe('onboarded');
	const rows = await world.n8n.api.readTable(ONBOARDINGS);
	expect(rows.map(({ status }) => status)).toEqual(['sentAgain', 'alreadyRunning', 'onboarded']);
});
