import type { Browser } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';

import { openBrowser } from '../../playground/editor/browser';
import { REPORT_TRIGGER } from '../../playground/jobs/compliance-report';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import type { ReceivedMail } from '../../playground/mailbox';
import { runToEnd } from '../../playground/run';
import { publishCopy, type TemplateSettings } from '../../playground/templates';
import { NEVER } from '../../playground/trigger';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';

const { adventureWorks, alpineSki, fabrikam, northwind, proseware, wideWorld } = CUSTOMERS;
const PHONE = { width: 360, height: 780 };

let world: TemplateWorld;
let browser: Browser;

beforeAll(async () => {
	world = await startTemplateWorld({ pollTimes: NEVER });
	browser = await openBrowser();
});
afterAll(async () => {
	await browser.close();
	await world.stop();
});
beforeEach(() => {
	world.sandbox.reset();
	world.crm.reset();
});

interface Report {
	mail: ReceivedMail;
	/** The text that a person reads in the HTML. */
	shown: string;
}

/** Runs the report; with settings, a copy of it in which they are filled in. */
async function report(settings?: TemplateSettings): Promise<Report> {
	const { n8n, mailbox, templates } = world;
	const { id: original } = templates['compliance-report'];
	const id = settings ? await publishCopy(n8n, original, settings) : original;
	const before = mailbox.mails.length;
	const { error } = await runToEnd(n8n.api, id, REPORT_TRIGGER);
	expect(error).toBeUndefined();
	const [mail, ...others] = mailbox.mails
		.slice(before)
		.filter(({ subject }) => subject.startsWith('Compliance'));
	if (!mail) throw new Error('There is no report.');
	expect(others).toEqual([]);
	return { mail, shown: await readOnPhone(mail, (page) => page.innerText('body')) };
}

/** Opens an e-mail in a browser as wide as a phone. */
async function readOnPhone<T>(
	mail: ReceivedMail,
	look: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<T>,
): Promise<T> {
	const page = await browser.newPage({ viewport: PHONE });
	await page.goto(`${world.mailboxPage.url}/mails/${world.mailbox.mails.indexOf(mail) + 1}`);
	const found = await look(page);
	await page.close();
	return found;
}

/** The rows of an attached spreadsheet, without their header. */
async function rowsOf({ files }: ReceivedMail, fileName: string): Promise<unknown[][]> {
	const file = files.find(({ name }) => name === fileName);
	if (!file) throw new Error(`There is no ${fileName}.`);
	const [sheet] = await readExcelFile(file.content);
	return (sheet?.data ?? []).slice(1);
}

/** A day from now as spreadsheets have it. */
const inDays = (days: number) =>
	new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const profileOf = ({ id }: { id: string }) => {
	const profile = world.sandbox.state.customers.get(id)?.profile;
	if (!profile) throw new Error(`The sandbox has no customer ${id}.`);
	return profile;
};

test('one e-mail says how many, and its spreadsheets have every row', async () => {
	const { mail, shown } = await report();

	expect(mail.to).toEqual(['operations@example.com']);
	expect(mail.subject).toBe(
		'Compliance: 6 agreements open, 70 seats unused, 3 subscriptions end within 60 days',
	);
	expect(shown).toMatch(/MCA pending\s+3 of 10/);
	expect(shown).toMatch(/Wide World Importers\s+Microsoft Americas\s+MCA pending/);
	expect(shown).toContain('Adventure Works Cycles: 24 unused');
	expect(shown).toMatch(/Microsoft 365 E3\s+12 of 50 seats/);
	expect(shown).toMatch(/Adventure Works Cycles\s+Visio Plan 2 Trial, quantity 25, trial/);
	expect(shown).toMatch(/in 45 days\s+does not renew/);
	expect(shown).toMatch(/in 30 days\s+renews itself/);
	expect(shown).not.toContain('Could not be read');
	expect(mail.text).toContain('- Proseware Editions, Microsoft 365 E3: 1 of 10 seats');

	const agreements = await rowsOf(mail, 'agreements.xlsx');
	expect(agreements).toHaveLength(10);
	expect(agreements.map((row) => row.slice(0, 4))).toContainEqual([
		northwind.companyName,
		'Microsoft Europe',
		'MCA pending',
		'customer',
	]);
	const seats = await rowsOf(mail, 'seats.xlsx');
	expect(seats).toContainEqual([
		alpineSki.companyName,
		SKUS.businessPremium.name,
		15,
		10,
		alpineSki.id,
	]);
	// No seat of these is free.
	expect(seats.map(([, license]) => license)).not.toContain(SKUS.powerBiPro.name);
	expect(await rowsOf(mail, 'subscriptions.xlsx')).toContainEqual([
		...[proseware.companyName, SKUS.businessPremium.name, 3],
		...[inDays(30), 30, 'yes', 'no', proseware.id],
	]);
	expect(world.sandbox.requests.map(({ method, path }) => method + path)).not.toContainEqual(
		expect.stringMatching(/^(PATCH|PUT|DELETE)|^POST\/v1/),
	);
});

