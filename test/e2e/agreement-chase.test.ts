import {
	CHASE_TRIGGER,
	isReminder,
	isSummary,
	REMINDERS,
} from '../../playground/jobs/agreement-chase';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import type { ReceivedMail } from '../../playground/mailbox';
import { runToEnd } from '../../playground/run';
import { publishCopy, type TemplateSettings } from '../../playground/templates';
import { NEVER } from '../../playground/trigger';
import { untilThere } from '../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

const { fabrikam, litware, tailspin, wideWorld, wingtip } = CUSTOMERS;
const MANAGER = 'account.managers@example.com';
const DAY_MS = 24 * 60 * 60 * 1000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
const CONTACTS = {
	litware: 'karin.lindqvist@litware.example.com',
	tailspin: 'reina.cabatana@tailspin.example.com',
	wideWorld: 'kayla.woodcock@wide-world.example.com',
	wingtip: 'tiago.horta@wingtip.example.com',
};
/** Who has yet to accept in a fresh sandbox, once everything is refreshed. */
const WAITING = Object.values(CONTACTS);

let world: TemplateWorld;
let workflowId: string;

beforeAll(async () => {
	world = await startTemplateWorld({ pollTimes: NEVER });
	workflowId = world.templates['agreement-chase'].id;
});
afterAll(async () => {
	await world.stop();
});
beforeEach(async () => {
	world.sandbox.reset();
	world.crm.reset();
	await world.n8n.api.removeTable(REMINDERS);
});

interface Run {
	status: string;
	/** The reminders, in order. */
	reminders: ReceivedMail[];
	/** What the team is told; empty when there is nothing to tell. */
	summary: string;
}

/** Sorts e-mails into reminders and the summary; other templates of this n8n send some, too. */
function sortMails(mails: readonly ReceivedMail[]): Omit<Run, 'status'> {
	const summaries = mails.filter(isSummary);
	expect(summaries.length).toBeLessThanOrEqual(1);
	expect(summaries.flatMap(({ to }) => to)).toEqual(summaries.map(() => 'operations@example.com'));
	return {
		reminders: mails.filter(isReminder),
		summary: summaries[0]?.text ?? '',
	};
}

async function run(id = workflowId): Promise<Run> {
	const before = world.mailbox.mails.length;
	const { status } = await runToEnd(world.n8n.api, id, CHASE_TRIGGER);
	return { status, ...sortMails(world.mailbox.mails.slice(before)) };
}

const copyWith = async (settings: TemplateSettings) =>
	await publishCopy(world.n8n, workflowId, settings);

const recipients = (mails: ReceivedMail[]) => mails.flatMap(({ to }) => to).sort();

const rows = async () => await world.n8n.api.readTable(REMINDERS);
const rowOf = async ({ id }: { id: string }) =>
	(await rows()).find(({ customerId }) => customerId === id);

/** Lets so many days pass since the last reminders. */
async function daysPass(days: number): Promise<void> {
	for (const { id } of await rows()) {
		const remindedAt = new Date(Date.now() - days * DAY_MS).toISOString();
		await world.n8n.api.changeRow(REMINDERS, id, { remindedAt });
	}
}

/** Leaves one agreement that is not in place: Tailspin Toys, whose link has expired. */
function onlyTailspinWaits(): void {
	for (const { profile, placements } of world.sandbox.state.customers.values()) {
		for (const { agreement } of placements.values()) {
			if (agreement && profile.id !== tailspin.id) agreement.status = 'agreementcreated';
		}
	}
}

test('who has yet to accept is asked, the team learns the rest, and the same day nothing is sent again', async () => {
	const first = await run();

	expect(first.status).toBe('success');
	expect(recipients(first.reminders)).toEqual([...WAITING].sort());
	const toWideWorld = first.reminders.find(({ to }) => to.includes(CONTACTS.wideWorld));
	expect(toWideWorld?.subject).toBe(
		'Please accept the Microsoft Customer Agreement for Wide World Importers',
	);
	expect(toWideWorld?.text).toContain('Hello Kayla,');
	expect(toWideWorld?.text).toContain('open the link that we sent you');
	// Without a link that works, the customer cannot accept: it is told to ask for one.
	const toTailspin = first.reminders.find(({ to }) => to.includes(CONTACTS.tailspin));
	expect(toTailspin?.text).toContain('we will send you a link');

	// The refresh has found Northwind's acceptance, and Fabrikam's agreement in place.
	expect(first.summary).toMatch(/^Waits for you: create .*\n- Northwind Traders/);
	expect(first.summary).toContain('- Tailspin Toys (Microsoft Europe): first e-mail');
	expect(first.summary).toMatch(/expired, now send a new one\n(- Litware.*\n)?- Tailspin Toys/);
	expect(first.summary).not.toContain(fabrikam.companyName);
	expect((await rows()).map(({ sentTo, outcome }) => [sentTo, outcome])).toEqual(
		first.reminders.map(({ to }) => [to[0], 'sent']),
	);

	const second = await run();
	expect(second).toEqual({ status: 'success', reminders: [], summary: '' });
});

