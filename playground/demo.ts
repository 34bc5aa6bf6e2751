/**
 * `npm run demo`: a real n8n with this package and all templates does six whole jobs against the
 * sandbox, and stays open to be looked at. With `-- --once` it ends instead, with exit code 0 only
 * if every job ended as it should.
 */
import { JOBS } from './jobs';
import type { JobResult } from './jobs/job';
import { runJob } from './jobs/run-job';
import { startTemplateWorld, type TemplateWorld } from './jobs/world';
import { OWNER } from './n8n';
import { withProgress } from './progress';
import { formatTable } from './table';

async function main(): Promise<void> {
	const once = process.argv.includes('--once');
	const world = await startTemplateWorld();
	let allAsExpected = true;
	for (const job of JOBS) {
		const { name } = world.templates[job.template];
		console.log('');
		const { happened } = await withProgress(name, () => runJob(job, world));
		console.log(`\n${formatResult(happened)}`);
		allAsExpected &&= happened.every(({ asExpected }) => asExpected);
	}
	console.log(`\n${describePlaces(world)}\n\n${describeStarts(world)}\n`);
	if (!once) {
		console.log('Ctrl-C ends everything and removes its data.');
		const exitCode = await world.n8n.ended;
		throw new Error(`n8n has ended by itself with exit code ${exitCode}.`);
	}
	await world.stop();
	process.exitCode = allAsExpected ? 0 : 1;
}

function formatResult(happened: JobResult['happened']): string {
	const rows = happened.map(({ what, result, asExpected }) => [
		what,
		result,
		asExpected ? 'yes' : 'NO',
	]);
	return formatTable(['What', 'What happened', 'As expected'], rows);
}

function describePlaces({ n8n, sandbox, mailbox, mailboxPage }: TemplateWorld): string {
	const files = mailbox.mails.flatMap((mail) => mail.files).length;
	return `Where to look
  n8n editor   ${n8n.url}
  log in as    ${OWNER.email}   password ${OWNER.password}
  mailbox      ${mailboxPage.url}   (${mailbox.mails.length} e-mails, ${files} files)
  audit log    ${sandbox.url}/_sandbox/audit   (what CloudCockpit recorded, by correlation id)
  requests     ${sandbox.url}/_sandbox/requests   (every request as it arrived)`;
}

function describeStarts(world: TemplateWorld): string {
	const starts = JOBS.map(({ template, howToStart }) => {
		const { name, url } = world.templates[template];
		return `${name}   ${url}\n${howToStart(world).replace(/^/gm, '  ')}`;
	});
	return `To start one by hand\n\n${starts.join('\n\n')}`;
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
