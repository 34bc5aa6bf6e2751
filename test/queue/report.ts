import type { Outcome } from './outcome';
import { ADMITTED, CUSTOMERS } from './scenarios';
import { WORKERS } from './cluster';

const BEGIN = '<!-- Written by `npm run test:queue`; do not edit. -->';
const END = '<!-- The end of what it writes. -->';

const HEADER = [
	'Workers',
	'Max Concurrency',
	'An answer takes',
	'Retry-After',
	'What happened',
	'Right',
	'Errors',
	'Lost',
	'Written twice',
	'429s',
	'Tokens',
	'Time',
];
const FIRST_FIGURE = HEADER.indexOf('Right');

/** The outcomes as a table: a header, and a row for each. */
export function tabulate(outcomes: readonly Outcome[]): { header: string[]; rows: string[][] } {
	return { header: HEADER, rows: outcomes.map(describe) };
}

function describe({ scenario, ...outcome }: Outcome): string[] {
	const { concurrency, maxConcurrency, delayMs, retryAfter, midway, workflow } = scenario;
	return [
		`${WORKERS} × ${concurrency}`,
		String(maxConcurrency),
		delayMs < 1_000 ? `${delayMs} ms` : `${delayMs / 1_000} s`,
		retryAfter === undefined ? 'no' : `${retryAfter} s`,
		midway ?? (workflow ? `the ${workflow} does it` : ''),
		...[outcome.right, outcome.failed, outcome.lost, outcome.twice, outcome.refused].map(String),
		String(outcome.tokens),
		`${outcome.seconds.toFixed(0)} s`,
	];
}

/** How far those had come whose worker was killed, in a sentence for each scenario. */
export function tellFound(outcomes: readonly Outcome[]): string[] {
	return outcomes.flatMap(({ found, failed }) => {
		if (!found) return [];
		const { wholly, partly, notAtAll } = found;
		return `Of the ${failed} whose worker was killed, the audit log had ${wholly} as done, ${partly} as done in part and ${notAtAll} as not done, each under the correlation ID that its caller gave.`;
	});
}

/** Puts the table into a page, in place of the one before. */
export function writeInto(page: string, outcomes: readonly Outcome[], machine: string): string {
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error('The page lacks the comments between which to write.');
	const { header, rows } = tabulate(outcomes);
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = header.map((_, column) => (column < FIRST_FIGURE ? '---' : '--:'));
	const table = [header, rule, ...rows].map(line).join('\n');
	const about = `${CUSTOMERS} customers at once, an API that admits ${ADMITTED} requests at a time. ${machine}`;
	return [before + BEGIN, about, table, ...tellFound(outcomes), END + after].join('\n\n');
}