test('first the contact, then the contact again, then the account manager until it is done', async () => {
	onlyTailspinWaits();
	const [first] = (await run()).reminders;
	await daysPass(6);
	expect((await run()).reminders).toEqual([]);

	await daysPass(7);
	const [second, ...others] = (await run()).reminders;
	await daysPass(7);
	const [third] = (await run()).reminders;
	await daysPass(7);
	const [fourth] = (await run()).reminders;

	expect(others).toEqual([]);
	expect([first, second, third, fourth].map((mail) => mail?.to)).toEqual([
		[CONTACTS.tailspin],
		[CONTACTS.tailspin],
		[MANAGER],
		[MANAGER],
	]);
	expect(second?.subject).toMatch(/^Reminder: /);
	expect(third?.subject).toMatch(/^Please call Tailspin Toys/);
	expect(third?.text).toContain('phone: +31 30 5550104');
	expect(await rows()).toHaveLength(1);
});

test('an agreement that cannot be refreshed is named with its correlation ID, the others go on', async () => {
	await run();
	await daysPass(8);
	world.sandbox.inject({
		...{ kind: 'status', status: 400, body: {}, times: 'always' },
		match: { operationId: 'refreshMca', path: tailspin.id },
	});
	const { status, reminders, summary } = await run();

	expect(status).toBe('success');
	expect(recipients(reminders)).toEqual(WAITING.filter((to) => to !== CONTACTS.tailspin).sort());
	const [line = ''] = /Could not be refreshed.*\n- Tailspin Toys.*/.exec(summary) ?? [];
	const refused = world.sandbox.requests.find(({ status: answered }) => answered === 400);
	expect(line).toContain('. Correlation ID: ');
	expect(UUID.exec(line)?.[0]).toBe(refused?.headers['x-correlation-id']);
	// What is remembered stays: the next e-mail is a reminder, not a first one.
	expect(await rowOf(tailspin)).toMatchObject({ stage: 'first e-mail' });
});

test('an agreement without an e-mail address goes to the account manager', async () => {
	onlyTailspinWaits();
	const profile = world.sandbox.state.customers.get(tailspin.id)?.profile;
	Object.assign(profile ?? {}, { email: null });
	const { reminders, summary } = await run();

	expect(recipients(reminders)).toEqual([MANAGER]);
	expect(reminders[0]?.text).toContain('has no e-mail address');
	expect(summary).toContain(`no e-mail address to ${MANAGER}`);

	// With an address, it begins where everybody begins.
	Object.assign(profile ?? {}, { email: CONTACTS.tailspin });
	await daysPass(7);
	const [next] = (await run()).reminders;
	expect(next).toMatchObject({ to: [CONTACTS.tailspin] });
	expect(next?.subject).toMatch(/^Please accept/);
});

test('who has signed since is taken out of the memory', async () => {
	await run();
	expect(await rowOf(wingtip)).toBeDefined();
	const europe = PROVIDER_INSTANCES.microsoftEurope.id;
	world.sandbox.setMcaStatus(
		{ customerId: wingtip.id, providerInstanceId: europe },
		'agreementcreated',
	);
	// Only the refresh finds this one.
	world.sandbox.state.customers
		.get(litware.id)
		?.placements.get(europe)
		?.agreement?.microsoftKnows.push('agreementcreated');
	await run();

	const left = (await rows()).map(({ customerId }) => customerId).sort();
	expect(left).toEqual([tailspin.id, wideWorld.id].sort());

	onlyTailspinWaits();
	world.sandbox.setMcaStatus(
		{ customerId: tailspin.id, providerInstanceId: europe },
		'agreementcreated',
	);
	await run();
	expect(await rows()).toEqual([]);
});

