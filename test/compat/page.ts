import type { Check, Verdict } from './check';

/** What became of the checks, in their order, in one version of n8n. */
export interface Column {
	version: string;
	nodeMajor: number;
	verdicts: readonly Verdict[];
}

const HEAD = `# Compatibility

Written by \`npm run test:compat\`; do not edit. The packed package is installed into each of these versions of n8n as n8n itself installs it, and does what the table says against the [sandbox](sandbox.md).`;

/** The page of the docs: a row for each check, a column for each version, reasons as footnotes. */
export function writePage(
	packageVersion: string,
	checks: readonly Check[],
	columns: readonly Column[],
): string {
	const reasons: string[] = [];
	const cell = (verdict: Verdict | undefined): string => {
		if (verdict?.kind === 'holds') return 'yes';
		if (verdict?.kind !== 'excepted') return '**does not hold**';
		if (!reasons.includes(verdict.reason)) reasons.push(verdict.reason);
		return `no[^${reasons.indexOf(verdict.reason) + 1}]`;
	};
	const rows = [
		[`n8n`, ...columns.map(({ version }) => version)],
		['---', ...columns.map(() => ':-:')],
		['On Node.js', ...columns.map(({ nodeMajor }) => String(nodeMajor))],
		...checks.map(({ title }, index) => [
			title,
			...columns.map(({ verdicts }) => cell(verdicts[index])),
		]),
	];
	const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
	const notes = reasons.map((reason, index) => `[^${index + 1}]: ${reason}`).join('\n');
	return `${HEAD}\n\nTested with version ${packageVersion} of the package.\n\n${table}\n\n${notes}\n`;
}
