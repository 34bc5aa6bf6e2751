/**
 * `npm run demo`: a real n8n with this package onboards six customers of the sandbox, and stays
 * open to be looked at. With `-- --once` it ends instead, with exit code 0 only if all six went as
 * they should.
 */
import type { Sandbox } from '../sandbox';
import type { Mailbox } from './mailbox';
import { OWNER } from './n8n';
import {
	DEMO_CUSTOMERS,
	loadOnboarding,
	type Onboarding,
	type OnboardingAnswer,
} from './onboarding';
import { withProgress } from './progress';
import { formatTable } from './table';
import { SIGNER, triggerWorkflow } from './trigger';
import { startWorld } from './world';

async function main(): Promise<void> {
	const once = process.argv.includes('--once');
	const world = await startWorld();
	const { n8n, sandbox, mailbox } = world;
	const onboarding = await withProgress('Import credentials and workflow', () =>
		loadOnboarding(n8n, sandbox, mailbox),
	);

	const trigger = triggerWorkflow();
	const triggerId = await withProgress('Publish a workflow that waits for a signature', () =>
		n8n.publish(trigger),
	);

	const allAsExpected = await sendCustomers(onboarding);
	printMails(mailbox);
	printAuditLog(sandbox);
	console.log(`
Where to look
  n8n editor   ${n8n.url}/workflow/${onboarding.workflowId}   ("${onboarding.workflowName}")
  log in as    ${OWNER.email}   password ${OWNER.password}
  audit log    ${sandbox.url}/_sandbox/audit   (what CloudCockpit recorded, by correlation id)
  requests     ${sandbox.url}/_sandbox/requests   (every request as it arrived)

To call the webhook by hand (calls without the secret are turned away; it is new at every start)
${formatCurl(onboarding)}

To let ${SIGNER.name} sign: within seconds the workflow "${trigger.name}" runs
  (${n8n.url}/workflow/${triggerId}/executions)
${formatSignature(sandbox)}
`);
	if (!once) {
		console.log('Ctrl-C ends everything and removes its data.');
		const exitCode = await n8n.ended;
		throw new Error(`n8n has ended by itself with exit code ${exitCode}.`);
	}
	await world.stop();
	process.exitCode = allAsExpected ? 0 : 1;
}

/** Sends the six customers one after the other, prints what became of them; true if all is well. */
async function sendCustomers(onboarding: Onboarding): Promise<boolean> {
	const rows = [];
	let allAsExpected = true;
	for (const demo of DEMO_CUSTOMERS) {
		const { httpStatus, answer } = await onboarding.send(demo.customer);
		const asExpected =
			answer.outcome === demo.expected.outcome && answer.step === demo.expected.step;
		allAsExpected &&= asExpected;
		rows.push([
			`${demo.name} (${demo.story})`,
			`${describe(answer)} (HTTP ${httpStatus})`,
			asExpected ? 'yes' : 'NO',
		]);
	}
	console.log(`\n${formatTable(['Customer', 'What happened', 'As expected'], rows)}`);
	return allAsExpected;
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
		case 'waitingForSignature':
			return `waits for the signature, e-mail sent to ${askedByEmail}`;
		case 'waitingForYou':
			return `waits for you: ${statusLabel}`;
		case 'failed':
			return `failed at "${step}": ${message} ${details}`;
	}
}

function printMails({ mails }: Mailbox): void {
	const rows = mails.map(({ to, subject }) => [to.join(', '), subject]);
	console.log(`\n${formatTable(['E-mail to', 'Subject'], rows)}`);
}

function printAuditLog({ audit }: Sandbox): void {
	const names = new Map(DEMO_CUSTOMERS.map(({ name, customer }) => [customer.customerId, name]));
	const rows = audit.map(({ correlationId, operation, customerId, succeeded }) => [
		correlationId,
		names.get(customerId) ?? customerId,
		operation,
		succeeded ? 'carried out' : 'refused',
	]);
	const header = ['Correlation id in the audit log', 'Customer', 'Operation', 'Result'];
	console.log(`\n${formatTable(header, rows)}`);
}

/** A command that sends the first of the six customers again. */
function formatCurl({ webhookUrl, secret }: Onboarding): string {
	const lines = [
		`curl ${webhookUrl}`,
		`--header '${secret.name}: ${secret.value}'`,
		"--header 'Content-Type: application/json'",
		`--data '${JSON.stringify(DEMO_CUSTOMERS[0]?.customer)}'`,
	];
	return `  ${lines.join(' \\\n    ')}`;
}

/** A command that lets a customer sign. */
function formatSignature({ url }: Sandbox): string {
	const { customerId, providerInstanceId } = SIGNER;
	const event = { customerId, providerInstanceId, event: 'agreementCreated' };
	const lines = [
		`curl ${url}/_sandbox/agreements`,
		"--header 'Content-Type: application/json'",
		`--data '${JSON.stringify(event)}'`,
	];
	return `  ${lines.join(' \\\n    ')}`;
}

/** The message and those of what caused it; no stack: what goes wrong here is told in words. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause ? `${error.message}\n${explain(error.cause)}` : error.message;
}

// Everything on a leash (n8n, its data) ends with this process, so ending is all there is to do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => process.exit(0));
}
main().catch((error: unknown) => {
	console.error(`\n${explain(error)}`);
	process.exit(1);
});