test('the last of the days counts to its end, and the day after no longer', async () => {
	const subscriptions = [...world.sandbox.state.customers.values()].flatMap(
		(customer) => customer.subscriptions,
	);
	const [last, later, ...others] = subscriptions.filter(({ status }) => status === 'Active');
	Object.assign(last ?? {}, { endDate: `${inDays(60)}T23:59:59Z` });
	Object.assign(later ?? {}, { endDate: `${inDays(61)}T00:00:00Z` });
	for (const subscription of others) subscription.endDate = null;
	const { mail } = await report();

	const rows = await rowsOf(mail, 'subscriptions.xlsx');
	expect(rows.map(([, , , endsOn, daysLeft]) => [endsOn, daysLeft])).toEqual([[inDays(60), 60]]);
});

test('fits a phone, with names as they are, and loads nothing from elsewhere', async () => {
	const long =
		'Gesellschaftfuerkommunikationssystemeundtelefondienstleistungen GmbH & Co. <b>KG</b>';
	profileOf(proseware).companyName = long;
	profileOf(alpineSki).companyName = '{{ 1 + 1 }} "quoted" \\ company';
	const { mail, shown } = await report();

	expect(shown).toContain(long);
	expect(shown).toContain('{{ 1 + 1 }} "quoted" \\ company');
	const { width, bold, loads } = await readOnPhone(mail, async (page) => ({
		width: await page.evaluate<number>('document.documentElement.scrollWidth'),
		bold: await page.locator('b', { hasText: 'KG' }).count(),
		loads: await page.locator('img, link, script, iframe').count(),
	}));
	expect([width, bold, loads]).toEqual([PHONE.width, 0, 0]);
	expect(mail.html).not.toMatch(/url\(|https?:/);
});

test('what cannot be read is named, and the rest is reported', async () => {
	world.sandbox.inject({
		...{ kind: 'status', status: 403, times: 'always' },
		match: { operationId: 'getCustomerLicenses', path: northwind.id },
	});
	world.sandbox.inject({
		...{ kind: 'status', status: 400, times: 'always' },
		match: { operationId: 'getSubscriptions', path: proseware.id },
	});
	const { mail, shown } = await report();

	const idOf = (status: number) =>
		world.sandbox.requests.find((request) => request.status === status)?.headers[
			'x-correlation-id'
		] as string;
	expect(shown).toMatch(new RegExp(`Seats of ${northwind.companyName}: .*${idOf(403)}`));
	expect(shown).toMatch(new RegExp(`Subscriptions of ${proseware.companyName}: .*${idOf(400)}`));
	expect(mail.text).toMatch(new RegExp(`- Seats of ${northwind.companyName}: .*${idOf(403)}`));
	const seats = await rowsOf(mail, 'seats.xlsx');
	const customers = seats.map(([customer]) => customer);
	expect(customers).toContain(fabrikam.companyName);
	expect(customers).not.toContain(northwind.companyName);
	expect(await rowsOf(mail, 'subscriptions.xlsx')).toHaveLength(2);
});

test('leaves out excluded customers and licenses', async () => {
	const { mail } = await report({
		excludedCustomers: `${adventureWorks.domain}, ${fabrikam.id}, WIDE world importers`,
		excludedLicenses: SKUS.businessPremium.name.toUpperCase(),
	});

	const seats = await rowsOf(mail, 'seats.xlsx');
	expect(seats.map(([customer, license]) => [customer, license])).toEqual([
		[proseware.companyName, SKUS.microsoft365E3.name],
	]);
	const subscriptions = await rowsOf(mail, 'subscriptions.xlsx');
	expect(subscriptions.map(([customer]) => customer)).toEqual([proseware.companyName]);
	const paths = world.sandbox.requests.map(({ path }) => path);
	for (const { id } of [adventureWorks, fabrikam, wideWorld]) {
		expect(paths.filter((path) => path.includes(id))).toEqual([]);
	}
});

test('comes also when there is nothing to tell, to whom the settings name', async () => {
	for (const { placements } of world.sandbox.state.customers.values()) {
		for (const { agreement, skus } of placements.values()) {
			if (agreement) agreement.status = 'agreementcreated';
			for (const sku of skus.values()) sku.consumed = sku.total;
		}
	}
	const { mail, shown } = await report({ days: 0, to: 'management@example.com' });

	expect(mail.to).toEqual(['management@example.com']);
	expect(mail.subject).toBe(
		'Compliance: 0 agreements open, 0 seats unused, 0 subscriptions end within 0 days',
	);
	expect(shown.match(/None\./g)).toHaveLength(3);
	expect(mail.files.map(({ name }) => name)).toEqual(['agreements.xlsx']);
});

test('comes also when CloudCockpit shows no customer at all', async () => {
	world.sandbox.state.customers.clear();
	const { mail, shown } = await report();

	expect(mail.subject).toBe(
		'Compliance: 0 agreements open, 0 seats unused, 0 subscriptions end within 60 days',
	);
	expect(mail.text).toContain('Agreements not in place: 0 of 0');
	expect(shown.match(/None\./g)).toHaveLength(3);
});
