import { CONTENDERS, findContender } from './contenders';
import type { Figure } from './figures';
import type { LoadTime } from './load-time';
import { concealedWrites, lostItems, type Measurement } from './measurement';
import { LEFT_OUT } from './plan';
import { readResults } from './reading';
import { SERVERS } from './servers';
import { WORK_TITLES, type WorkId } from './work';

export interface Results {
	measurements: Measurement[];
	figures: Figure[];
	load: LoadTime;
	machine: Array<[name: string, value: string]>;
}

/** The page in docs, as Markdown. */
export function writeReport({ measurements, figures, load, machine }: Results): string {
	const works: WorkId[] = ['write', 'read'];
	return [
		'# Benchmark',
		'Written by `npm run bench`; do not edit. The same work is done by the CloudCockpit node, by n8n’s HTTP Request node and by two bare pools, in one run and in n8n’s own engine.',
		table(['', ''], machine),
		'## What it says',
		...readResults(measurements, figures),
		'## Figures the node is held to',
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
		...HOW_TO_READ,
		...works.flatMap((work) => [
			`## ${WORK_TITLES[work]}`,
			...SERVERS.flatMap(({ id, title }) => {
				const rows = measurements.filter((one) => one.work === work && one.server === id);
				return rows.length === 0 ? [] : [`### ${title}`, measurementTable(rows)];
			}),
		]),
		'## Left out',
		LEFT_OUT.map((line) => `- ${line}`).join('\n'),
		'',
	].join('\n\n');
}

const HOW_TO_READ = [
	'## How to read the tables',
	[
		'- The server is a process of its own on the same machine, and each line of contenders is a process of its own too. Short runs are the median of three.',
		'- *Time* is the whole workflow, from the trigger’s items to the node’s output. *Ideal* is what somebody could reach who knows the server’s limit and keeps the same number in flight. Both ratios stay empty where items were lost.',
		'- *Lost*: not written, or not read, when the workflow had ended. *Twice*: writes beyond the first to the same target. *Unknown, named*: items reported as possibly carried out. *Concealed*: items that were written, but that the workflow shows as failed, or not at all.',
		'- Nodes continue on errors, unless the line says otherwise. The bare pools neither wait nor repeat.',
		'- *Memory* is the highest resident memory of the process up to then, n8n’s engine included.',
		'- The helper pool is n8n’s helper as nodes use it: the credential is read for each request, and all that may start do so at once. Our node reads a pasted token once a run and spreads its starts, hence ratios below 1 and CPU times below 0.',
		'- Where 20 are admitted and 50 are tried, one second of the time is the pause that the server asks for at the first refusal. The level is kept from then on.',
		'- A write that gets 503 is repeated by our node only if the answer says when (Retry-After): otherwise it may be a fault that comes after the write. A read is repeated in any case. So the server with 503 gives writes a Retry-After and reads none.',
	].join('\n'),
];

const COLUMNS = [
	'',
	'Items',
	'Time',
	'× ideal',
	'× HTTP Request',
	'Requests',
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

const count = (value: number) => value.toLocaleString('en');

function table(header: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const alignment = header.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(header), line(alignment), ...rows.map(line)].join('\n');
}
