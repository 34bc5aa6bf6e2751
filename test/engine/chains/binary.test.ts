import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { TRIGGER } from '../support';
import {
	cloudCockpit,
	combine,
	edit,
	GET_AGREEMENT,
	itemsOf,
	LIST_USERS,
	QUALIFY,
	ROWS,
	rowsOf,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const SHEET_BYTES = 2_000_000;

/** Rows that each carry the spreadsheet they come from, as n8n's nodes for files give them. */
const withSheet = (): INodeExecutionData[] =>
	itemsOf(ROWS).map((item, index) => ({
		...item,
		binary: {
			sheet: {
				data: Buffer.alloc(SHEET_BYTES, `row ${index} `).toString('base64'),
				mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
				fileName: `customers-${index}.xlsx`,
				fileSize: '2 MB',
			},
		},
	}));

const run = async (parameters: INodeParameters, items = withSheet()) => {
	const workflow = workflowOf(
		[
			trigger,
			cloudCockpit('Ours', parameters, 'continueErrorOutput'),
			...['After', 'Failed'].map((name) =>
				edit(name, { file: `={{ $('${TRIGGER}').item.binary.sheet.fileName }}` }),
			),
		],
		[
			[TRIGGER, ['Ours']],
			['Ours', ['After'], ['Failed']],
		],
	);
	return await scene.engine.runWorkflow(workflow, { items, credentials: scene.credentials() });
};

describe.each<[string, INodeParameters, number]>([
	['a read', GET_AGREEMENT, 1],
	['a list', LIST_USERS, 4],
	['a write', QUALIFY, 1],
])('items with a file, through %s', (_, parameters, count) => {
	test('come out without it, as from any node that makes new items; it stays where it was', async () => {
		const given = withSheet();
		const ended = await run(parameters, given);

		expect(ended.error).toBeUndefined();
		expect(ended.items('Ours')).toHaveLength(count + 1);
		for (const item of [...ended.items('Ours'), ...ended.items('Ours', 1)]) {
			expect(item).not.toHaveProperty('binary');
		}
		expect(given.map(({ binary }) => binary)).toEqual(withSheet().map(({ binary }) => binary));
		expect(rowsOf(ended, 'After')).toEqual([
			...Array(count).fill({ file: 'customers-0.xlsx' }),
			{ file: 'customers-2.xlsx' },
		]);
		expect(rowsOf(ended, 'Failed')).toEqual([{ file: 'customers-1.xlsx' }]);
	});

	test('have only their JSON in Include Input', async () => {
		const withInput = { ...parameters, options: { includeInput: true } };
		const { items } = await run(withInput);
		const output = [...items('Ours'), ...items('Ours', 1)];

		expect(output.map(({ json }) => json.input ?? (json.error as IDataObject).input)).toEqual([
			...Array(count).fill(ROWS[0]),
			...[ROWS[2], ROWS[1]],
		]);
		expect(JSON.stringify(output).length).toBeLessThan(10_000);
	});
});

test('Merge gives the file back to the item, byte by byte', async () => {
	const { adventureWorks } = CUSTOMERS;
	const workflow = workflowOf(
		[trigger, cloudCockpit('Ours', GET_AGREEMENT), combine('Merge')],
		[
			[TRIGGER, ['Ours', 'Merge:1']],
			['Ours', ['Merge']],
		],
	);
	const [item] = withSheet();
	const merged = await scene.engine.runWorkflow(workflow, {
		items: item ? [item] : [],
		credentials: scene.credentials(),
	});

	expect(merged.error).toBeUndefined();
	expect(merged.items('Merge')).toEqual([
		expect.objectContaining({
			json: expect.objectContaining({ customerId: adventureWorks.id, agreed: true, row: 'first' }),
			binary: item?.binary,
		}),
	]);
});
