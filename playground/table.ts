const MAX_COLUMN_CHARACTERS = 64;

/** A table for the terminal: columns as wide as needed, long cells wrapped at spaces. */
export function formatTable(header: string[], rows: string[][]): string {
	const table = [header, ...rows].map((row) => row.map(wrap));
	const widths = header.map((_, column) =>
		Math.max(...table.flatMap((row) => (row[column] ?? []).map((line) => line.length))),
	);
	const [head = '', ...body] = table.map((row) => formatRow(row, widths));
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [head, rule, ...body].join('\n');
}

/** One row of the table, whose cells are given as lines; ends without spaces. */
function formatRow(cells: string[][], widths: number[]): string {
	const height = Math.max(...cells.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) =>
		cells
			.map((lines, column) => (lines[line] ?? '').padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	).join('\n');
}

function wrap(text: string): string[] {
	const lines = [''];
	for (const word of text.split(/\s+/)) {
		const longer = `${lines.at(-1)} ${word}`.trim();
		if (longer.length <= MAX_COLUMN_CHARACTERS) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
