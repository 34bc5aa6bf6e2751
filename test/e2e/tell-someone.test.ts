import { approvalLink, decide } from '../../playground/approval';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import type { WorkflowFile, WorkflowNode } from '../../playground/n8n-api';
import { callWebhook } from '../../playground/onboarding';
import { nextMails, untilThere } from '../../playground/wait';

/** The two workflows that all templates share: "Tell someone" and "Something failed". */
const TEAM = 'team@example.com';
/** n8n looks for executions that have waited long enough once a minute. */
const WAIT_LIMIT_MS = 90_000;

let world: TemplateWorld;
let nextMail: ReturnType<typeof nextMails>;

beforeAll(async () => {
	world = await startTemplateWorld({ settings: { 'tell-someone': { team: TEAM } } });
});
afterAll(async () => {
	await world.stop();
});
beforeEach(() => {
	world.sandbox.reset();
	nextMail = nextMails(world.mailbox);
});

/** A workflow whose webhook hands its body to another workflow, and answers what comes back. */
function caller(path: string, workflowId: string): WorkflowFile {
	const steps = [
		{ name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path },
		{ name: 'Message', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		{ name: 'Call', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2 },
	];
	const parameters = [
		{ path, httpMethod: 'POST', options: {} },
		{ mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} },
		{
			workflowId: { __rl: true, mode: 'id', value: workflowId },
			workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] },
			mode: 'once',
			options: { waitForSubWorkflow: true },
		},
	];
	const nodes: WorkflowNode[] = steps.map((step, index) => ({
		...step,
		id: `00000000-0000-4000-8000-00000000000${index}`,
		position: [200 * index, 0],
		parameters: parameters[index] ?? {},
	}));
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const connections = { Hook: to('Message'), Message: to('Call') };
	const errorWorkflow = world.templates['something-failed'].id;
	return { name: `Calls ${path}`, nodes, connections, settings: { errorWorkflow } };
}

/** Publishes a caller; what it returns calls it, and waits for what comes back. */
async function publishCaller(path: string, workflowId = world.templates['tell-someone'].id) {
	const id = await world.n8n.publish(caller(path, workflowId));
	return {
		async call(message: Record<string, unknown>): Promise<void> {
			await callWebhook(`${world.n8n.url}/webhook/${path}`, message);
		},
		/** What the other workflow gave back, once the caller has gone on. */
		async result(limitMs?: number): Promise<Record<string, unknown> | undefined> {
			return await untilThere(
				'the end of the caller',
				async () => {
					const executionId = await world.n8n.api.latestExecution(id);
					if (!executionId) return undefined;
					const { status, items } = await world.n8n.api.openExecution(executionId);
					return status === 'success' ? items('Call')[0] : undefined;
				},
				limitMs,
			);
		},
	};
}

test('a message goes to who is named, or to the team, as text and as HTML', async () => {
	const { call } = await publishCaller('messages');
	await call({ to: 'sales@example.com', subject: 'One', text: 'Plain <b>text</b>' });
	expect(await nextMail()).toMatchObject({
		to: ['sales@example.com'],
		subject: 'One',
		text: 'Plain <b>text</b>\n',
		html: '',
	});
	await call({ subject: 'Two', text: 'Plain', html: '<b>Rich</b>\n' });
	expect(await nextMail()).toMatchObject({
		to: [TEAM],
		text: 'Plain\n',
		html: expect.stringMatching(/^<b>Rich<\/b>\s*$/) as string,
	});
});

test.each([
	['Approve', true],
	['Decline', false],
] as const)(
	'%s reaches the caller, which has waited, with the comment',
	async (decision, approved) => {
		const { call, result } = await publishCaller(`ask-${decision.toLowerCase()}`);
		await call({ subject: 'May I?', text: 'One license.', askApproval: true });
		await decide(await nextMail(), decision, 'As discussed');

		expect(await result()).toEqual({
			approved,
			comment: 'As discussed',
			decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
		});
	},
);

test('a mail scanner that opens every link approves nothing', async () => {
	const { call, result } = await publishCaller('scanned');
	await call({ subject: 'May I?', text: 'One license.', askApproval: true });
	const mail = await nextMail();
	for (const method of ['HEAD', 'GET']) await fetch(approvalLink(mail), { method });
	await decide(mail, 'Decline');

	expect(await result()).toMatchObject({ approved: false });
});

test('HTML in a text that comes from outside is shown, not carried out', async () => {
	const { call } = await publishCaller('hostile');
	const text = 'Row 1: <img src=x onerror=alert(1)> &lt;script&gt; R&D';
	await call({ subject: 'May I?', text, askApproval: true });
	const { html } = await nextMail();

	expect(html).toContain('‹img src=x onerror=alert(1)›');
	expect(html).not.toMatch(/<img|<script/);
});

test('no answer in time counts as declined', async () => {
	const { id } = world.templates['tell-someone'];
	const { name, nodes, connections, settings } = await world.n8n.api.readWorkflow(id);
	const asking = nodes.find((node) => node.name === 'Ask for approval');
	const options = asking?.parameters.options as Record<string, unknown>;
	expect(options.limitWaitTime).toEqual({
		values: { limitType: 'afterTimeInterval', resumeAmount: 3, resumeUnit: 'days' },
	});
	// Three days are too long for a test.
	options.limitWaitTime = {
		values: { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' },
	};
	const copy = { name: `${name} (impatient)`, nodes, connections, settings };
	const { call, result } = await publishCaller('silent', await world.n8n.publish(copy));
	await call({ subject: 'May I?', text: 'One license.', askApproval: true });
	await nextMail();

	expect(await result(WAIT_LIMIT_MS)).toMatchObject({ approved: false, comment: '' });
});

test('the team learns of an execution that failed, with a link to it', async () => {
	const { call } = await publishCaller('fails');
	await call({ subject: 'No such address', text: 'x', to: 'nobody' });
	const mail = await nextMail();

	expect(mail).toMatchObject({ to: [TEAM], subject: 'Calls fails: failed at "Call"' });
	expect(mail.text).toContain('The workflow "Calls fails" failed at "Call".');
	expect(mail.text).toMatch(/Execution: http:\/\/127\.0\.0\.1:\d+\/workflow\/\w+\/executions\/\d+/);
});

test('the team learns of a trigger that cannot start, and why', async () => {
	world.sandbox.inject({
		kind: 'status',
		status: 403,
		times: 'always',
		match: { path: '/v1/Customers/mca' },
	});
	const mail = await nextMail();

	expect(mail).toMatchObject({ to: [TEAM], subject: 'Agreement signed: cannot start' });
	expect(mail.text).toContain(
		'A trigger of the workflow "Agreement signed" failed, so the workflow was not started.',
	);
	expect(mail.text).toMatch(/not allow|roles?|permission/i);
});
