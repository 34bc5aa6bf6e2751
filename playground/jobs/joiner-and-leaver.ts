import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { decide } from '../approval';
import { FORM_LOGIN } from '../credentials';
import { type FormLogin, sendForm } from '../forms';
import { nextMails } from '../wait';
import type { Job } from './job';
import type { TemplateWorld } from './world';

/** The forms by the last part of their address, with their fields in order. */
const FORMS = {
	joiner: ['Customer', 'User', 'Country', 'Licenses'],
	leaver: ['Customer', 'User'],
	'give-back': ['Reference'],
} as const;
type FormName = keyof typeof FORMS;
type FormFields = Partial<Readonly<Record<(typeof FORMS)[FormName][number], string>>>;

/** The Data Table in which the workflow keeps what it has taken. */
export const TAKEN_LICENSES = 'CloudCockpit taken licenses';

/** Fills in one of the forms and sends it; without a login like anybody. */
export async function sendPersonForm(
	{ n8n }: Pick<TemplateWorld, 'n8n'>,
	name: FormName,
	fields: FormFields,
	login: FormLogin | null = FORM_LOGIN,
): Promise<Response> {
	const texts = FORMS[name].map((field) => fields[field] ?? '');
	return await sendForm(`${n8n.url}/form/${name}`, texts, login ?? undefined);
}

/** The names of the licenses that a user of the sandbox holds. */
export function licensesOf({ sandbox }: Pick<TemplateWorld, 'sandbox'>, email: string): string[] {
	const user = [...sandbox.state.customers.values()]
		.flatMap(({ placements }) => [...placements.values()])
		.flatMap(({ users }) => [...users.values()])
		.find((candidate) => candidate.email === email);
	const nameOf = (id: string) => Object.values(SKUS).find(({ skuId }) => skuId === id)?.name ?? id;
	return [...(user?.skuIds ?? [])].map(nameOf).sort();
}

const { domain } = CUSTOMERS.adventureWorks;
const JOINER = `luis.bonifaz@${domain}`;
const PILAR = `pilar.ackerman@${domain}`;

/** The form of the leaver. */
export const LEAVER = { Customer: domain, User: PILAR };

export const joinerAndLeaver: Job = {
	template: 'joiner-and-leaver',
	settings: ({ directory }) => ({ graphUrl: directory.url }),
	howToStart: ({ n8n }) =>
		`${n8n.url}/form/joiner, …/leaver, …/give-back   (log in as ${FORM_LOGIN.user}, password ${FORM_LOGIN.password})`,
	async run(world) {
		await world.n8n.api.removeTable(TAKEN_LICENSES);
		const nextMail = nextMails(world.mailbox);
		const { microsoft365E3 } = SKUS;
		const held = licensesOf(world, PILAR).join(', ');
		const line = (what: string, result: string, email: string, expected: string) => ({
			what,
			result,
			asExpected: licensesOf(world, email).join(', ') === expected,
		});

		const joiner = { Customer: domain, User: JOINER, Country: 'de', Licenses: microsoft365E3.name };
		await sendPersonForm(world, 'joiner', joiner);
		const joined = await nextMail();
		const happened = [line('Luis joins', joined.subject, JOINER, microsoft365E3.name)];

		await sendPersonForm(world, 'leaver', LEAVER);
		const request = await nextMail();
		happened.push(line('Pilar leaves', request.subject, PILAR, held));
		await decide(request, 'Approve');
		happened.push(line('The approval', (await nextMail()).subject, PILAR, ''));

		await sendPersonForm(world, 'give-back', { Reference: PILAR });
		happened.push(line('Pilar stays after all', (await nextMail()).subject, PILAR, held));
		await sendPersonForm(world, 'give-back', { Reference: PILAR });
		happened.push(line('The same once more', (await nextMail()).subject, PILAR, held));
		return { happened };
	},
};
