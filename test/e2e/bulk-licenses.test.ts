import writeExcelFile from 'write-excel-file/node';

import { basicAuth, sendForm } from '../../playground/forms';
import { FORM_LOGIN } from '../../playground/credentials';
import { decide } from '../../playground/approval';
import { sendSpreadsheet } from '../../playground/jobs/bulk-licenses';
import { licensesOf } from '../../playground/jobs/joiner-and-leaver';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import type { ReceivedMail } from '../../playground/mailbox';
import { readSpreadsheet, type Rows } from '../../playground/spreadsheet';
import { NEVER } from '../../playground/trigger';
import { nextMails } from '../../playground/wait';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

const { adventureWorks, proseware } = CUSTOMERS;
const { microsoft365E3: E3, exchangeOnline: EXCHANGE, powerBiPro: POWER_BI } = SKUS;
const TERRY = `terry.adams@${adventureWorks.domain}`;
const PILAR = `pilar.ackerman@${adventureWorks.domain}`;
const LUIS = `luis.bonifaz@${adventureWorks.domain}`;
const ROLAND = `roland.wacker@${proseware.domain}`;
const HEADER = ['Customer', 'User', 'Assign', 'Remove'];

let world: TemplateWorld;
let nextMail: () => Promise<ReceivedMail>;

beforeAll(async () => {
	world = await startTemplateWorld({
		settings: { 'bulk-licenses': { maxChanges: 5 } },
		pollTimes: NEVER,
	});
});
afterAll(async () => {
	await world.stop();
});
beforeEach(() => {
	world.sandbox.reset();
	nextMail = nextMails(world.mailbox);
});

/** What was sent to change something. */
const changes = () =>
	world.sandbox.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/v1/'));

/** Sends a spreadsheet and gives the e-mail that comes of it. */
async function plan(...rows: Rows): Promise<ReceivedMail> {
	expect((await sendSpreadsheet(world, rows)).status).toBe(200);
	return await nextMail();
}

/** Approves a plan, and gives the e-mail with the result and the rows of its file. */
async function approve(mail: ReceivedMail, comment?: string) {
	await decide(mail, 'Approve', comment);
	const report = await nextMail();
	const [file] = report.files;
	if (!file) throw new Error(`"${report.subject}" has no file.`);
	return { report, file, results: await readSpreadsheet(file) };
}

const textOf = ({ html }: ReceivedMail) => html.replaceAll('&quot;', '"');
const placementOf = (customer: { id: string }) => {
	const found = world.sandbox.state.customers.get(customer.id);
	const placement = found?.placements.get(PROVIDER_INSTANCES.microsoftEurope.id);
	if (!placement) throw new Error('The sandbox has no such customer.');
	return placement;
};

// The first test: it counts all executions.
test('who has no login sees no form and sends none', async () => {
	const form = `${world.n8n.url}/form/bulk-licenses`;
	const rows = [HEADER, [adventureWorks.domain, TERRY, E3.name, null]];
	const wrong = { ...FORM_LOGIN, password: 'wrong' };

	expect((await fetch(form)).status).toBe(401);
	expect((await fetch(form, { headers: { authorization: basicAuth(wrong) } })).status).toBe(401);
	expect((await sendSpreadsheet(world, rows, null)).status).toBe(401);
	expect((await sendSpreadsheet(world, rows, wrong)).status).toBe(401);

	expect((await fetch(form, { headers: { authorization: basicAuth(FORM_LOGIN) } })).status).toBe(
		200,
	);
	expect(await world.n8n.api.countEnded(world.templates['bulk-licenses'].id)).toBe(0);
	expect(world.sandbox.requests).toEqual([]);
});

