import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OPERATIONS, RESOURCES } from '../../nodes/CloudCockpit/operations';
import type { Operation } from '../../nodes/CloudCockpit/operations/operation';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

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
