import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { decide } from '../approval';
import { FORM_LOGIN } from '../credentials';
import { type FormLogin, sendForm } from '../forms';
import { readSpreadsheet, type Rows, writeSpreadsheet } from '../spreadsheet';
import { nextMails } from '../wait';
import type { Job } from './job';
import type { TemplateWorld } from './world';

const { adventureWorks, proseware } = CUSTOMERS;
const { microsoft365E3, exchangeOnline, businessPremium } = SKUS;

/** A spreadsheet as people have them, and what is to become of each row. */
const ROWS: ReadonlyArray<{ cells: Rows[number]; result?: 'applied' | 'refused' | 'not sent' }> = [
	{ cells: ['Customer', ' User', 'ASSIGN', 'Remove '] },
	{
		cells: [
			adventureWorks.domain,
			' Terry.Adams@adventure-works.example.com ',
			`${microsoft365E3.name.toLowerCase()}, ${exchangeOnline.skuId},`,
			null,
		],
		result: 'applied',
	},
	{ cells: [null, ' ', null, null] },
	{
		cells: [
			adventureWorks.id.toUpperCase(),
			'pilar.ackerman@adventure-works.example.com',
			null,
			exchangeOnline.name,
		],
		result: 'applied',
	},
	{
		cells: [
			adventureWorks.domain,
			'luis.bonifaz@adventure-works.example.com',
			businessPremium.name,
			null,
		],
		result: 'refused',
	},
	{
		cells: [proseware.domain, 'roland.wacker@proseware.example.com', businessPremium.name, null],
		result: 'not sent',
	},
	{
		cells: ['Contoso', 'somebody@contoso.example.com', microsoft365E3.name, null],
		result: 'not sent',
	},
	{ cells: [proseware.domain, null, microsoft365E3.name, null], result: 'not sent' },
];

export const SPREADSHEET: Rows = ROWS.map(({ cells }) => cells);

/** Uploads a spreadsheet as somebody does in the form; without a login like anybody. */
export async function sendSpreadsheet(
	{ n8n }: Pick<TemplateWorld, 'n8n'>,
	rows: Rows,
	login: FormLogin | null = FORM_LOGIN,
): Promise<Response> {
	const file = { name: 'licenses.xlsx', content: await writeSpreadsheet(rows) };
	return await sendForm(formUrl(n8n.url), [file], login ?? undefined);
}

const formUrl = (n8nUrl: string) => `${n8nUrl}/form/bulk-licenses`;

export const bulkLicenses: Job = {
	template: 'bulk-licenses',
	howToStart: ({ n8n }) =>
		`${formUrl(n8n.url)}   (log in as ${FORM_LOGIN.user}, password ${FORM_LOGIN.password})`,
	async run(world) {
		const nextMail = nextMails(world.mailbox);
		await sendSpreadsheet(world, SPREADSHEET);
		const plan = await nextMail();
		const sentBefore = world.sandbox.audit.length;
		await decide(plan, 'Approve');
		const { files } = await nextMail();
		const results = files[0] ? await readSpreadsheet(files[0]) : [];
		const carriedOut = world.sandbox.audit.filter(({ succeeded }) => succeeded);
		const expected = ROWS.flatMap(({ result }, index) =>
			result ? [{ row: index + 1, result }] : [],
		);
		return {
			happened: [
				{
					what: `The plan, to ${plan.to.join()}`,
					result: plan.subject,
					asExpected: sentBefore === 0,
				},
				...expected.map(({ row, result }) => {
					const found = results.find(({ Row }) => Row === row);
					const isDone = carriedOut.some(
						({ correlationId }) => correlationId === found?.['Correlation ID'],
					);
					return {
						what: `Row ${row}, ${String(found?.User ?? 'no user')}`,
						result: `${String(found?.Result)}: ${String(found?.Why)}`,
						asExpected: found?.Result === result && isDone === (result === 'applied'),
					};
				}),
			],
		};
	},
};
