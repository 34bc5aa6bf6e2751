import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../sandbox/seed';
import { createCredentials, type WebhookSecret } from './credentials';
import type { Mailbox } from './mailbox';
import type { RunningN8n } from './n8n';
import type { WorkflowFile } from './n8n-api';

const WORKFLOW = join(__dirname, '..', 'examples', 'customer-onboarding.json');

/** What a caller sends to the webhook of the onboarding workflow. */
export interface NewCustomer {
	customerId: string;
	providerInstanceId: string;
	customerUserId: string;
	qualification: string;
	skuIds: string[];
}

/** What the workflow answers; the fields beside `outcome` depend on it. */
export interface OnboardingAnswer {
	outcome: 'onboarded' | 'waitingForSignature' | 'waitingForYou' | 'failed';
	customerId: string;
	/** Under which CloudCockpit's audit log has the request; absent when none was sent. */
	correlationId?: string;
	qualification?: string;
	assigned?: string[];
	agreementStatus?: string;
	/** The same as the portal says it. */
	statusLabel?: string;
	askedByEmail?: string;
	/** The node that failed. */
	step?: string;
	message?: string;
	/** What the message leaves out: what to do, the fields that were refused, where to look. */
	details?: string;
}

export interface Onboarding {
	workflowId: string;
	workflowName: string;
	webhookUrl: string;
	/** Made anew at every start. */
	secret: WebhookSecret;
	send(customer: NewCustomer): Promise<{ httpStatus: number; answer: OnboardingAnswer }>;
}

/** Brings the onboarding template to life: its three credentials, the workflow, its webhook. */
export async function loadOnboarding(
	n8n: RunningN8n,
	sandbox: Sandbox,
	mailbox: Mailbox,
): Promise<Onboarding> {
	const secret = await createCredentials(n8n, sandbox, mailbox);
	const workflow = JSON.parse(await readFile(WORKFLOW, 'utf8')) as WorkflowFile;
	const workflowId = await n8n.publish(workflow);
	const webhookUrl = `${n8n.url}/webhook/onboard-customer`;
	return {
		workflowId,
		workflowName: workflow.name,
		webhookUrl,
		secret,
		async send(customer) {
			const response = await callWebhook(webhookUrl, customer, secret);
			return {
				httpStatus: response.status,
				answer: (await response.json()) as OnboardingAnswer,
			};
		},
	};
}

/** Sends a customer to a webhook, with the header of the secret or, left out, like anybody. */
export async function callWebhook(
	url: string,
	customer: NewCustomer,
	secret?: WebhookSecret,
): Promise<Response> {
	return await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(secret && { [secret.name]: secret.value }),
		},
		body: JSON.stringify(customer),
	});
}

export interface DemoCustomer {
	name: string;
	/** Why this one ends as it does. */
	story: string;
	customer: NewCustomer;
	expected: Pick<OnboardingAnswer, 'outcome' | 'step'>;
}

const { fabrikam, northwind, litware, proseware, adventureWorks, blueYonder } = CUSTOMERS;
const europe = PROVIDER_INSTANCES.microsoftEurope.id;

/** Six customers of the sandbox that take every way through the workflow. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
	{
		name: fabrikam.companyName,
		story: 'has just signed',
		customer: {
			customerId: fabrikam.id,
			providerInstanceId: europe,
			customerUserId: fabrikam.placements[0].users.markHanson.id,
			qualification: 'Education',
			skuIds: [SKUS.microsoft365E3.skuId],
		},
		expected: { outcome: 'onboarded' },
	},
	{
		name: northwind.companyName,
		story: 'has accepted meanwhile',
		customer: {
			customerId: northwind.id,
			providerInstanceId: europe,
			customerUserId: northwind.placements[0].users.stevenThorpe.id,
			qualification: 'Education',
			skuIds: [SKUS.businessPremium.skuId],
		},
		expected: { outcome: 'waitingForYou' },
	},
	{
		name: litware.companyName,
		story: 'has let the link expire',
		customer: {
			customerId: litware.id,
			providerInstanceId: europe,
			// It has none yet: licenses come after the signature.
			customerUserId: fabrikam.placements[0].users.markHanson.id,
			qualification: 'Education',
			skuIds: [SKUS.businessPremium.skuId],
		},
		expected: { outcome: 'waitingForSignature' },
	},
	{
		name: proseware.companyName,
		story: 'has no seat left',
		customer: {
			customerId: proseware.id,
			providerInstanceId: europe,
			customerUserId: proseware.placements[0].users.rolandWacker.id,
			qualification: 'StateOwnedEntity',
			skuIds: [SKUS.businessPremium.skuId],
		},
		expected: { outcome: 'failed', step: 'Assign the licenses' },
	},
	{
		name: adventureWorks.companyName,
		story: 'its user has no location',
		customer: {
			customerId: adventureWorks.id,
			providerInstanceId: europe,
			customerUserId: adventureWorks.placements[0].users.luisBonifaz.id,
			qualification: 'GovernmentCommunityCloud',
			skuIds: [SKUS.microsoft365E3.skuId],
		},
		expected: { outcome: 'failed', step: 'Assign the licenses' },
	},
	{
		name: blueYonder.companyName,
		story: 'is no Microsoft customer',
		customer: {
			customerId: blueYonder.id,
			providerInstanceId: PROVIDER_INSTANCES.generic.id,
			customerUserId: fabrikam.placements[0].users.markHanson.id,
			qualification: 'Education',
			skuIds: [SKUS.microsoft365E3.skuId],
		},
		expected: { outcome: 'failed', step: 'Refresh the agreement' },
	},
];
