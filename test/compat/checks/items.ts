import { deepEqual } from 'node:assert/strict';

import { CUSTOMERS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId } from '../../support/adventure-works';
import type { Check } from '../check';
import { inARow, pickOut, rowsOf } from '../steps';
import { cloudCockpit } from '../world';

const { adventureWorks, northwind, fabrikam } = CUSTOMERS;
const ROWS = rowsOf([
	{ row: 'first', id: adventureWorks.id },
	{ row: 'no id', id: 'Northwind' },
	{ row: 'third', id: northwind.id },
	{ row: 'unknown', id: 'c0ffee00-0000-4000-8000-000000000000' },
	{ row: 'last', id: fabrikam.id },
]);
const GET = {
	...AT_CUSTOMER,
	resource: 'mca',
	operation: 'get',
	customerId: byId('={{ $json.id }}'),
};
const ROW = "={{ $('Rows').item.json.row }}";

export const items: Check[] = [
	{
		title: 'An item that failed takes the error output, and every item leads back to its input',
		async run(world) {
			const execution = await world.run(
				[
					...ROWS.steps,
					cloudCockpit('Get', GET, await world.signedIn('oAuth2'), 'continueErrorOutput'),
					pickOut('Went well', 'row', ROW),
					pickOut('Went wrong', 'row', ROW),
				],
				[
					...ROWS.ways,
					...inARow('Rows', 'Get', 'Went well'),
					{ from: 'Get', output: 1, to: 'Went wrong' },
				],
			);
			deepEqual(
				execution.items('Get', 1).map(({ error }) => (error as { outcome: string }).outcome),
				['notSent', 'rejected'],
			);
			const rows = (node: string) => execution.items(node).map(({ row }) => row);
			deepEqual(rows('Went well'), ['first', 'third', 'last']);
			deepEqual(rows('Went wrong'), ['no id', 'unknown']);
		},
	},
	{
		title: 'A hint at the node sums up a run in which items failed',
		async run(world) {
			const execution = await world.run(
				[
					...ROWS.steps,
					cloudCockpit('Get', GET, await world.signedIn('oAuth2'), 'continueRegularOutput'),
				],
				[...ROWS.ways, ...inARow('Rows', 'Get')],
			);
			deepEqual(execution.hints('Get'), [
				'Of 5 items, 3 went through, 1 was rejected, 1 was not sent.',
			]);
		},
	},
];
