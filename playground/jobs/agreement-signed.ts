import type { LoggedRequest } from '../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import type { DataTableRow } from '../n8n-tables';
import { type NewCustomer, ONBOARDINGS, onboardingOf } from '../onboarding';
import { SIGNER } from '../trigger';
import { untilThere } from '../wait';
import type { Job } from './job';
import type { TemplateWorld } from './world';

const { northwind } = CUSTOMERS;

/** Has users and seats, and a link to sign with. */
export const SIGNS_LATER: NewCustomer = {
	customerId: northwind.id,
	providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
	customerUserId: northwind.placements[0].users.stevenThorpe.id,
	qualification: 'Education',
	skuIds: [SKUS.businessPremium.skuId],
};

export const agreementSigned: Job = {
	template: 'agreement-signed',

	settings: ({ crm }) => ({ crmUrl: crm.url }),

	howToStart({ sandbox }) {
		const { customerId, providerInstanceId } = SIGNER;
		const event = { customerId, providerInstanceId, event: 'agreementCreated' };
		const lines = [
			`curl ${sandbox.url}/_sandbox/agreements`,
			"--header 'Content-Type: application/json'",
			`--data '${JSON.stringify(event)}'`,
		];
		return lines.join(' \\\n  ');
	},

	async run(world) {
		const { sandbox, crm, mailbox, n8n } = world;
		crm.reset();
		await n8n.api.removeTable(ONBOARDINGS);
		await happens(world, 'linkGenerated');
		const asked = mailbox.mails.length;
		const { answer } = await onboardingOf(world).send(SIGNS_LATER);
		const [request] = mailbox.mails.slice(asked);
		await untilPolled(world);

		const before = mailbox.mails.length;
		await happens(world, 'agreementCreated');
		const { row, crmId, mail } = await untilFinished(world, before);
		const name = northwind.companyName;
		return {
			happened: [
				{
					what: `${name} is sent to the webhook`,
					result: `${answer.outcome}, e-mail "${request?.subject}"`,
					asExpected:
						answer.outcome === 'waitingForSignature' &&
						request?.to.join() === answer.askedByEmail &&
						request !== undefined,
				},
				{
					what: `${name} signs: the onboarding goes on`,
					result: `${row.status}, correlation ID ${row.correlationId}`,
					asExpected: sandbox.audit.some(
						({ operation, correlationId, succeeded }) =>
							operation === 'updateUserLicenses' &&
							correlationId === answer.correlationId &&
							succeeded,
					),
				},
				{
					what: 'The CRM is told, its ID is kept in CloudCockpit',
					result: crmId,
					asExpected: crm.customers.get(northwind.id)?.crmId === crmId,
				},
				{ what: 'Sales is told', result: mail.subject, asExpected: mail.text.includes(crmId) },
			],
		};
	},
};

/** Lets something happen to the agreement, as it would in the portal. */
async function happens(
	{ sandbox }: TemplateWorld,
	event: 'linkGenerated' | 'agreementCreated',
): Promise<void> {
	const { customerId, providerInstanceId } = SIGNS_LATER;
	const response = await fetch(`${sandbox.url}/_sandbox/agreements`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ customerId, providerInstanceId, event }),
	});
	if (!response.ok) throw new Error(`The sandbox: ${response.status} ${await response.text()}`);
}

const isAnsweredPoll = ({ operationId, status }: LoggedRequest) =>
	operationId === 'getMcas' && status === 200;

/** Waits until the trigger has seen the agreements as they are now. */
export async function untilPolled({ sandbox }: TemplateWorld): Promise<void> {
	const now = Date.now();
	await untilThere('a poll', () =>
		sandbox.requests.find((request) => isAnsweredPoll(request) && request.at > now),
	);
}

/** Waits for all that a signature leads to, in whatever order it comes. */
async function untilFinished({ sandbox, mailbox, n8n }: TemplateWorld, mailsBefore: number) {
	const mail = await untilThere('the e-mail to sales', () =>
		mailbox.mails
			.slice(mailsBefore)
			.find(({ subject }) => subject.startsWith(northwind.companyName)),
	);
	const row = await untilThere('the onboarding', async () => {
		const rows: DataTableRow[] = await n8n.api.readTable(ONBOARDINGS);
		return rows.find(({ status }) => status === 'onboarded');
	});
	const crmId = await untilThere('the internal identifier', () => {
		const identifier = sandbox.state.customers.get(northwind.id)?.profile.internalIdentifier;
		return identifier === northwind.internalIdentifier ? undefined : (identifier ?? undefined);
	});
	return { row, crmId, mail };
}
