import type { INode, OnError } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { TRIGGER, type WorkflowRun } from '../support';
import {
	call,
	called,
	cloudCockpit,
	GET_AGREEMENT,
	GOOD_ROWS,
	itemsOf,
	LIST_USERS,
	NOT_FOUND,
	origins,
	QUALIFY,
	ROWS,
	rowsOf,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const { adventureWorks, northwind } = CUSTOMERS;
const CORRELATION_ID = 'x-correlation-id';

describe.each(['once', 'each'] as const)('a sub-workflow of our node, called %s', (mode) => {
	/** Calls it with rows; `onError` is that of the node that calls. */
	const callWith = async (
		rows: typeof ROWS,
		ours: INode,
		onError?: OnError,
	): Promise<WorkflowRun> => {
		const caller = workflowOf(
			[trigger, call('Call', 'customers', mode, onError), origins('After')],
			[
				[TRIGGER, ['Call']],
				['Call', ['After']],
			],
		);
		return await scene.engine.runWorkflow(caller, {
			items: itemsOf(rows),
			subWorkflows: { customers: workflowOf([called, ours], [['Called', [ours.name]]]) },
			credentials: scene.credentials(),
		});
	};

	test('gives back what was found and what failed, each paired with its row', async () => {
		const ours = cloudCockpit('Agreement', GET_AGREEMENT, 'continueRegularOutput');
		const run = await callWith(ROWS, ours);

		expect(run.error).toBeUndefined();
		expect(rowsOf(run, 'After')).toEqual([
			{ row: 'first', found: adventureWorks.id },
			{ row: 'second', found: NOT_FOUND },
			{ row: 'third', found: northwind.id },
		]);
		const sent = scene.requests().find(({ status }) => status === 404);
		expect(run.items('Call')[1]?.json.error).toMatchObject({
			correlationId: sent?.headers[CORRELATION_ID],
			outcome: 'rejected',
		});
		expect(scene.tokenRequests()).toHaveLength(1);
	});

	test('gives back all that was found for a row, paired with it', async () => {
		const run = await callWith(GOOD_ROWS, cloudCockpit('Users', LIST_USERS));

		expect(rowsOf(run, 'After')).toEqual([
			...Array(4).fill({ row: 'first', found: adventureWorks.id }),
			{ row: 'third', found: northwind.id },
		]);
	});

	test('stops the caller: its error has the message, the correlation ID and the node', async () => {
		const run = await callWith(ROWS, cloudCockpit('Qualification', QUALIFY));

		expect(scene.writes().map(({ status }) => status)).toEqual([200, 404]);
		expect(run.error).toMatchObject({
			message: `Customer ${ROWS[1]?.customer} was not found.`,
			description: expect.stringContaining(String(scene.writes()[1]?.headers[CORRELATION_ID])),
			node: { name: 'Qualification' },
		});
		expect(run.task('After')).toBeUndefined();
	});

	test('stops, and the caller goes on with the message alone', async () => {
		const ours = cloudCockpit('Agreement', GET_AGREEMENT);
		const run = await callWith(ROWS.slice(1, 2), ours, 'continueRegularOutput');

		expect(run.error).toBeUndefined();
		expect(run.items('Call').map(({ json }) => json)).toEqual([{ error: NOT_FOUND }]);
		expect(rowsOf(run, 'After')).toEqual([{ row: 'second', found: NOT_FOUND }]);
	});

	test('keeps what is on the error branch of its last node to itself', async () => {
		const ours = cloudCockpit('Agreement', GET_AGREEMENT, 'continueErrorOutput');
		const run = await callWith(ROWS, ours);

		expect(rowsOf(run, 'After').map(({ row }) => row)).toEqual(['first', 'third']);
	});
});

test('a sub-workflow that stops in the middle of its rows tells the caller what became of each', async () => {
	const caller = workflowOf([trigger, call('Call', 'customers', 'once')], [[TRIGGER, ['Call']]]);
	const ours = cloudCockpit('Qualification', QUALIFY);
	const run = await scene.engine.runWorkflow(caller, {
		items: itemsOf(ROWS),
		subWorkflows: { customers: workflowOf([called, ours], [['Called', [ours.name]]]) },
		credentials: scene.credentials(),
	});

	expect(run.error?.description).toMatch(
		/Already applied: item 0\. Not sent: item 2\. Rejected: item 1\.$/,
	);
});
