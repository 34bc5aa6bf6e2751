import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OPERATIONS, RESOURCES } from '../../nodes/CloudCockpit/operations';
import type { Operation } from '../../nodes/CloudCockpit/operations/operation';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** What the column Writes says, before any exception. */
const WRITES: Readonly<Record<Operation['effect'], string>> = {
	read: 'no',
	refresh: 'status',
	write: 'yes',
};

/** The columns of the operations table that follow from the registry. */
interface Row {
	resource: string;
	operation: string;
	writes: string;
}

/** Returns the rows of the operations table. A resource is named in the first of its rows only. */
function readTable(): Row[] {
	const [, section = ''] = README.split('\n## Operations\n');
	const [, table = ''] = /((?:^\|.*\n)+)/m.exec(section) ?? [];
	const [, , ...lines] = table.trim().split('\n');
	let current = '';
	return lines.map((line) => {
		const [, resource = '', operation = '', , writes = ''] = line
			.split('|')
			.map((cell) => cell.trim());
		current = resource || current;
		return { resource: current, operation, writes: writes.replace(/ \(.*\)$/, '') };
	});
}

function toRow({ resource, name, effect }: Operation): Row {
	return { resource: RESOURCES[resource].name, operation: name, writes: WRITES[effect] };
}

/** The README of the package on npm is the same file: a picture must be found from there too. */
test('pictures are in the repository, and named by their path in it', () => {
	const pictures = [...README.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, path = '']) => path);

	expect(pictures.length).toBeGreaterThan(0);
	for (const path of pictures) {
		expect(path).toMatch(/^docs\/images\/[\w/-]+\.(?:png|svg)$/);
		expect(existsSync(join(ROOT, path))).toBe(true);
	}
	expect(README).not.toMatch(/<img/);
});

test('the README says which n8n it needs, how to install it, and where to find help', () => {
	const { description } = JSON.parse(
		readFileSync(join(ROOT, 'test', 'older', 'n8n', 'package.json'), 'utf8'),
	) as { description: string };
	const [oldest = 'none'] = /\d+\.\d+\.\d+/.exec(description) ?? [];
	const sectionOf = (title: string) => README.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

	// The oldest n8n on whose engine the tests run it.
	expect(sectionOf('Install in n8n')).toContain(`n8n ${oldest} or later`);
	expect(sectionOf('Compatibility')).toContain(`n8n ${oldest} or later`);
	expect(sectionOf('Install in n8n')).toContain('n8n Cloud');
	expect(sectionOf('Troubleshooting')).toContain('| What you see');
	expect(sectionOf('Resources')).toContain('https://docs.n8n.io/integrations/community-nodes/');
});

const inOrder = (rows: Row[]) =>
	rows.map(({ resource, operation, writes }) => `${resource}, ${operation}: ${writes}`).sort();

test('the operations table of the README is that of the registry', () => {
	expect(inOrder(readTable())).toEqual(inOrder(OPERATIONS.map(toRow)));
});

test('the operations table of the README names each resource once', () => {
	const named = readTable().filter(
		({ resource }, index, rows) => resource !== rows[index - 1]?.resource,
	);

	expect(named).toHaveLength(Object.keys(RESOURCES).length);
});
