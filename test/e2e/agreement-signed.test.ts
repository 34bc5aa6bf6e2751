import { SIGNS_LATER, untilPolled } from '../../playground/jobs/agreement-signed';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import { type NewCustomer, ONBOARDINGS, onboardingOf } from '../../playground/onboarding';
import { runToEnd } from '../../playground/run';
import { nextMails, untilThere } from '../../playground/wait';
import type { AgreementEventName } from '../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

const SALES = 'sales@example.com';
const TEAM = 'operations@example.com';
const { northwind, proseware } = CUSTOMERS;
const { id: europe } = PROVIDER_INSTANCES.microsoftEurope;

let world: TemplateWorld;
let workflowId: string;

beforeAll(async () => {
	world = await startTemplateWorld();
	workflowId = world.templates['agreement-signed'].id;
});
afterAll(async () => {
	await world.stop();
});
beforeEach(async () => {
	world.sandbox.reset();
	world.crm.reset();
	await world.n8n.api.removeTable(ONBOARDINGS);
});

/** What happens to the agreement of the customer who signs later. */
function happens(event: AgreementEventName): void {
	const { customerId, providerInstanceId } = SIGNS_LATER;
	world.sandbox.moveAgreement({ customerId, providerInstanceId, event });
}

async function send(customer: NewCustomer) {
	return (await onboardingOf(world).send(customer)).answer;
}

/** Waits until as many onboardings have ended as are told, and gives all rows. */
async function untilEnded(count: number) {
	return await untilThere('the onboardings', async () => {
		const rows = await world.n8n.api.readTable(ONBOARDINGS);
		const ended = rows.filter(({ status }) => status === 'onboarded' || status === 'failed');
		return ended.length >= count ? rows : undefined;
	});
}

/** Runs the template by hand; gives how it ended. */
async function runByHand(trigger: string): Promise<string> {
	return (await runToEnd(world.n8n.api, workflowId, trigger)).status;
}

function internalIdentifier(customerId: string): string | null | undefined {
	return world.sandbox.state.customers.get(customerId)?.profile.internalIdentifier;
}

test('a signature finishes the onboarding that waits, and the CRM and sales learn of it', async () => {
	happens('linkGenerated');
	const waiting = await send(SIGNS_LATER);
	expect(waiting.outcome).toBe('waitingForSignature');
	await untilPolled(world);
	const nextMail = nextMails(world.mailbox);
	happens('agreementCreated');

	const rows = await untilEnded(1);
	expect(rows).toMatchObject([
		{
			...{ status: 'onboarded', customerUserId: SIGNS_LATER.customerUserId },
			correlationId: waiting.correlationId,
		},
	]);
	const recorded = world.sandbox.audit.filter(
		({ correlationId }) => correlationId === waiting.correlationId,
	);
	expect(recorded.map(({ operation, succeeded }) => [operation, succeeded])).toEqual([
		['refreshMca', true],
		['refreshMca', true],
		['updateMicrosoftQualification', true],
		['updateUserLicenses', true],
	]);

	const mail = await nextMail();
	expect(mail).toMatchObject({
		to: [SALES],
		subject: 'Northwind Traders has signed the Microsoft Customer Agreement',
	});
	expect(mail.text).toContain('CRM: CRM-2001');
	expect(world.crm.customers.get(northwind.id)).toMatchObject({
		...{ crmId: 'CRM-2001', companyName: 'Northwind Traders', agreement: 'signed' },
		signedBy: 'Ann Devon',
	});
	expect(internalIdentifier(northwind.id)).toBe('CRM-2001');
});

test('a CRM that is out of order stops neither the onboarding nor sales, and your team is told', async () => {
	happens('linkGenerated');
	await send(SIGNS_LATER);
	await untilPolled(world);
	world.crm.failNext(100, 503);
	const nextMail = nextMails(world.mailbox);
	happens('agreementCreated');

	expect(await untilEnded(1)).toMatchObject([{ status: 'onboarded' }]);
	const mails = [await nextMail(), await nextMail()];
	const toSales = mails.find(({ to }) => to.includes(SALES));
	const toTeam = mails.find(({ to }) => to.includes(TEAM));
	expect(toSales?.text).toContain('the operations team has been told');
	expect(toTeam?.subject).toBe('Northwind Traders has signed, but "Update the CRM" failed');
	expect(toTeam?.text).toContain('503');
	expect(internalIdentifier(northwind.id)).toBe(northwind.internalIdentifier);
	expect(await world.n8n.api.readOutcomes(workflowId)).not.toContain('error');
});

