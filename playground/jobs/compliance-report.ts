import type { SandboxState } from '../../sandbox/state';
import type { ReceivedMail } from '../mailbox';
import { runToEnd } from '../run';
import type { Job } from './job';

export const REPORT_TRIGGER = 'Monday morning';
const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 60;

export const complianceReport: Job = {
	template: 'compliance-report',

	howToStart: ({ templates }) =>
		`open ${templates['compliance-report'].url} and choose Execute workflow`,

	async run({ sandbox, mailbox, n8n, templates }) {
		const before = mailbox.mails.length;
		await runToEnd(n8n.api, templates['compliance-report'].id, REPORT_TRIGGER);
		const mail = mailbox.mails
			.slice(before)
			.find(({ subject }) => subject.startsWith('Compliance'));
		const { open, unused, ending } = countsOf(sandbox.state);
		return {
			happened: [
				told(mail, 'Agreements not in place', `${open} agreements open`),
				told(mail, 'Paid seats that nobody uses', `${unused} seats unused`),
				told(mail, 'Subscriptions that end', `${ending} subscriptions end within 60 days`),
				{
					what: 'Spreadsheets with all rows',
					result: mail?.files.map(({ name }) => name).join(', ') ?? 'none',
					asExpected: mail?.files.length === 3,
				},
			],
		};
	},
};

/** Whether the e-mail names the number that the sandbox has. */
function told(mail: ReceivedMail | undefined, what: string, count: string) {
	return { what, result: count, asExpected: mail?.subject.includes(count) ?? false };
}

/** What the report must come to, counted in the sandbox itself. */
function countsOf({ customers }: SandboxState) {
	const all = [...customers.values()];
	const placements = all.flatMap((customer) => [...customer.placements.values()]);
	const skus = placements.flatMap((placement) => [...placement.skus.values()]);
	const subscriptions = all.flatMap((customer) => customer.subscriptions);
	return {
		open: placements.filter(({ agreement }) => agreement && agreement.status !== 'agreementcreated')
			.length,
		unused: skus.reduce((sum, { total, suspended, consumed }) => {
			return sum + Math.max(0, total - suspended - consumed);
		}, 0),
		ending: subscriptions.filter(
			({ status, endDate }) =>
				status === 'Active' &&
				endDate !== null &&
				Date.parse(endDate) <= Date.now() + SOON_DAYS * DAY_MS,
		).length,
	};
}
