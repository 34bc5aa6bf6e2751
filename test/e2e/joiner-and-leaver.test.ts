import { decide } from '../../playground/approval';
import { FORM_LOGIN } from '../../playground/credentials';
import {
	licensesOf,
	sendPersonForm,
	TAKEN_LICENSES,
} from '../../playground/jobs/joiner-and-leaver';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import type { ReceivedMail } from '../../playground/mailbox';
import { NEVER } from '../../playground/trigger';
import { nextMails, untilThere } from '../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

const { domain } = CUSTOMERS.adventureWorks;
const [E3, EXCHANGE, VISIO] = [
	SKUS.microsoft365E3.name,
	SKUS.exchangeOnline.name,
	SKUS.notSubscribed.name,
];
const PILAR = `pilar.ackerman@${domain}`;
const LUIS = `luis.bonifaz@${domain}`;
const TERRY = `terry.adams@${domain}`;
const LICENSE_UPDATE = { operationId: 'updateUserLicenses' } as const;

let world: TemplateWorld;
let nextMail: () => Promise<ReceivedMail>;

beforeAll(async () => {
	world = await startTemplateWorld({ pollTimes: NEVER });
});
afterAll(async () => {
	await world.stop();
});
beforeEach(async () => {
	world.sandbox.reset();
	await world.n8n.api.removeTable(TAKEN_LICENSES);
	nextMail = nextMails(world.mailbox);
});

type Form = Parameters<typeof sendPersonForm>;

/** Sends a form and gives the e-mail that comes of it. */
async function send(name: Form[1], fields: Form[2]): Promise<ReceivedMail> {
	expect((await sendPersonForm(world, name, fields)).status).toBe(200);
	return await nextMail();
}
const join = async (user: string, licenses: string, country = 'de') =>
	await send('joiner', { Customer: domain, User: user, Country: country, Licenses: licenses });
const leave = async (user: string) => await send('leaver', { Customer: domain, User: user });
const giveBack = async (reference: string) => await send('give-back', { Reference: reference });

/** Sends the form of a leaver and approves it; gives the e-mail that comes of that. */
async function leaveApproved(user: string): Promise<ReceivedMail> {
	await decide(await leave(user), 'Approve');
	return await nextMail();
}

/** What was sent to change something. */
const changes = () =>
	world.sandbox.requests
		.filter(({ method, path }) => method !== 'GET' && path.startsWith('/v1/'))
		.map(({ operationId }) => operationId);
const records = async () => await world.n8n.api.readTable(TAKEN_LICENSES);

function adventureWorks() {
	const customer = world.sandbox.state.customers.get(CUSTOMERS.adventureWorks.id);
	const placement = customer?.placements.get(PROVIDER_INSTANCES.microsoftEurope.id);
	if (!placement) throw new Error('The sandbox has no such customer.');
	return placement;
}
const userOf = (email: string) => {
	const user = [...adventureWorks().users.values()].find((candidate) => candidate.email === email);
	if (!user) throw new Error(`The sandbox has no user ${email}.`);
	return user;
};

// The first test: it counts all executions.
test('who has no login reaches nothing with any of the forms', async () => {
	const wrong = { ...FORM_LOGIN, password: 'wrong' };
	for (const login of [null, wrong]) {
		const person = { Customer: domain, User: PILAR };
		const joiner = { ...person, Country: 'DE', Licenses: E3 };
		expect((await sendPersonForm(world, 'joiner', joiner, login)).status).toBe(401);
		expect((await sendPersonForm(world, 'leaver', person, login)).status).toBe(401);
		const reference = { Reference: PILAR };
		expect((await sendPersonForm(world, 'give-back', reference, login)).status).toBe(401);
	}
	expect(await world.n8n.api.countEnded(world.templates['joiner-and-leaver'].id)).toBe(0);
	expect(world.sandbox.requests).toEqual([]);
	expect(world.directory.requests).toEqual([]);
});

