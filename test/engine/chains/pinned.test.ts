import type { IDataObject } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { byId, TRIGGER } from '../support';
import {
	agreementCall,
	cloudCockpit,
	GET_AGREEMENT,
	GOOD_ROWS,
	itemsOf,
	noOp,
	QUALIFY,
	qualifyCall,
	rowsOf,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const { fabrikam, tailspin } = CUSTOMERS;

/** Sets the qualification for each row, reads the agreement of each result, and goes on. */
const WORKFLOW = workflowOf(
	[
		trigger,
		noOp('Before'),
		cloudCockpit('Write', QUALIFY),
		cloudCockpit('Read', { ...GET_AGREEMENT, customerId: byId('={{ $json.customerId }}') }),
		noOp('After'),
	],
	[
		[TRIGGER, ['Before']],
		['Before', ['Write']],
		['Write', ['Read']],
		['Read', ['After']],
	],
);

/** The workflow as it is in the editor: rows pinned to the trigger, and what is pinned besides. */
const withPinned = (pinned: Record<string, IDataObject[]>) => ({
	...WORKFLOW,
	pinData: Object.fromEntries(
		Object.entries({ [TRIGGER]: GOOD_ROWS, ...pinned }).map(([name, rows]) => [
			name,
			itemsOf(rows),
		]),
	),
});
const click = () => ({ items: [], mode: 'manual' as const, credentials: scene.credentials() });

test('with pinned data our node sends nothing, and the next one gets what is pinned', async () => {
	const workflow = withPinned({ Write: [{ customerId: fabrikam.id, note: 'pinned' }] });
	const run = await scene.engine.runWorkflow(workflow, click());

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'Write')).toEqual([{ customerId: fabrikam.id, note: 'pinned' }]);
	expect(scene.calls()).toEqual([agreementCall(fabrikam.id)]);
	expect(rowsOf(run, 'After').map(({ customerId }) => customerId)).toEqual([fabrikam.id]);
});

test('with data pinned everywhere, nothing is sent at all, not even to sign in', async () => {
	const pinned = [{ customerId: fabrikam.id }];
	const run = await scene.engine.runWorkflow(withPinned({ Write: pinned, Read: pinned }), click());

	expect(run.error).toBeUndefined();
	expect(rowsOf(run, 'After')).toEqual(pinned);
	expect(scene.sandbox.requests).toEqual([]);
});

test('data pinned to the node before ours is what ours gets', async () => {
	const rows = [fabrikam, tailspin].map(({ id }) => ({ customer: id }));
	const run = await scene.engine.runWorkflow(withPinned({ Before: rows }), click());

	expect(run.error).toBeUndefined();
	expect(scene.calls()).toEqual([
		...[fabrikam, tailspin].map(({ id }) => qualifyCall(id)),
		...[fabrikam, tailspin].map(({ id }) => agreementCall(id)),
	]);
	expect(run.items('Write').map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
	]);
});

test('Execute Step behind a pinned write runs on what is pinned', async () => {
	const whole = await scene.engine.runWorkflow(withPinned({}), click());
	const { length } = scene.calls();
	const run = await scene.engine.executeStep({
		workflow: withPinned({ Write: [{ customerId: fabrikam.id }] }),
		node: 'Read',
		after: whole,
		credentials: scene.credentials(),
	});

	expect(run.error).toBeUndefined();
	expect(scene.calls().slice(length)).toEqual([agreementCall(fabrikam.id)]);
	expect(rowsOf(run, 'Read')).toHaveLength(1);
});
