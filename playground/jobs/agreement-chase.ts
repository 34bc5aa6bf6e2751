import { PROVIDER_INSTANCES } from '../../sandbox/seed';
import type { CustomerRecord, SandboxState } from '../../sandbox/state';
import type { ReceivedMail } from '../mailbox';
import { runToEnd } from '../run';
import type { Job } from './job';

/** The data table in which the workflow remembers its reminders. */
export const REMINDERS = 'CloudCockpit reminders';
export const CHASE_TRIGGER = 'Weekday mornings';

/** Tells the workflow's reminders from what others send. */
export const isReminder = ({ subject }: ReceivedMail): boolean =>
	/^(Please accept|Reminder: please accept|Please call) /.test(subject);
export const isSummary = ({ subject }: ReceivedMail): boolean =>
	subject.startsWith('Unsigned agreements: ');

export const agreementChase: Job = {
	template: 'agreement-chase',

	howToStart: ({ templates }) =>
		`open ${templates['agreement-chase'].url} and choose Execute workflow`,

	async run({ sandbox, mailbox, n8n, templates }) {
		await n8n.api.removeTable(REMINDERS);
		const before = mailbox.mails.length;
		const waited = openAgreements(sandbox.state).map(({ who }) => who);
		await runToEnd(n8n.api, templates['agreement-chase'].id, CHASE_TRIGGER);
		const mails = mailbox.mails.slice(before);
		const reminders = mails.filter(isReminder);
		const summary = mails.find(isSummary);
		const stillOpen = new Map(openAgreements(sandbox.state).map((open) => [open.who, open]));
		const happened = waited.map((who) => {
			const open = stillOpen.get(who);
			const companyName = who.slice(0, who.lastIndexOf(' ('));
			const to = reminders.find(({ subject }) => subject.includes(companyName))?.to.join(', ');
			const result = to ? `reminded: ${to}` : 'not reminded';
			const isTold = summary?.text.includes(who) ?? false;
			if (!open) return { what: `${who} has signed`, result, asExpected: !to && !isTold };
			if (open.status !== 'customeraccepted') {
				return {
					what: `${who} has yet to accept`,
					result,
					asExpected: isTold && to === open.email,
				};
			}
			return { what: `${who} has accepted, and waits for you`, result, asExpected: isTold && !to };
		});
		return { happened };
	},
};

interface OpenAgreement {
	/** As the summary names it. */
	who: string;
	email: string;
	status: string;
}

/** The agreements that are not in place, as they are in the sandbox now. */
function openAgreements({ customers }: SandboxState): OpenAgreement[] {
	return [...customers.values()].flatMap(({ profile, placements }: CustomerRecord) =>
		[...placements.values()].flatMap(({ agreement, providerInstanceId }) => {
			if (!agreement || agreement.status === 'agreementcreated') return [];
			const instances = Object.values(PROVIDER_INSTANCES);
			const instance = instances.find(({ id }) => id === providerInstanceId);
			return [
				{
					who: `${profile.companyName} (${instance?.alias})`,
					email: profile.email ?? '',
					status: agreement.status,
				},
			];
		}),
	);
}
