import { CONTENDERS, findContender } from './contenders';
import type { Figure } from './figures';
import type { LoadTime } from './load-time';
import { concealedWrites, lostItems, type Measurement } from './measurement';
import { LEFT_OUT } from './plan';
import { type BenchServer, SERVERS } from './servers';
import { count, summarize, tellResult } from './summary';
import { WORK_TITLES, type ShapeId, type WorkId } from './work';

export interface Results {
	measurements: Measurement[];
	figures: Figure[];
	load: LoadTime;
	machine: Array<[name: string, value: string]>;
}

/** Name of the picture, beside the page. */
export const CHART = 'images/benchmark.svg';

/** The page in docs, as Markdown. */
export function writeReport({ measurements, figures, load, machine }: Results): string {
	const works: WorkId[] = ['write', 'read'];
	const short = figures.filter(({ reached }) => !reached);
	return [
		'# Benchmark',
		'Written by `npm run bench`; do not edit. The same work is done by the CloudCockpit node and by n8n’s HTTP Request node, in one run and in n8n’s own engine. Every answer takes 50 ms; a server that refuses asks to come back in a second.',
		table(
			['', 'CloudCockpit node', 'HTTP Request node'],
			summarize(measurements).map(({ what, ours, http, tell }) => [
				what,
				tellResult(ours, tell),
				tellResult(http, tell),
			]),
		),
		`![Times and losses as bars](${CHART})`,
		`Where no limit stands in the way HTTP Request is faster: it sends everything at once, and our node never more than Max Concurrency (10 unless you set it). *Lost* is what was not written when the workflow had ended.`,
		short.length === 0
			? `All ${figures.length} figures that the node is held to are reached in this run.`
			: `${figures.length - short.length} of ${figures.length} figures that the node is held to are reached in this run. ${short.map(({ what, measured, wanted }) => `**Falls short:** ${what}: ${measured}, wanted ${wanted}.`).join(' ')}`,
		...folded('The machine', table(['', ''], machine)),
		...folded(
			'All figures',
			table(
				['Figure', 'Measured', 'Wanted', ''],
				figures.map((one) => [
					one.what,
					one.measured,
					one.wanted,
					one.reached ? 'reached' : '**falls short**',
				]),
			),
			`Loading the built package takes ${load.withinN8nMs.toFixed(1)} ms inside n8n, where n8n-workflow is in memory already, and ${load.aloneMs.toFixed(0)} ms together with n8n-workflow (medians, a new process each).`,
		),
		...folded(
			'All measurements',
			HOW_TO_READ,
			...works.flatMap((work) => SERVERS.flatMap((server) => tablesOf(measurements, work, server))),
			`Left out:\n\n${LEFT_OUT.map((line) => `- ${line}`).join('\n')}`,
		),
		'',
	].join('\n\n');
}

function tablesOf(measurements: Measurement[], work: WorkId, { id, title }: BenchServer): string[] {
	return Object.entries(SHAPE_TITLES).flatMap(([shape, shapeTitle]) => {
		const rows = measurements.filter(
			(one) => one.work === work && one.server === id && one.shape === shape,
		);
		const heading = `### ${WORK_TITLES[work]}${shapeTitle}. ${title}`;
		return rows.length === 0 ? [] : [heading, measurementTable(rows)];
	});
}

/** What only some want to read. */
function folded(title: string, ...content: string[]): string[] {
	return [`<details>\n<summary>${title}</summary>`, ...content, '</details>'];
}

const SHAPE_TITLES: Record<ShapeId, string> = {
	run: '',
	burst: ', one execution an item, all at once',
	webhooks: ', 20 of them in executions of their own',
};

const HOW_TO_READ = [
	'- The server is a process of its own on the same machine, and each line of contenders is a process of its own too. Runs below 3 s are the median of three, a single item of 51. Each starts with nothing learned.',
	'- *Time* is the whole workflow, from the trigger’s items to the node’s output. *Ideal* is what somebody could reach who knows the server’s limit and keeps the same number in flight. Both ratios stay empty where items were lost.',
	'- *Lost*: not written, or not read, when the workflow had ended. *Twice*: writes beyond the first to the same target. *Unknown, named*: items reported as possibly carried out. *Concealed*: items that were written, but that the workflow shows as failed, or not at all.',
	'- Nodes continue on errors, unless the line says otherwise.',
	'- *Memory* is the highest resident memory of the process up to then, n8n’s engine included.',
	'- The best pool reads the credential once and each item’s parameters, spreads its starts like our node, and does nothing else: no checks, no limits, no repeats. What our node takes beyond it is our own code.',
].join('\n');

const COLUMNS = [
	'',
	'Items',
	'Time',
	'× ideal',
	'× HTTP Request',
	'Requests',
	'Refused',
	'Written',
	'Reported done',
	'Lost',
	'Twice',
	'Unknown, named',
	'Concealed',
	'Peak in flight',
	'CPU an item',
	'Memory',
];

function measurementTable(rows: Measurement[]): string {
	const rank = (one: Measurement) => CONTENDERS.findIndex(({ id }) => id === one.contender);
	const sorted = [...rows].sort((a, b) => a.items - b.items || rank(a) - rank(b));
	return table(
		COLUMNS,
		sorted.map((row) => toCells(row, rows)),
	);
}

function toCells(row: Measurement, others: Measurement[]): string[] {
	const { contender, server, items, wallMs } = row;
	const { title, concurrency } = findContender(contender);
	const idealMs = SERVERS.find(({ id }) => id === server)?.idealMs?.(items, concurrency);
	const http = others.find((one) => one.contender === 'http' && one.items === items);
	// A time is no achievement when the work was not done.
	const isComplete = lostItems(row) === 0;
	const isComparable = isComplete && http && lostItems(http) === 0;
	return [
		title,
		count(items),
		wallMs < 1_000 ? `${wallMs.toFixed(0)} ms` : `${(wallMs / 1_000).toFixed(2)} s`,
		idealMs && isComplete ? (wallMs / idealMs).toFixed(2) : '',
		isComparable ? (wallMs / http.wallMs).toFixed(2) : '',
		count(row.requests),
		count(row.refused),
		row.work === 'write' ? count(row.written) : '',
		count(row.done),
		count(lostItems(row)),
		count(row.duplicates),
		count(row.unknown),
		count(concealedWrites(row)),
		count(row.peakInFlight),
		`${(row.cpuMs / items).toFixed(2)} ms`,
		`${row.peakMemoryMegabytes.toFixed(0)} MB`,
	];
}

function table(header: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const alignment = header.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(header), line(alignment), ...rows.map(line)].join('\n');
}