describe('somebody joins', () => {
	test('gets a location, then the licenses', async () => {
		const mail = await join(LUIS, `${E3.toUpperCase()}\n ${SKUS.exchangeOnline.skuId}\n`);

		expect(mail.to).toEqual(['operations@example.com']);
		expect(mail.subject).toBe(`Joiner ready: ${LUIS}`);
		expect(mail.text).toContain('location from empty to DE');
		expect(mail.text).toContain(`Assigned ${E3}, ${EXCHANGE} to Luis Bonifaz`);
		expect(mail.text).toContain(world.sandbox.audit.at(-1)?.correlationId);
		expect(userOf(LUIS).location).toBe('DE');
		expect(licensesOf(world, LUIS)).toEqual([EXCHANGE, E3]);
		expect(changes()).toEqual(['updateCustomerUser', 'updateUserLicenses']);
	});

	test('of licenses that fail, the e-mail says that the location was set', async () => {
		const unknown = await join(LUIS, 'No such license');
		expect(unknown.subject).toBe(`Joiner NOT ready: ${LUIS}`);
		expect(unknown.text).toMatch(/^Changed Luis Bonifaz .*: location from empty to DE\./);
		expect(unknown.text).toMatch(/This was not done:\s+Adventure Works Cycles has no license/);

		const nowhere = await join(LUIS, E3, 'Germany');
		expect(nowhere.text).toMatch(/^This was not done:\s+Location must be/);
	});

	test('twice: takes one seat, also when it was the last', async () => {
		const sku = adventureWorks().skus.get(SKUS.microsoft365E3.skuId);
		if (sku) sku.consumed = sku.total - 1;
		await join(LUIS, E3);
		const mail = await join(LUIS, E3);

		expect(mail.subject).toBe(`Joiner ready: ${LUIS}`);
		expect(mail.text).toContain('Nothing changes for Luis Bonifaz');
		expect(sku?.consumed).toBe(sku?.total);
		expect(licensesOf(world, LUIS)).toEqual([E3]);
	});

	test('keeps what is held already, however CloudCockpit reads a list', async () => {
		world.sandbox.configure({ licenseReading: 'whole' });
		await join(`annette.hill@${domain}`, EXCHANGE);
		expect(licensesOf(world, `annette.hill@${domain}`)).toEqual([EXCHANGE, E3]);
	});

	test.each([
		['has no free seat', LUIS, SKUS.powerBiPro.name, 'de', 'No seat of Power BI Pro is free'],
		['is in no directory', `nobody@${domain}`, E3, 'de', `nobody@${domain}`],
		['is in no such country', TERRY, E3, 'Germany', 'GERMANY'],
	])('who %s is told of', async (_what, user, licenses, country, reason) => {
		const mail = await join(user, licenses, country);
		expect(mail.subject).toBe(`Joiner NOT ready: ${user}`);
		expect(mail.text).toContain(reason);
		expect(changes()).not.toContain('updateUserLicenses');
	});
});

