import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../sandbox/seed';
import type { WebhookSecret } from './credentials';
import type { TemplateWorld } from './jobs/world';

/** Where the onboarding template keeps its requests. */
export const ONBOARDINGS = 'CloudCockpit onboardings';

/** What a caller sends to the webhook of the onboarding template. */
export interface NewCustomer {
	customerId: string;
	providerInstanceId: string;
	customerUserId: string;
	qualification: string;
	skuIds: string[];
	/** Under which the audit log is to have it; also taken from the header `X-Correlation-Id`. */
	correlationId?: string;
}

/** What the template answers; the fields beside `outcome` depend on it. */
export interface OnboardingAnswer {
	outcome:
		| 'onboarded'
		| 'alreadyOnboarded'
		| 'alreadyRunning'
		| 'waitingForSignature'
		| 'waitingForYou'
		| 'failed';
	customerId: string;
	/** Under which CloudCockpit's audit log has the requests; absent when the input was wrong. */
	correlationId?: string;
	qualification?: string;
	assigned?: string[];
	/** When the same request was carried out before. */
	onboardedAt?: string;
	agreementStatus?: string;
	/** The same as the portal says it. */
	statusLabel?: string;
	askedByEmail?: string;
	/** The node that failed. */
	step?: string;
	message?: string;
	/** What the message leaves out: what to do, the fields that were refused, where to look. */
	details?: string;
	/** What is wrong with the input. */
	errors?: Array<{ field: string; message: string }>;
}

export interface Onboarding {
	workflowId: string;
	workflowName: string;
	webhookUrl: string;
	/** Made anew at every start. */
	secret: WebhookSecret;
	send(customer: NewCustomer): Promise<{ httpStatus: number; answer: OnboardingAnswer }>;
}

/** The onboarding template of a world, as its callers see it. */
export function onboardingOf({ n8n, templates, secret }: TemplateWorld): Onboarding {
	const { id, name } = templates['customer-onboarding'];
	const webhookUrl = `${n8n.url}/webhook/onboard-customer`;
	return {
		workflowId: id,
		workflowName: name,
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

/** Sends JSON to a webhook, with the header of the secret or, left out, like anybody. */
export async function callWebhook(
	url: string,
	body: unknown,
	secret?: WebhookSecret,
	headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
	return await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(secret && { [secret.name]: secret.value }),
			...headers,
		},
		body: JSON.stringify(body),
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

/** Six customers of the sandbox that take every way through the template. */
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