test('a spreadsheet as people have them: planned, approved, applied, and every row reported', async () => {
	const mail = await plan(
		['Customer ', ' USER', 'assign', 'Remove'],
		[` ${adventureWorks.domain} `, ` ${TERRY.toUpperCase()}`, `${E3.skuId},  power bi pro ,`, null],
		[null, '  ', null, null],
		[adventureWorks.id.toUpperCase(), TERRY, `${E3.name}, ${EXCHANGE.name}`, null],
		[adventureWorks.domain, LUIS, E3.name, null],
		['Nowhere Ltd', '<b>@nowhere.example.com', E3.name, null],
		[adventureWorks.domain, PILAR, null, `${EXCHANGE.name}`],
		[adventureWorks.domain, null, 'Visio Plan 2', null],
	);

	expect(mail.to).toEqual(['licenses@example.com']);
	expect(mail.subject).toBe('Licenses to approve: licenses.xlsx, 3 of 6 rows');
	for (const line of [
		'3 of 6 rows can be done.',
		'Row 4: Would assign Microsoft 365 E3 (12 of 50 seats free), Exchange Online (Plan 1) (7 of 10 seats free) to Terry Adams (Adventure Works Cycles).',
		'Row 5: Would assign Microsoft 365 E3 (12 of 50 seats free) to Luis Bonifaz (Adventure Works Cycles).',
		'Row 7: Would remove Exchange Online (Plan 1) from Pilar Ackerman (Adventure Works Cycles).',
		`2 x Microsoft 365 E3 (${adventureWorks.domain}, 12 free)`,
		`1 x Exchange Online (Plan 1) (${adventureWorks.id.toUpperCase()}, 7 free)`,
		`Row 2 (${TERRY.toUpperCase()}): No seat of Power BI Pro is free (of 5).`,
		'Row 6 (‹b›@nowhere.example.com): No customer has the domain "Nowhere Ltd".',
		'Row 8 (no user): User must be filled in, but is empty.',
	]) {
		expect(textOf(mail)).toContain(line);
	}
	expect(textOf(mail)).not.toContain('Row 3');
	expect(textOf(mail).match(/does not document/g)).toHaveLength(1);
	expect(changes()).toEqual([]);

	const { report, file, results } = await approve(mail, 'Go ahead');
	expect(report.to).toEqual(['operations@example.com']);
	expect(report.subject).toBe('Licenses changed: licenses.xlsx, 2 of 6 rows');
	expect(report.text).toContain('Go ahead');
	expect(report.text).toContain('Applied: 2. Refused by CloudCockpit: 1. Not sent: 3. Unknown: 0.');
	expect(report.html).toContain('&lt;b&gt;@nowhere.example.com');
	expect(report.html).not.toContain('<b>');
	expect(file.name).toBe('licenses - result.xlsx');
	expect(results.map(({ Row, User, Result }) => [Row, User, Result])).toEqual([
		[2, TERRY.toUpperCase(), 'not sent'],
		[4, TERRY, 'applied'],
		[5, LUIS, 'refused'],
		[6, '<b>@nowhere.example.com', 'not sent'],
		[7, PILAR, 'applied'],
		[8, null, 'not sent'],
	]);
	expect(results[1]?.Why).toBe(
		'Assigned Microsoft 365 E3, Exchange Online (Plan 1) to Terry Adams (Adventure Works Cycles)',
	);
	expect(results[2]?.Why).toContain('Luis Bonifaz has no location');
	expect(report.text).toContain('Luis Bonifaz has no location');
	const refusedOrApplied = [1, 2, 4].map((index) => results[index]?.['Correlation ID']);
	expect(world.sandbox.audit.map(({ correlationId }) => correlationId).sort()).toEqual(
		refusedOrApplied.sort(),
	);
	expect(licensesOf(world, TERRY)).toEqual([EXCHANGE.name, E3.name]);
	expect(licensesOf(world, PILAR)).toEqual([E3.name]);
});

test('columns without a name and those of others do no harm', async () => {
	const mail = await plan(
		['Customer', null, 'User', 'Notes', null, 'Assign', 'Remove'],
		[adventureWorks.domain, 'x', TERRY, 'from Monday on', 'y', E3.name, null],
	);

	expect(mail.subject).toBe('Licenses to approve: licenses.xlsx, 1 of 1 rows');
	expect(textOf(mail)).toContain('Row 2: Would assign Microsoft 365 E3');
});

test('a plan that is declined changes nothing, and the team is told', async () => {
	const mail = await plan(HEADER, [adventureWorks.domain, TERRY, E3.name, null]);
	await decide(mail, 'Decline', 'Not this month');

	const answer = await nextMail();
	expect(answer.to).toEqual(['operations@example.com']);
	expect(answer.subject).toBe('Licenses not changed: licenses.xlsx');
	expect(answer.text).toContain('declined');
	expect(answer.text).toContain('Not this month');
	expect(changes()).toEqual([]);
});

test('what has changed between plan and approval is not sent, and the rest is', async () => {
	const mail = await plan(
		HEADER,
		[adventureWorks.domain, TERRY, E3.name, null],
		[proseware.domain, ROLAND, E3.name, null],
		[adventureWorks.domain, PILAR, null, E3.name],
	);
	// Terry Adams was deleted and made anew; the last seat of Proseware has gone.
	const { users } = placementOf(adventureWorks);
	for (const terry of [...users.values()].filter(({ email }) => email === TERRY)) {
		users.delete(terry.id);
		const id = '7f3a1c58-2d90-4b6e-9c41-5e8d0a7b2f63';
		users.set(id, { ...terry, id });
	}
	const seats = placementOf(proseware).skus.get(E3.skuId);
	if (seats) seats.consumed = seats.total;

	const { results } = await approve(mail);
	expect(results.map(({ Row, Result }) => [Row, Result])).toEqual([
		[2, 'not sent'],
		[3, 'not sent'],
		[4, 'applied'],
	]);
	expect(results[0]?.Why).toContain('no longer the one that was approved');
	expect(results[1]?.Why).toContain('No seat of Microsoft 365 E3 is free');
	expect(changes()).toHaveLength(1);
	expect(licensesOf(world, PILAR)).toEqual([EXCHANGE.name]);
	expect(licensesOf(world, TERRY)).toEqual([]);
});