test('a CRM that answers with an empty list leaves nobody in the dark', async () => {
	happens('linkGenerated');
	await untilPolled(world);
	world.crm.answerNext([]);
	const nextMail = nextMails(world.mailbox);
	happens('agreementCreated');

	const subjects = [await nextMail(), await nextMail()].map(({ to, subject }) => [to[0], subject]);
	expect(subjects).toContainEqual([
		SALES,
		'Northwind Traders has signed the Microsoft Customer Agreement',
	]);
	expect(subjects).toContainEqual([
		TEAM,
		'Northwind Traders has signed, but "Keep the CRM\'s ID" failed',
	]);
	expect(internalIdentifier(northwind.id)).toBe(northwind.internalIdentifier);
});

test('the same event told twice has one effect', async () => {
	happens('linkGenerated');
	await send(SIGNS_LATER);
	await untilPolled(world);
	const before = world.mailbox.mails.length;
	happens('agreementCreated');
	await untilThere('the e-mail to sales', () => world.mailbox.mails[before]);
	// As n8n does when it ended before it saved what the trigger remembers.
	const execution = (await world.n8n.api.latestExecution(workflowId)) ?? '';
	const told = (await world.n8n.api.openExecution(execution)).items('Agreement signed');
	expect(told).toMatchObject([{ customerId: northwind.id, event: 'agreementCreated' }]);
	await world.n8n.api.pinItems(workflowId, 'Agreement signed', told);
	expect(await runByHand('Agreement signed')).toBe('success');

	expect(world.crm.requests).toHaveLength(2);
	expect([...world.crm.customers.values()].map(({ crmId }) => crmId)).toEqual(['CRM-2001']);
	expect(internalIdentifier(northwind.id)).toBe('CRM-2001');
	const updates = world.sandbox.audit.filter(({ operation }) => operation === 'updateUserLicenses');
	expect(updates).toHaveLength(1);
	expect(world.mailbox.mails.slice(before).map(({ to }) => to)).toEqual([[SALES]]);
});

test('of several that wait, one that fails is told and does not stop the others', async () => {
	const place = { customerId: proseware.id, providerInstanceId: europe };
	world.sandbox.setMcaStatus(place, 'linkgenerated');
	// One seat of Microsoft 365 E3 is left.
	const { rolandWacker, ericaSteiner } = proseware.placements[0].users;
	for (const { id: customerUserId } of [rolandWacker, ericaSteiner]) {
		const skuIds = [SKUS.microsoft365E3.skuId];
		await send({ ...place, customerUserId, qualification: 'StateOwnedEntity', skuIds });
	}
	await untilPolled(world);
	const nextMail = nextMails(world.mailbox);
	world.sandbox.moveAgreement({ ...place, event: 'agreementCreated' });

	const rows = await untilEnded(2);
	expect(rows.map(({ customerUserId, status }) => [customerUserId, status])).toEqual([
		[rolandWacker.id, 'onboarded'],
		[ericaSteiner.id, 'failed'],
	]);
	const mails = [await nextMail(), await nextMail()];
	const toTeam = mails.find(({ to }) => to.includes(TEAM));
	expect(toTeam?.subject).toBe('Onboarding failed: Proseware Editions');
	expect(toTeam?.text).toContain('Nobody sends it again');
});

test('each morning those are finished whose event nobody told', async () => {
	// The portal learns of the agreement by the next refresh only.
	const { outcome } = await send(SIGNS_LATER);
	expect(outcome).toBe('waitingForYou');
	expect(await runByHand('Every morning')).toBe('success');

	expect(await untilEnded(1)).toMatchObject([{ status: 'onboarded' }]);
});

test('each morning those are finished that a crash has interrupted, and waiting ones keep waiting', async () => {
	const litware = {
		...{ ...SIGNS_LATER, customerId: CUSTOMERS.litware.id },
		customerUserId: proseware.placements[0].users.rolandWacker.id,
	};
	await send(SIGNS_LATER);
	await send(litware);
	const [interrupted] = await world.n8n.api.readTable(ONBOARDINGS);
	const startedAt = new Date(Date.now() - 20 * 60_000).toISOString();
	await world.n8n.api.changeRow(ONBOARDINGS, interrupted?.id ?? 0, {
		status: 'running',
		startedAt,
	});
	const mails = world.mailbox.mails.length;
	expect(await runByHand('Every morning')).toBe('success');

	const rows = await world.n8n.api.readTable(ONBOARDINGS);
	expect(rows.map(({ customerId, status }) => [customerId, status])).toEqual([
		[northwind.id, 'sentAgain'],
		[northwind.id, 'onboarded'],
		[litware.customerId, 'waitingForSignature'],
	]);
	const again = world.mailbox.mails.slice(mails).filter(({ to }) => !to.includes(SALES));
	expect(again).toEqual([]);
});
