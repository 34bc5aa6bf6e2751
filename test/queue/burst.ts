import { randomUUID } from 'node:crypto';

import { callWebhook, type NewCustomer, type OnboardingAnswer } from '../../playground/onboarding';
import type { Sandbox } from '../../sandbox';
import { generatedCustomerId, generatedUserId, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import type { Intake } from './workflows';

const QUALIFICATION = 'Education';
const { skuId: SKU } = SKUS.microsoft365E3;
const { id: INSTANCE } = PROVIDER_INSTANCES.microsoftEurope;

/** What became of one customer, as its caller sees it. */
export interface Reply {
	customerId: string;
	/** The one that the caller gave. */
	correlationId: string;
	/** The HTTP status; undefined when the connection broke. */
	status?: number;
	/** Whether the answer says that this customer is onboarded, under this correlation ID. */
	saysDone: boolean;
}

/** Sends so many customers at once, each with a correlation ID of its own, and waits for all. */
export async function sendAtOnce(intake: Intake, count: number): Promise<Reply[]> {
	return await Promise.all(
		Array.from(
			{ length: count },
			async (_, index) => await send(intake, generatedCustomerId(index)),
		),
	);
}

async function send({ url, secret }: Intake, customerId: string): Promise<Reply> {
	const correlationId = randomUUID();
	const customer: NewCustomer = {
		customerId,
		providerInstanceId: INSTANCE,
		customerUserId: generatedUserId(0),
		qualification: QUALIFICATION,
		skuIds: [SKU],
	};
	try {
		const response = await callWebhook(url, customer, secret, {
			'x-correlation-id': correlationId,
		});
		const answer = asAnswer(await response.text());
		const isAboutIt = answer.customerId === customerId && answer.correlationId === correlationId;
		const saysDone = response.status === 200 && answer.outcome === 'onboarded' && isAboutIt;
		return { customerId, correlationId, status: response.status, saysDone };
	} catch {
		return { customerId, correlationId, saysDone: false };
	}
}

function asAnswer(text: string): Partial<OnboardingAnswer> {
	try {
		return JSON.parse(text) as Partial<OnboardingAnswer>;
	} catch {
		return {}; // n8n's own words, when it could not run the workflow
	}
}

/** What CloudCockpit holds of a customer of the burst. */
export function stateOf({ state }: Sandbox, customerId: string) {
	const placement = state.customers.get(customerId)?.placements.get(INSTANCE);
	return {
		isQualified: placement?.qualification === QUALIFICATION,
		isLicensed: placement?.users.get(generatedUserId(0))?.skuIds.has(SKU) === true,
	};
}
