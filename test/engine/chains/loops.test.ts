import { getEventListeners } from 'node:events';

import type { INode } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { TRIGGER } from '../support';
import {
	cloudCockpit,
	edit,
	GET_AGREEMENT,
	GOOD_ROWS,
	LIST_USERS,
	loop,
	NOT_FOUND,
	origins,
	ROWS,
	rowsOf,
	runRows,
	runsOf,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const { adventureWorks, northwind, fabrikam, tailspin } = CUSTOMERS;

/** Loop Over Items with our node in it; what its branches lead to goes on with the next batch. */
const loopWith = (ours: INode, batchSize: number) =>
	workflowOf(
		[
			trigger,
			loop('Loop', batchSize),
			ours,
			origins('After'),
			origins('Failed'),
			edit('Done', { row: `={{ $('${TRIGGER}').item.json.row }}`, looped: '={{ $json.row }}' }),
		],
		[
			[TRIGGER, ['Loop']],
			['Loop', ['Done'], [ours.name]],
			[ours.name, ['After'], ['Failed']],
			['After', ['Loop']],
			['Failed', ['Loop']],
		],
	);

const runLoop = async (ours: INode, batchSize: number, rows: typeof ROWS) =>
	await runRows(scene, loopWith(ours, batchSize), rows);

test('in a loop, items lead back to their rows in every batch and after the last', async () => {
	const more = [fabrikam, tailspin].map(({ id }, index) => ({
		row: `more ${index}`,
		customer: id,
	}));
	const ours = cloudCockpit('Agreement', GET_AGREEMENT, 'continueRegularOutput');
	const run = await runLoop(ours, 2, [...ROWS, ...more]);

	expect(run.error).toBeUndefined();
	expect(runsOf(run, 'After')).toEqual([
		[
			{ row: 'first', found: adventureWorks.id },
			{ row: 'second', found: NOT_FOUND },
		],
		[
			{ row: 'third', found: northwind.id },
			{ row: 'more 0', found: fabrikam.id },
		],
		[{ row: 'more 1', found: tailspin.id }],
	]);
	expect(rowsOf(run, 'Done')).toEqual(
		['first', 'second', 'third', 'more 0', 'more 1'].map((row) => ({ row, looped: row })),
	);
	expect(scene.requests()).toHaveLength(5);
	expect(scene.tokenRequests()).toHaveLength(1);
});

test('in a loop, the error branch leads back to its row too, and the loop goes on', async () => {
	const ours = cloudCockpit('Agreement', GET_AGREEMENT, 'continueErrorOutput');
	const run = await runLoop(ours, 1, ROWS);

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'After')).toEqual([
		{ row: 'first', found: adventureWorks.id },
		{ row: 'third', found: northwind.id },
	]);
	expect(rowsOf(run, 'Failed')).toEqual([{ row: 'second', found: NOT_FOUND }]);
	expect(rowsOf(run, 'Done').map(({ looped }) => looped)).toEqual(['first', 'second', 'third']);
	expect(scene.requests()).toHaveLength(3);
});

test('in a loop, all that a list gives for a row leads back to it', async () => {
	const run = await runLoop(cloudCockpit('Users', LIST_USERS), 1, GOOD_ROWS);

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'Done')).toEqual(
		['first', 'first', 'first', 'first', 'third'].map((row) => ({ row, looped: row })),
	);
});

test('in a loop, nothing of a batch still listens for the Stop of the execution afterwards', async () => {
	const signals = new Set<AbortSignal>();
	const add = AbortSignal.prototype.addEventListener;
	const listening = jest
		.spyOn(AbortSignal.prototype, 'addEventListener')
		.mockImplementation(function (this: AbortSignal, ...listener: Parameters<typeof add>) {
			signals.add(this);
			add.apply(this, listener);
		});
	try {
		await runLoop(cloudCockpit('Agreement', GET_AGREEMENT), 1, GOOD_ROWS);
	} finally {
		listening.mockRestore();
	}

	expect(scene.requests()).toHaveLength(GOOD_ROWS.length);
	expect(signals.size).toBeGreaterThan(0);
	const left = [...signals].flatMap((signal) => getEventListeners(signal, 'abort'));
	expect(left).toEqual([]);
});
