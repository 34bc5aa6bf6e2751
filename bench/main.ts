/**
 * The benchmark: our node, n8n's HTTP Request node and bare pools on the same work, in one run and
 * one n8n. Prints the tables; the whole run also writes docs/benchmark.md.
 *
 *   npm run bench               all of it, less than 12 minutes
 *   npm run bench -- --quick    a part of it, less than 2 minutes, writes nothing
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { installN8n } from '../playground/install';
import { withProgress } from '../playground/progress';
import { nextMessage, startChild } from './child';
import { findContender } from './contenders';
import { judgeFigures } from './figures';
import { measureLoadTime } from './load-time';
import { describeMachine } from './machine';
import type { Measurement, SeriesOrder } from './measurement';
import { createPlan } from './plan';
import { drawChart } from './chart';
import { CHART, writeReport } from './report';
import { summarize } from './summary';
import { findServer } from './servers';

const DOCS = join(__dirname, '..', 'docs');
const RESULT_FILE = join(DOCS, 'benchmark.md');

async function runSeries(node: string, order: SeriesOrder): Promise<Measurement[]> {
	const series = startChild('series.ts', {
		node,
		nodeArguments: ['--import', join(__dirname, 'n8n-modules.mjs')],
		programArguments: [JSON.stringify(order)],
	});
	const measurements: Measurement[] = [];
	while (measurements.length < order.items.length) {
		measurements.push(await nextMessage<Measurement>(series));
	}
	return measurements;
}

async function main(): Promise<void> {
	const isQuick = process.argv.includes('--quick');
	const { node, program } = await installN8n();
	const modules = resolve(program, '..', '..', '..');
	process.env.N8N_MODULES = modules;
	const { rounds, repeats } = createPlan(isQuick);
	const server = startChild('server.ts', { node });
	const baseUrl = await nextMessage<string>(server);

	const load = await measureLoadTime(node);
	const measurements: Measurement[] = [];
	for (const { work, shape = 'run', server, items } of rounds) {
		console.log(`\n${work}, ${shape}: ${findServer(server).title}`);
		for (const [contender, counts] of Object.entries(items)) {
			const order = { contender, server, work, shape, baseUrl, items: counts, repeats };
			const title = findContender(contender).title;
			measurements.push(...(await withProgress(title, () => runSeries(node, order))));
		}
	}
	server.disconnect();

	const figures = judgeFigures(measurements, load);
	const machine = await describeMachine(node, modules);
	const report = writeReport({ measurements, figures, load, machine });
	console.log(`\n${report}`);
	if (isQuick) return;
	const style = await resolveConfig(RESULT_FILE);
	await writeFile(join(DOCS, CHART), drawChart(summarize(measurements)));
	await writeFile(RESULT_FILE, await format(report, { ...style, filepath: RESULT_FILE }));
}

void main();
