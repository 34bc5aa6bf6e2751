import type { IDataObject } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, NOBODY, useNode } from '../support/node';

const scene = useNode();

const GET = { resource: 'customer', operation: 'get', customerId: byId('={{ $json.c }}') };
const SET = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	customerId: byId('={{ $json.c }}'),
};
const { adventureWorks, northwind, fabrikam } = CUSTOMERS;
const GOOD = [adventureWorks, northwind, fabrikam].map(({ id }) => ({ c: id }));
const BAD = { c: 'x' };
const idsOf = (output: Array<{ json: IDataObject }>) => output.map(({ json }) => json.id);

test('items come out in the order in which they went in, each with its own', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 30, match: { path: northwind.id } });
	const { output, error, hints } = await scene.run(GET, { items: GOOD });
	expect(error).toBeUndefined();
	expect(idsOf(output)).toEqual(GOOD.map(({ c }) => c));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(hints).toEqual([]);
});

test('all entries of a list belong to the item that asked for it', async () => {
	const list = { resource: 'customer', operation: 'getMany', limit: 2 };
	const { output } = await scene.run(list, { items: [{}, {}] });
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 0, 1, 1].map((item) => ({ item })),
	);
});

test('no item, no request', async () => {
	expect((await scene.run(GET, { items: [] })).output).toEqual([]);
	expect((await scene.run(GET, { items: [], credential: {} })).error).toBeUndefined();
	expect(scene.calls()).toEqual([]);
});

describe('a bad item', () => {
	test('stops the run before anything is sent', async () => {
		const { error, output } = await scene.run(GET, { items: [...GOOD, BAD, BAD] });
		expect(output).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^Customer must be a GUID/),
			description: expect.stringContaining('2 items did not go through: items 3-4.'),
			context: { itemIndex: 3 },
		});
		expect(scene.calls()).toEqual([]);
	});

	test('becomes an error item when the node continues, the others are carried out', async () => {
		const { output } = await scene.run(GET, { items: [BAD, ...GOOD], continueOnFail: true });
		expect(output).toHaveLength(4);
		expect(output[0]).toMatchObject({
			json: { error: { outcome: 'notSent' } },
			pairedItem: { item: 0 },
		});
		expect(scene.calls()).toHaveLength(3);
	});

	test('is all that is told when every item is bad', async () => {
		expect(await scene.json(GET, [BAD, BAD])).toHaveLength(2);
		const { hints } = await scene.run(GET, { items: [BAD], continueOnFail: true, credential: {} });
		expect(hints).toEqual([]);
	});
});

describe('an item that fails', () => {
	const items = [GOOD[0], { c: NOBODY }, GOOD[1], GOOD[2]].map((item) => ({ ...item }));

	test('stops the run, which starts nothing more and tells what it has done', async () => {
		const { error } = await scene.run({ ...SET, options: { maxConcurrency: 1 } }, { items });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
			description: expect.stringContaining('Already applied: item 0. Not sent: items 2-3.'),
			context: { itemIndex: 1, data: { outcome: 'rejected', attempts: 1 } },
		});
		expect(scene.calls()).toHaveLength(2);
	});

	test('leaves the others alone when the node continues', async () => {
		const { output } = await scene.run(SET, { items, continueOnFail: true });
		expect(output.map(({ json }) => Object.keys(json)[0])).toEqual([
			'success',
			'error',
			'success',
			'success',
		]);
	});

	test.each<[string, object, boolean]>([
		['cloudCockpitTool', {}, true],
		['cloudCockpitTool', { onError: 'continueRegularOutput' }, true],
		['cloudCockpitTool', { onError: 'stopWorkflow' }, false],
		['cloudCockpit', {}, false],
	])('as %s with %j becomes an item: %s', async (type, settings, continues) => {
		const node = { type: `n8n-nodes-cloudcockpit.${type}`, ...settings };
		const { output, error } = await scene.run(GET, { items: [{ c: NOBODY }], node });
		expect(output).toHaveLength(continues ? 1 : 0);
		expect(error === undefined).toBe(continues);
	});
});

describe('a credential that cannot be used', () => {
	const credential = { tenant: '', accessToken: 'x' };

	test('stops the run with the reason', async () => {
		const { error } = await scene.run(GET, { items: GOOD, credential });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^The Tenant in the credential must be/),
			context: { data: { outcome: 'notSent', attempts: 0 } },
		});
	});

	test('is the reason of every good item when the node continues', async () => {
		const options = { items: [BAD, ...GOOD], credential, continueOnFail: true };
		const { output } = await scene.run(GET, options);
		expect(output.map(({ json }) => (json.error as IDataObject).message)).toEqual([
			expect.stringMatching(/^Customer/),
			...Array(3).fill(expect.stringMatching(/^The Tenant in/)),
		]);
		expect(scene.calls()).toEqual([]);
	});
});

describe('what the items are looked up for first', () => {
	const update = {
		resource: 'license',
		operation: 'update',
		...AT_CUSTOMER,
		customerUserId: byId(CUSTOMER.placements[0].users.terryAdams.id),
		assignSkuIds: '={{ $json.sku }}',
		options: { checkAvailability: '={{ $json.check }}' } as never,
	};
	const SKU = '9f1b62c4-07de-4a38-b5f9-d41e8c20a763';

	test('stops the run before the first write', async () => {
		const items = [
			{ sku: SKU, check: false },
			{ sku: 'none', check: true },
		];
		const { error } = await scene.run(update, { items });
		expect(error?.message).toBe('The customer has no license none');
		expect(error?.context.itemIndex).toBe(1);
		expect(scene.calls()).toHaveLength(1);
	});

	test('keeps one item back when the node continues', async () => {
		const [first, second] = await scene.json(update, [
			{ sku: 'none', check: true },
			{ sku: SKU, check: true },
		]);
		expect(first).toMatchObject({ error: { outcome: 'notSent' } });
		expect(second).toMatchObject({ success: true });
		expect(scene.calls()).toHaveLength(2);
	});
});

test('a run that was slowed down says so once', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.02 });
	const { output, hints } = await scene.run(GET, { items: GOOD });
	expect(output).toHaveLength(3);
	expect(hints).toEqual([
		expect.objectContaining({ message: expect.stringMatching(/: 1 request had .* 0\.0 seconds/) }),
	]);
});

test.each([[false], [true]])('a run that is stopped ends with that: %s', async (continueOnFail) => {
	const stop = new AbortController();
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 60 });
	const run = scene.run(GET, { items: GOOD, signal: stop.signal, continueOnFail });
	while (scene.sandbox.requests[0]?.status !== 429) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	stop.abort();
	const { error, output } = await run;
	expect(output).toEqual([]);
	expect(error?.message).toBe('The execution was canceled');
	expect(scene.calls()).toHaveLength(1);

	const late = await scene.run(GET, { items: GOOD, signal: AbortSignal.abort(), continueOnFail });
	expect(late.error?.message).toBe('The execution was canceled');
	expect(scene.calls()).toHaveLength(1);
});

test('an item whose expression fails says so', async () => {
	const error = await scene.errorOf({ ...GET, customerId: byId('={{ broken }}') });
	expect(error.message).toBe(
		'Customer has an expression that cannot be evaluated: broken is not a function',
	);
});
