import {
	DEMO_CUSTOMERS,
	type DemoCustomer,
	ONBOARDINGS,
	type Onboarding,
	type OnboardingAnswer,
	onboardingOf,
} from '../onboarding';
import { untilThere } from '../wait';
import type { Job, JobResult } from './job';
import type { TemplateWorld } from './world';

export const customerOnboarding: Job = {
	template: 'customer-onboarding',

	howToStart(world) {
		const { webhookUrl, secret } = onboardingOf(world);
		const lines = [
			`curl ${webhookUrl}`,
			`--header '${secret.name}: ${secret.value}'`,
			"--header 'Content-Type: application/json'",
			`--data '${JSON.stringify(DEMO_CUSTOMERS[0]?.customer)}'`,
		];
		return lines.join(' \\\n  ');
	},

	async run(world) {
		await world.n8n.api.removeTable(ONBOARDINGS);
		const onboarding = onboardingOf(world);
		const happened: JobResult['happened'] = [];
		for (const demo of DEMO_CUSTOMERS) {
			const { httpStatus, answer } = await onboarding.send(demo.customer);
			happened.push({
				what: `${demo.name} (${demo.story})`,
				result: `${describe(answer)} (HTTP ${httpStatus})`,
				asExpected: isOutcome(demo, answer) && (await isSo(world, demo, answer)),
			});
		}
		return { happened: [...happened, await sendAgain(world, onboarding)] };
	},
};

function isOutcome({ expected }: DemoCustomer, { outcome, step }: OnboardingAnswer): boolean {
	return outcome === expected.outcome && step === expected.step;
}

/** Whether an answer is true by what CloudCockpit recorded, the e-mails and the data table. */
async function isSo(
	{ sandbox, mailbox, n8n }: TemplateWorld,
	{ customer: { customerId } }: DemoCustomer,
	{ outcome, correlationId = '', askedByEmail = '' }: OnboardingAnswer,
): Promise<boolean> {
	const recorded = sandbox.audit.filter((entry) => entry.correlationId === correlationId);
	const [last] = recorded.slice(-1);
	const rows = await n8n.api.readTable(ONBOARDINGS);
	const isKept = rows.some((row) => row.correlationId === correlationId && row.status === outcome);
	if (!isKept || last?.customerId !== customerId) return false;
	switch (outcome) {
		case 'onboarded':
			return last.operation === 'updateUserLicenses' && last.succeeded;
		case 'waitingForSignature':
			return recorded.length === 1 && mailbox.mails.some(({ to }) => to.includes(askedByEmail));
		case 'failed': {
			const told = () => mailbox.mails.find(({ text }) => text.includes(correlationId));
			return !last.succeeded && (await untilThere('the e-mail to the team', told)) !== undefined;
		}
		default:
			return recorded.length === 1;
	}
}

/** A caller that has not got the answer sends the same once more. */
async function sendAgain(
	{ sandbox }: TemplateWorld,
	{ send }: Onboarding,
): Promise<JobResult['happened'][number]> {
	const [first] = DEMO_CUSTOMERS;
	if (!first) throw new Error('The demo has no customers.');
	const recorded = sandbox.audit.length;
	const { httpStatus, answer } = await send(first.customer);
	return {
		what: `${first.name} (sent again)`,
		result: `${describe(answer)} (HTTP ${httpStatus})`,
		asExpected: answer.outcome === 'alreadyOnboarded' && isUntouched(),
	};

	/** No request about this customer since. */
	function isUntouched(): boolean {
		const since = sandbox.audit.slice(recorded);
		return since.every(({ correlationId }) => correlationId !== answer.correlationId);
	}
}

function describe({
	outcome,
	assigned,
	askedByEmail,
	statusLabel,
	step,
	message,
	details = '',
}: OnboardingAnswer): string {
	switch (outcome) {
		case 'onboarded':
			return `onboarded, licenses assigned: ${assigned?.length}`;
		case 'alreadyOnboarded':
			return 'onboarded before, nothing was sent';
		case 'alreadyRunning':
			return `not begun: ${message}`;
		case 'waitingForSignature':
			return `waits for the signature, e-mail sent to ${askedByEmail}`;
		case 'waitingForYou':
			return `waits for you: ${statusLabel}`;
		case 'failed':
			return `failed at "${step}": ${message} ${details}`;
	}
}