test('exceptions are named by domain, ID or company name, and never reminded', async () => {
	const profile = world.sandbox.state.customers.get(litware.id)?.profile;
	Object.assign(profile ?? {}, { companyName: ' Litware Logistics ' });
	const exceptions = ` ${tailspin.domain.toUpperCase()}, ${wingtip.id},,litware logistics `;
	const { reminders, summary } = await run(await copyWith({ exceptions }));

	expect(recipients(reminders)).toEqual([CONTACTS.wideWorld]);
	expect(summary).not.toMatch(/Tailspin|Wingtip|Litware/);
});

test('with a limit of 0 nothing is sent, and the team learns who would be reminded', async () => {
	const { reminders, summary } = await run(await copyWith({ maxEmailsPerRun: 0 }));

	expect(reminders).toEqual([]);
	expect(await rows()).toEqual([]);
	for (const email of WAITING) expect(summary).toContain(`first e-mail to ${email}`);
});

test.each(['', 0])(
	'with %p as days between reminders nobody is reminded every morning',
	async (daysBetweenReminders) => {
		const id = await copyWith({ daysBetweenReminders });
		expect((await run(id)).reminders).toHaveLength(WAITING.length);
		await daysPass(6);
		expect((await run(id)).reminders).toEqual([]);
		await daysPass(7);
		expect((await run(id)).reminders).toHaveLength(WAITING.length);
	},
);

test('beyond the limit reminders are put off to the next run', async () => {
	const limited = await copyWith({ maxEmailsPerRun: 3 });
	const first = await run(limited);
	const second = await run(limited);

	expect(first.reminders).toHaveLength(3);
	expect(first.summary).toContain('Put off until the next run');
	expect(recipients([...first.reminders, ...second.reminders])).toEqual([...WAITING].sort());
});

test('two runs at the same time send every reminder once', async () => {
	const before = world.mailbox.mails.length;
	await Promise.all([
		runToEnd(world.n8n.api, workflowId, CHASE_TRIGGER),
		runToEnd(world.n8n.api, workflowId, CHASE_TRIGGER),
	]);
	const sent = world.mailbox.mails.slice(before).filter(isReminder);
	expect(recipients(sent)).toEqual([...WAITING].sort());

	// The same for reminders that both runs find in the memory.
	await daysPass(7);
	const later = world.mailbox.mails.length;
	await Promise.all([
		runToEnd(world.n8n.api, workflowId, CHASE_TRIGGER),
		runToEnd(world.n8n.api, workflowId, CHASE_TRIGGER),
	]);
	const again = world.mailbox.mails.slice(later).filter(isReminder);
	expect(recipients(again)).toEqual([...WAITING].sort());
});

test('an address that takes no e-mail is told to the team once, and holds nobody up', async () => {
	const profile = world.sandbox.state.customers.get(wingtip.id)?.profile;
	Object.assign(profile ?? {}, { email: 'not an address' });
	const { status, reminders, summary } = await run();

	expect(status).toBe('success');
	expect(recipients(reminders)).toEqual(WAITING.filter((to) => to !== CONTACTS.wingtip).sort());
	expect(summary).toMatch(/Please look: perhaps not sent\n- Wingtip Instruments/);
	const next = await run();
	expect([next.reminders, next.summary]).toEqual([[], '']);
});

test('nothing is sent twice when n8n ends in the middle, and what is not known is told', async () => {
	const before = world.mailbox.mails.length;
	const release = world.mailbox.holdAnswers();
	await world.n8n.api.runWorkflow(workflowId, CHASE_TRIGGER);
	const sent = await untilThere('a reminder', () =>
		world.mailbox.mails.slice(before).find(isReminder),
	);
	await world.n8n.restart(release);
	const [sentTo] = sent.to;
	const doubtful = (await rows()).filter(({ outcome }) => outcome === 'sending');
	expect(doubtful).toEqual([expect.objectContaining({ sentTo })]);
	const { reminders, summary } = await run();

	expect(recipients(reminders)).toEqual(WAITING.filter((to) => to !== sentTo).sort());
	expect(summary).toContain(`not known whether the e-mail to ${sentTo}`);
	expect((await run()).summary).toBe('');
});

test('when the agreements cannot be read, nothing is sent and nothing forgotten', async () => {
	await run();
	const remembered = await rows();
	await daysPass(7);
	world.sandbox.inject({
		...{ kind: 'status', status: 403, times: 'always' },
		match: { operationId: 'getMcas' },
	});
	const { status, reminders, summary } = await run();

	expect([status, reminders, summary]).toEqual(['error', [], '']);
	expect((await rows()).map(({ id }) => id)).toEqual(remembered.map(({ id }) => id));
});