describe('somebody leaves', () => {
	test('nothing is taken before the approval, then exactly what was held, and it can be given back', async () => {
		const request = await leave(` ${PILAR.toUpperCase()} `);
		expect(request.to).toEqual(['licenses@example.com']);
		expect(request.html).toContain(`Would remove ${E3}, ${EXCHANGE} from Pilar Ackerman`);
		expect(changes()).toEqual([]);

		await decide(request, 'Approve');
		const taken = await nextMail();
		expect(taken.subject).toMatch(new RegExp(`^Licenses taken: ${PILAR} \\(L\\d+\\)$`));
		expect(licensesOf(world, PILAR)).toEqual([]);
		const [record] = await records();
		expect(record).toMatchObject({ status: 'taken', user: PILAR, customer: domain });
		expect(String(record?.skuIds).split(', ').sort()).toEqual(
			[SKUS.microsoft365E3.skuId, SKUS.exchangeOnline.skuId].sort(),
		);
		expect(record?.correlationId).toBe(world.sandbox.audit.at(-1)?.correlationId);

		const back = await giveBack(` ${String(record?.reference).toLowerCase()} `);
		expect(back.subject).toBe(`Licenses given back: ${PILAR} (${String(record?.reference)})`);
		expect(back.text).not.toContain('not certain');
		expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, E3]);

		const sent = changes().length;
		const again = await giveBack(PILAR);
		expect(again.subject).toBe(`Licenses NOT given back: ${PILAR}`);
		expect(again.text).toContain('not been given back already');
		expect(changes()).toHaveLength(sent);
		expect(await records()).toEqual([expect.objectContaining({ status: 'given back' })]);
	});

	test('a request that is declined sends nothing and keeps no record', async () => {
		await decide(await leave(PILAR), 'Decline', 'She stays');
		const mail = await nextMail();

		expect(mail.subject).toBe(`Licenses NOT taken: ${PILAR}`);
		expect(mail.text).toContain('declined');
		expect(mail.text).toContain('She stays');
		expect(changes()).toEqual([]);
		expect(await records()).toEqual([]);
	});

	test('what the directory knows and CloudCockpit does not is left alone', async () => {
		userOf(PILAR).skuIds.add(SKUS.notSubscribed.skuId);
		const mail = await leaveApproved(PILAR);

		expect(mail.subject).toContain('Licenses taken');
		expect(licensesOf(world, PILAR)).toEqual([VISIO]);
		expect((await records())[0]?.skuIds).not.toContain(SKUS.notSubscribed.skuId);
	});

	test('asked for twice and approved twice: taken once', async () => {
		const [first, second] = [await leave(PILAR), await leave(PILAR)];
		await decide(first, 'Approve');
		expect((await nextMail()).subject).toContain('Licenses taken');
		await decide(second, 'Approve');
		const mail = await nextMail();

		expect(mail.subject).toBe(`Licenses NOT taken: ${PILAR}`);
		expect(mail.text).toContain('no longer those that were approved');
		expect(changes()).toHaveLength(1);
		expect(await records()).toHaveLength(1);
	});

	test('approved twice before Microsoft Graph knows of the first: given back once', async () => {
		const [first, second] = [await leave(PILAR), await leave(PILAR)];
		world.sandbox.inject({ kind: 'delay', delayMs: 2_000, match: LICENSE_UPDATE });
		await decide(first, 'Approve');
		await untilThere('the request', () => (changes().length > 0 ? true : undefined));
		await decide(second, 'Approve');
		for (const mail of [await nextMail(), await nextMail()]) {
			expect(mail.subject).toContain('Licenses taken');
		}

		expect((await giveBack(PILAR)).subject).toContain('Licenses given back');
		expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, E3]);
		expect((await giveBack(PILAR)).subject).toContain('NOT given back');
	});

	test('who holds nothing, or is unknown, is told of without asking anybody', async () => {
		const nothing = await leave(TERRY);
		expect(nothing.text).toContain('holds no license of this customer');
		const unknown = await leave(`nobody@${domain}`);
		expect(unknown.text).toContain(`nobody@${domain}`);
		for (const { to, subject } of [nothing, unknown]) {
			expect(to).toEqual(['operations@example.com']);
			expect(subject).toContain('Licenses NOT taken');
		}
		expect(changes()).toEqual([]);
	});

	test('a customer without licenses, or one whom nobody knows, is told of once', async () => {
		adventureWorks().skus.clear();
		expect((await leave(PILAR)).text).toContain('holds no license of this customer');
		const fields = { Customer: 'nowhere.example.com', User: PILAR };
		const unknown = await send('leaver', fields);
		expect(unknown.subject).toBe(`Licenses NOT taken: ${PILAR}`);
		expect(unknown.text).toContain('No customer has the domain "nowhere.example.com"');
		// The next e-mail is that of the next form.
		expect((await join(PILAR, E3, 'Germany')).subject).toContain('Joiner NOT ready');
	});

	test('a refusal is told, and there is nothing to give back', async () => {
		world.sandbox.inject({ kind: 'status', status: 403, match: LICENSE_UPDATE });
		const mail = await leaveApproved(PILAR);

		expect(mail.subject).toBe(`Licenses NOT taken: ${PILAR}`);
		expect(mail.text).toContain('Correlation ID');
		expect(await records()).toEqual([expect.objectContaining({ status: 'not taken' })]);
		expect((await giveBack(PILAR)).subject).toContain('NOT given back');
	});

	test('an answer that does not come leaves a record to give back from', async () => {
		world.sandbox.inject({ kind: 'resetAfter', match: LICENSE_UPDATE });
		const mail = await leaveApproved(PILAR);

		expect(mail.subject).toBe(`Licenses perhaps taken: ${PILAR}`);
		expect(await records()).toEqual([expect.objectContaining({ status: 'taking' })]);
		expect(licensesOf(world, PILAR)).toEqual([]);
		const back = await giveBack(PILAR);
		expect(back.text).toContain('not certain that these licenses had been taken');
		expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, E3]);
	});

	test('n8n ends while it takes the licenses: they can be given back all the same', async () => {
		world.sandbox.inject({ kind: 'hang', applied: true, match: LICENSE_UPDATE });
		await decide(await leave(PILAR), 'Approve');
		await untilThere('the request', () => (changes().length > 0 ? true : undefined));
		await world.n8n.restart();

		expect(licensesOf(world, PILAR)).toEqual([]);
		expect(await records()).toEqual([expect.objectContaining({ status: 'taking' })]);
		const broken = await nextMail();
		expect(broken.subject).toBe('Joiner and leaver: failed at "Take the licenses"');
		expect((await giveBack(PILAR)).subject).toContain('Licenses given back');
		expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, E3]);
	}, 120_000);
});

test('without a free seat nothing is given back, and it can be tried again', async () => {
	await leaveApproved(PILAR);
	const sku = adventureWorks().skus.get(SKUS.microsoft365E3.skuId);
	if (sku) sku.consumed = sku.total;
	const refused = await giveBack(PILAR);
	expect(refused.subject).toBe(`Licenses NOT given back: ${PILAR}`);
	expect(refused.text).toContain(`No seat of ${E3} is free`);
	expect(licensesOf(world, PILAR)).toEqual([]);

	if (sku) sku.consumed -= 1;
	expect((await giveBack(PILAR)).subject).toContain('Licenses given back');
	expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, E3]);
});

test('what somebody got meanwhile stays, and takes no second seat', async () => {
	world.sandbox.configure({ licenseReading: 'whole' });
	await leaveApproved(PILAR);
	await join(PILAR, `${SKUS.businessPremium.name}, ${E3}`);
	const seats = () => adventureWorks().skus.get(SKUS.microsoft365E3.skuId)?.consumed;
	const before = seats();
	await giveBack(PILAR);

	expect(licensesOf(world, PILAR)).toEqual([EXCHANGE, SKUS.businessPremium.name, E3]);
	expect(seats()).toBe(before);
});
