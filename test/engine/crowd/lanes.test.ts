import type { IDataObject } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, until, USERS, useScene } from '../support';
import { createExecutions } from './support';

const scene = useScene();

const { terryAdams, annetteHill } = USERS;
const NODE = {
	authentication: 'oAuth2',
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId('={{ $json.user }}'),
	assignSkuIds: '={{ $json.assign }}',
	removeSkuIds: '={{ $json.remove }}',
	dryRun: '={{ $json.dryRun ?? false }}',
	options: { correlationId: '={{ $json.as }}', timeout: 1, maxConcurrency: 1 },
};
const AS = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const SKU = SKUS.businessPremium.skuId;
const item = (number: number, user: { id: string }, more: IDataObject = {}): IDataObject => ({
	as: AS(number),
	user: user.id,
	assign: number % 2 === 1 ? SKU : '',
	remove: number % 2 === 1 ? '' : SKU,
	...more,
});

/** What the API was sent, by the numbers of the items. */
const sent = () =>
	scene.requests().map(({ headers }) => Number(String(headers['x-correlation-id']).slice(-1)));
const waiting = () => scene.requests().filter(({ status }) => status === null).length;

test('two executions that write to one user do not interleave', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 30, times: 'always' });
	const executions = await createExecutions(scene);
	const first = await executions.start([item(1, terryAdams), item(2, terryAdams)], { node: NODE });
	await until(() => sent().length > 0);
	const others = executions.runAll(
		[[item(3, terryAdams), item(4, terryAdams)], [item(5, annetteHill)]],
		{ node: NODE },
	);
	await first.finished;
	await others;

	const toTerry = sent().filter((number) => number !== 5);
	expect(toTerry).toEqual([1, 2, 3, 4]);
	// Another user is not held up by that.
	expect(sent().indexOf(5)).toBeLessThan(sent().indexOf(4));
});

test('executions that want the same users in another order all come to their end', async () => {
	const orders = [
		[item(1, terryAdams), item(2, annetteHill)],
		[item(3, annetteHill), item(4, terryAdams)],
		[item(5, terryAdams), item(6, annetteHill), item(7, terryAdams)],
	];
	const runs = await (await createExecutions(scene)).runAll(orders, { node: NODE });

	expect(runs.map(({ output }) => output.length)).toEqual([2, 2, 3]);
	expect(sent().sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a dry run waits for nobody', async () => {
	scene.sandbox.inject({ kind: 'hang', match: { method: 'PATCH' } });
	const executions = await createExecutions(scene);
	const writing = await executions.start([item(1, terryAdams)], { node: NODE });
	await until(() => waiting() === 1);
	const [planned] = await executions.runAll([[item(2, terryAdams, { dryRun: true })]], {
		node: NODE,
	});

	expect(planned?.output[0]?.json).toMatchObject({ dryRun: true });
	expect(waiting()).toBe(1);
	writing.cancel();
});

test('who waits for a user and is stopped leaves at once, and the next one has its turn', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 300, match: { method: 'PATCH' } });
	const executions = await createExecutions(scene);
	const [first, second, third] = await Promise.all(
		[1, 2, 3].map(
			async (number) => await executions.start([item(number, terryAdams)], { node: NODE }),
		),
	);
	await until(() => sent().length === 1);
	second?.cancel();
	const stopped = await second?.finished;

	expect(stopped?.workflow.status).toBe('canceled');
	expect(waiting()).toBe(1);
	expect((await first?.finished)?.error).toBeUndefined();
	expect((await third?.finished)?.error).toBeUndefined();
	expect(sent()).toEqual([1, 3]);
});

describe('after an outcome that is unknown', () => {
	const NOT_SENT = {
		outcome: 'notSent',
		attempts: 0,
		message: expect.stringContaining('an earlier write to the same target'),
	};
	const onError = 'continueErrorOutput';

	test('the rest for that user is not sent, and says so; other users are', async () => {
		scene.sandbox.inject({ kind: 'hang', match: { method: 'PATCH' } });
		const items = [
			item(1, terryAdams),
			item(2, terryAdams),
			item(3, annetteHill),
			item(4, terryAdams),
		];
		const [run] = await (await createExecutions(scene)).runAll([items], { node: NODE, onError });

		expect(sent()).toEqual([1, 3]);
		expect(run?.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
		expect(run?.errorOutput.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'unknown', correlationId: AS(1) }),
			expect.objectContaining({ ...NOT_SENT, correlationId: AS(2) }),
			expect.objectContaining({ ...NOT_SENT, correlationId: AS(4) }),
		]);
	});

	test('nor is what another execution was waiting to send; what comes later is', async () => {
		scene.sandbox.inject({ kind: 'hang', match: { method: 'PATCH' } });
		const executions = await createExecutions(scene);
		const more = { node: NODE, onError } as const;
		const first = await executions.start([item(1, terryAdams)], more);
		await until(() => sent().length === 1);
		const [second] = await executions.runAll([[item(2, terryAdams)]], more);
		const [third] = await executions.runAll([[item(3, terryAdams)]], more);

		expect((await first.finished).errorOutput[0]?.json.error).toMatchObject({
			outcome: 'unknown',
		});
		expect(second?.errorOutput[0]?.json.error).toMatchObject(NOT_SENT);
		expect(third?.output[0]?.json).toMatchObject({ success: true });
		expect(sent()).toEqual([1, 3]);
	});

	test('ends a run that stops on errors: what rests is not sent again', async () => {
		const executions = await createExecutions(scene);
		await executions.runAll([[item(9, USERS.pilarAckerman)]], { node: NODE });
		const aboutTerry = { method: 'PATCH', path: terryAdams.id };
		const aboutAnnette = { method: 'PATCH', path: annetteHill.id };
		scene.sandbox.inject({ kind: 'hang', match: aboutTerry });
		scene.sandbox.inject({ kind: 'status', status: 503, retryAfter: 1.6, match: aboutAnnette });
		const first = await executions.start([item(1, terryAdams)], { node: NODE, onError });
		await until(() => sent().includes(1));
		const [second] = await executions.runAll([[item(2, terryAdams), item(3, annetteHill)]], {
			node: NODE,
		});
		await first.finished;

		expect(second?.error?.message).toContain('an earlier write to the same target');
		expect(sent()).toEqual([9, 1, 3]);
	});

	test('a refresh, which does no harm, is sent all the same', async () => {
		scene.sandbox.inject({ kind: 'resetBefore', times: 1 });
		const node = {
			authentication: 'oAuth2',
			resource: 'mca',
			operation: 'refresh',
			...AT_CUSTOMER,
			options: { maxRetries: 0, returnAgreement: false },
		};
		const [run] = await (await createExecutions(scene)).runAll([[{}, {}]], { node, onError });

		expect(run?.errorOutput).toHaveLength(1);
		expect(run?.output).toHaveLength(1);
	});
});
