import { setTimeout as sleep } from 'node:timers/promises';

import type { RunningCommand } from '../../playground/command';
import { type Mailbox, startMailbox } from '../../playground/mailbox';
import { type Sandbox, startSandbox } from '../../sandbox';
import { CUSTOMERS as NAMED } from '../../sandbox/seed';
import { sendAtOnce } from './burst';
import type { Cluster } from './cluster';
import { type FoundEntry, judge, lookUp, type Outcome } from './outcome';
import { ADMITTED, CUSTOMERS, type Scenario } from './scenarios';
import { type Intake, publishOnboarding, publishTemplate } from './workflows';

/** After so many requests the burst is well under way, and far from its end. */
const MIDWAY_REQUESTS = CUSTOMERS;
const POLL_MS = 20;

/** Runs one scenario: new workers, a new CloudCockpit, a new credential. */
export async function runScenario(cluster: Cluster, scenario: Scenario): Promise<Outcome> {
	const { concurrency, delayMs, retryAfter } = scenario;
	const sandbox = await startSandbox({ customers: Object.keys(NAMED).length + CUSTOMERS });
	letAllHaveSigned(sandbox);
	const mailbox = await startMailbox();
	const { intake, auditLogUrl } = await publish(cluster, scenario, sandbox, mailbox);
	const workers = await cluster.startWorkers(concurrency);

	sandbox.inject({ kind: 'delay', delayMs, times: 'always' });
	sandbox.limitConcurrency(ADMITTED, retryAfter);
	const startedAt = Date.now();
	const sent = sendAtOnce(intake, CUSTOMERS);
	await happenMidway(scenario, sandbox, workers);
	const replies = await sent;
	const outcome = judge(scenario, sandbox, replies, (Date.now() - startedAt) / 1_000);

	if (auditLogUrl !== undefined && outcome.failed > 0) {
		const response = await fetch(auditLogUrl, { method: 'POST' });
		const entries = (await response.json()) as FoundEntry[];
		outcome.found = lookUp(sandbox, replies, entries);
	}
	await Promise.all(workers.map(async (worker) => await worker.stop()));
	await mailbox.close();
	await sandbox.close();
	return outcome;
}

async function publish(
	{ n8n }: Cluster,
	{ workflow, maxConcurrency }: Scenario,
	sandbox: Sandbox,
	mailbox: Mailbox,
): Promise<{ intake: Intake; auditLogUrl?: string }> {
	if (workflow === 'template') {
		return { intake: await publishTemplate(n8n, sandbox, mailbox) };
	}
	const name = `burst-${Date.now()}`;
	return await publishOnboarding(n8n, sandbox, { name, maxConcurrency });
}

/** Customers who have not signed get no licenses by the template. */
function letAllHaveSigned({ state }: Sandbox): void {
	for (const { placements } of state.customers.values()) {
		for (const { agreement } of placements.values()) {
			if (agreement) agreement.status = 'agreementcreated';
		}
	}
}

async function happenMidway(
	{ midway }: Scenario,
	sandbox: Sandbox,
	[worker]: RunningCommand[],
): Promise<void> {
	if (midway === undefined) return;
	await untilRequests(sandbox, MIDWAY_REQUESTS);
	if (midway === 'a worker is killed') return await worker?.stop();
	sandbox.expireTokens();
	await untilRequests(sandbox, 2 * MIDWAY_REQUESTS);
	sandbox.expireTokens();
}

async function untilRequests({ requests }: Sandbox, count: number): Promise<void> {
	while (requests.length < count) await sleep(POLL_MS);
}
