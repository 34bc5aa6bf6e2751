import { CUSTOMERS } from '../../../sandbox/seed';
import { byId, TRIGGER, USERS } from '../support';
import {
	append,
	cloudCockpit,
	combine,
	edit,
	filter,
	GET_AGREEMENT,
	GOOD_ROWS,
	LIST_USERS,
	NOT_FOUND,
	noOp,
	origins,
	ROWS,
	rowsOf,
	runRows,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const { adventureWorks, northwind } = CUSTOMERS;
const ours = cloudCockpit('Agreement', GET_AGREEMENT, 'continueErrorOutput');

test('behind Merge, items of both inputs lead back to their rows, on both branches', async () => {
	const workflow = workflowOf(
		[
			trigger,
			noOp('All'),
			filter('Some', '={{ $json.row }}', 'first'),
			append('Merge'),
			ours,
			origins('After'),
			origins('Failed'),
		],
		[
			[TRIGGER, ['All', 'Some']],
			['All', ['Merge']],
			['Some', ['Merge:1']],
			['Merge', [ours.name]],
			[ours.name, ['After'], ['Failed']],
		],
	);
	const run = await runRows(scene, workflow, ROWS);

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'After')).toEqual([
		{ row: 'first', found: adventureWorks.id },
		{ row: 'third', found: northwind.id },
		{ row: 'first', found: adventureWorks.id },
	]);
	expect(rowsOf(run, 'Failed')).toEqual([{ row: 'second', found: NOT_FOUND }]);
});

test('behind a Merge that makes one item of two, items lead back through both', async () => {
	const workflow = workflowOf(
		[
			trigger,
			edit('Who', { customer: '={{ $json.customer }}' }),
			edit('Where', { line: '={{ "line of " + $json.row }}' }),
			combine('Merge'),
			ours,
			edit('After', {
				row: `={{ $('${TRIGGER}').item.json.row }}`,
				line: "={{ $('Where').item.json.line }}",
				isSame: "={{ $('Who').item.json.customer === $json.customerId ? 'yes' : 'no' }}",
			}),
			edit('Failed', { line: '={{ $json.line }}', row: `={{ $('${TRIGGER}').item.json.row }}` }),
		],
		[
			[TRIGGER, ['Who', 'Where']],
			['Who', ['Merge']],
			['Where', ['Merge:1']],
			['Merge', [ours.name]],
			[ours.name, ['After'], ['Failed']],
		],
	);
	const run = await runRows(scene, workflow, ROWS);

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'After')).toEqual([
		{ row: 'first', line: 'line of first', isSame: 'yes' },
		{ row: 'third', line: 'line of third', isSame: 'yes' },
	]);
	// The error branch has the fields of the merged item too.
	expect(rowsOf(run, 'Failed')).toEqual([{ line: 'line of second', row: 'second' }]);
});

test('a list gives several items a row, and each leads back through Filter and the next of ours', async () => {
	const workflow = workflowOf(
		[
			trigger,
			cloudCockpit('Users', LIST_USERS),
			filter('Some', '={{ $json.displayName }}', 'r'),
			cloudCockpit('User', {
				...{ resource: 'user', operation: 'get' },
				customerId: byId(`={{ $('${TRIGGER}').item.json.customer }}`),
				customerUserId: byId('={{ $json.id }}'),
			}),
			edit('After', {
				row: `={{ $('${TRIGGER}').item.json.row }}`,
				listed: "={{ $('Users').item.json.id }}",
				read: '={{ $json.id }}',
			}),
		],
		[
			[TRIGGER, ['Users']],
			['Users', ['Some']],
			['Some', ['User']],
			['User', ['After']],
		],
	);
	const run = await runRows(scene, workflow, GOOD_ROWS);

	const { terryAdams, pilarAckerman } = USERS;
	const { stevenThorpe } = northwind.placements[0].users;
	expect(run.error).toBeUndefined();
	expect(run.items('Users')).toHaveLength(5);
	expect(rowsOf(run, 'After')).toEqual([
		{ row: 'first', listed: terryAdams.id, read: terryAdams.id },
		{ row: 'first', listed: pilarAckerman.id, read: pilarAckerman.id },
		{ row: 'third', listed: stevenThorpe.id, read: stevenThorpe.id },
	]);
});
