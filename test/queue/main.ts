/**
 * Queue mode as it is run in earnest: n8n's main process and two workers on Redis and Postgres, and
 * bursts of customers that onboard at once. The whole run writes its table into docs/operations.md.
 *
 *   npm run test:queue                           all of it, about ten minutes
 *   npm run test:queue -- "a worker is killed"   the scenarios with this in their name; writes nothing
 */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { describeHardware } from '../../playground/hardware';
import { installN8n } from '../../playground/install';
import { withProgress } from '../../playground/progress';
import { formatTable } from '../../playground/table';
import { withPackage } from '../../playground/world';
import { startCluster } from './cluster';
import { complaintsAbout, type Outcome } from './outcome';
import { findPrograms } from './programs';
import { tabulate, tellFound, writeInto } from './report';
import { runScenario } from './run';
import { nameOf, type Scenario, SCENARIOS } from './scenarios';

const PAGE = join(__dirname, '..', '..', 'docs', 'operations.md');

async function runAll(scenarios: readonly Scenario[]): Promise<Outcome[]> {
	const programs = await findPrograms();
	const installed = await installN8n();
	const cluster = await withPackage((packed) =>
		withProgress('Start Redis, Postgres and n8n', () => startCluster(programs, installed, packed)),
	);
	const outcomes: Outcome[] = [];
	for (const scenario of scenarios) {
		const run = async () => await runScenario(cluster, scenario);
		outcomes.push(await withProgress(nameOf(scenario), run));
	}
	await cluster.stop();
	return outcomes;
}

async function writePage(outcomes: readonly Outcome[]): Promise<void> {
	const date = new Date().toISOString().slice(0, 10);
	const load = loadavg()[0]?.toFixed(1);
	const machine = `Measured ${date} on ${describeHardware()}, load at the end ${load}.`;
	const style = await resolveConfig(PAGE);
	const page = writeInto(await readFile(PAGE, 'utf8'), outcomes, machine);
	await writeFile(PAGE, await format(page, { ...style, filepath: PAGE }));
}

/** The one of this name, else those with it in their name: all of them when it is empty. */
function chooseScenarios(wanted: string): readonly Scenario[] {
	const one = SCENARIOS.filter((scenario) => nameOf(scenario) === wanted);
	const some = SCENARIOS.filter((scenario) => nameOf(scenario).includes(wanted));
	if (some.length > 0) return one.length > 0 ? one : some;
	const names = SCENARIOS.map(nameOf).join('\n  ');
	throw new Error(`No scenario has "${wanted}" in its name. There are:\n  ${names}`);
}

async function main(): Promise<void> {
	const scenarios = chooseScenarios(process.argv.slice(2).join(' '));
	const outcomes = await runAll(scenarios);
	const { header, rows } = tabulate(outcomes);
	console.log(['', formatTable(header, rows), ...tellFound(outcomes), ''].join('\n'));
	const complaints = outcomes.flatMap((outcome) =>
		complaintsAbout(outcome).map((words) => `${nameOf(outcome.scenario)}: ${words}.`),
	);
	for (const complaint of complaints) console.error(complaint);
	if (complaints.length > 0) process.exitCode = 1;
	else if (scenarios.length === SCENARIOS.length) await writePage(outcomes);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