test('an update without an answer is reported as unknown, with its correlation ID', async () => {
	const mail = await plan(HEADER, [adventureWorks.domain, TERRY, E3.name, null]);
	const match = { operationId: 'updateUserLicenses' } as const;
	world.sandbox.inject({ kind: 'status', status: 500, applied: true, match });

	const { report, results } = await approve(mail);
	expect(results).toEqual([expect.objectContaining({ Row: 2, Result: 'unknown' })]);
	expect(report.subject).toBe('Licenses changed: licenses.xlsx, 0 of 1 rows');
	expect(report.text).toContain('Unknown: 1.');
	expect(changes().map(({ headers }) => headers['x-correlation-id'])).toEqual([
		results[0]?.['Correlation ID'],
	]);
});

test('the same file twice, approved twice: once its effect', async () => {
	const rows = [
		HEADER,
		[adventureWorks.domain, TERRY, E3.name, null],
		[proseware.domain, ROLAND, E3.name, null],
	];
	const { consumed = 0 } = placementOf(adventureWorks).skus.get(E3.skuId) ?? {};
	const [first, second] = [await plan(...rows), await plan(...rows)];
	await decide(first, 'Approve');
	await nextMail();
	const { results } = await approve(second);
	// CloudCockpit does not tell who holds what: only the seats show that it has been done.
	expect(results.map(({ Result }) => Result)).toEqual(['applied', 'not sent']);
	expect(results[1]?.Why).toContain('No seat of Microsoft 365 E3 is free');
	expect(placementOf(adventureWorks).skus.get(E3.skuId)?.consumed).toBe(consumed + 1);
	expect(licensesOf(world, TERRY)).toEqual([E3.name]);
	expect(licensesOf(world, ROLAND)).toEqual([E3.name]);
});

test('with a column Held, users keep what is not named, however CloudCockpit reads a list', async () => {
	world.sandbox.configure({ licenseReading: 'whole' });
	const mail = await plan(
		[...HEADER, 'Held'],
		[adventureWorks.domain, PILAR, null, EXCHANGE.name, `${E3.name}, ${EXCHANGE.name}`],
		[adventureWorks.domain, TERRY, E3.name, null, 'None'],
		[adventureWorks.domain, `annette.hill@${adventureWorks.domain}`, EXCHANGE.name, null, null],
	);
	expect(textOf(mail)).toContain(
		'Row 2: Would remove Exchange Online (Plan 1) from Pilar Ackerman (Adventure Works Cycles); keeps Microsoft 365 E3.',
	);
	expect(textOf(mail)).not.toContain('does not document');
	expect(textOf(mail)).toMatch(/Row 4 \(annette.hill@.*\): Licenses Held must list/);

	await approve(mail);
	expect(licensesOf(world, PILAR)).toEqual([E3.name]);
	expect(licensesOf(world, TERRY)).toEqual([E3.name]);
});

test('more changes than Settings allow: nobody is asked, nothing is sent', async () => {
	const row = [adventureWorks.domain, TERRY, E3.name, null];
	const mail = await plan(HEADER, row, row, row, row, row, row);

	expect(mail.to).toEqual(['operations@example.com']);
	expect(mail.subject).toBe('Licenses that cannot be changed: licenses.xlsx, 6 of 6 rows');
	expect(mail.text).toContain('more than 5');
	expect(mail.html).toBe('');
	expect(changes()).toEqual([]);
});

test.each<[what: string, rows: Rows, told: string]>([
	['nothing at all', [], 'has no row below its column names'],
	['no row', [HEADER, [null, ' ', null, null]], 'has no row below its column names'],
	['no row that can be done', [HEADER, [POWER_BI.name]], 'No row can be done'],
	[
		'other columns',
		[
			['Kunde', 'Benutzer'],
			['a', 'b'],
		],
		'must have the column names',
	],
	[
		'a column twice',
		[
			[...HEADER, 'assign '],
			[adventureWorks.domain, TERRY, E3.name, null, EXCHANGE.name],
		],
		'has a column name twice',
	],
])('a spreadsheet with %s is answered, and nobody is asked', async (_what, rows, told) => {
	const mail = await plan(...rows);

	expect(mail.to).toEqual(['operations@example.com']);
	expect(mail.text).toContain(told);
	expect(mail.html).toBe('');
	expect(changes()).toEqual([]);
});

test('a first row that is coloured and has no text is answered with what must be in it', async () => {
	const texts = [HEADER, [adventureWorks.domain, TERRY, E3.name]];
	const cells = texts.map((row) => row.map((value) => ({ value })));
	const content = await writeExcelFile([[{ backgroundColor: '#dddddd' }], ...cells]).toBuffer();
	const file = { name: 'licenses.xlsx', content };
	await sendForm(`${world.n8n.url}/form/bulk-licenses`, [file], FORM_LOGIN);

	expect((await nextMail()).text).toContain('must have the column names Customer and User');
});

test('a file that is no spreadsheet is told by the error workflow', async () => {
	const file = { name: 'licenses.xlsx', content: Buffer.from('PK\u0003\u0004 cut off') };
	await sendForm(`${world.n8n.url}/form/bulk-licenses`, [file], FORM_LOGIN);
	expect((await nextMail()).subject).toBe(
		'Bulk licenses from a spreadsheet: failed at "Read the spreadsheet"',
	);
});
