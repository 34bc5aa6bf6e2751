import { CUSTOMERS } from '../../../sandbox/seed';
import { byId, TRIGGER, type WorkflowRun } from '../support';
import {
	agreementCall,
	cloudCockpit,
	edit,
	GET_AGREEMENT,
	itemsOf,
	QUALIFY,
	qualifyCall,
	rowsOf,
	trigger,
	useChains,
	workflowOf,
} from './support';

const scene = useChains();

const LISTED = [CUSTOMERS.adventureWorks, CUSTOMERS.northwind];
const ID = byId('={{ $json.id }}');

const customers = cloudCockpit('Customers', {
	...{ resource: 'customer', operation: 'getMany', limit: LISTED.length },
});
const BEFORE = workflowOf([trigger, customers], [[TRIGGER, ['Customers']]]);

/** Lists customers, does two things for each, and goes on. */
const WORKFLOW = workflowOf(
	[
		trigger,
		customers,
		cloudCockpit('Agreement', { ...GET_AGREEMENT, customerId: ID }),
		cloudCockpit('Qualification', { ...QUALIFY, customerId: byId('={{ $json.customerId }}') }),
		edit('After', { name: "={{ $('Customers').item.json.companyName }}" }),
	],
	[
		[TRIGGER, ['Customers']],
		['Customers', ['Agreement']],
		['Agreement', ['Qualification']],
		['Qualification', ['After']],
	],
);

const NAMES = LISTED.map(({ companyName: name }) => ({ name }));
const LIST = 'GET /v1/Customers';
const READ = LISTED.map(({ id }) => agreementCall(id));
const WRITE = LISTED.map(({ id }) => qualifyCall(id));

/** The editor, with the same saved credential at each click. */
async function openEditor() {
	const credentials = await scene.savedCredentials();
	const sent = async (click: () => Promise<WorkflowRun>) => {
		const { length } = scene.calls();
		const run = await click();
		expect(run.error).toBeUndefined();
		return { run, calls: scene.calls().slice(length) };
	};
	return {
		executeWorkflow: async (workflow = WORKFLOW) =>
			await sent(async () => {
				const click = { items: itemsOf([{}]), mode: 'manual' as const, credentials };
				return await scene.engine.runWorkflow(workflow, click);
			}),
		executeStep: async (node: string, after: WorkflowRun, changed?: string[]) =>
			await sent(async () => {
				const click = { workflow: WORKFLOW, node, after, changed, credentials };
				return await scene.engine.executeStep(click);
			}),
	};
}

test('Execute Step runs on what the nodes before it gave, and sends nothing of theirs again', async () => {
	const { executeWorkflow, executeStep } = await openEditor();
	const before = await executeWorkflow(BEFORE);
	expect(before.calls).toEqual([LIST]);

	const { run, calls } = await executeStep('Agreement', before.run);
	expect(calls).toEqual(READ);
	expect(run.items('Agreement').map(({ json }) => json.customerId)).toEqual(
		LISTED.map(({ id }) => id),
	);
	expect(run.task('Qualification')).toBeUndefined();
});

test('a second click sends what that node sends, and no more', async () => {
	const { executeWorkflow, executeStep } = await openEditor();
	const whole = await executeWorkflow();
	expect(whole.calls).toEqual([LIST, ...READ, ...WRITE]);

	const first = await executeStep('Agreement', whole.run);
	const second = await executeStep('Agreement', first.run);
	expect([first.calls, second.calls]).toEqual([READ, READ]);
	expect(scene.tokenRequests()).toHaveLength(1);
});

test('a click on a write writes what it is to write, and nothing before it is read again', async () => {
	const { executeWorkflow, executeStep } = await openEditor();
	const whole = await executeWorkflow();
	const { run, calls } = await executeStep('Qualification', whole.run);

	expect(calls).toEqual(WRITE);
	expect(run.items('Qualification').map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
	]);
});

test('a click on a node behind a write does not write again', async () => {
	const { executeWorkflow, executeStep } = await openEditor();
	const whole = await executeWorkflow();
	const { run, calls } = await executeStep('After', whole.run);

	expect(calls).toEqual([]);
	expect(rowsOf(run, 'After')).toEqual(NAMES);
});

test('a node that was changed since is run again, and what comes after it', async () => {
	const { executeWorkflow, executeStep } = await openEditor();
	const whole = await executeWorkflow();
	const { calls } = await executeStep('Agreement', whole.run, ['Customers']);

	expect(calls).toEqual([LIST, ...READ]);
});
