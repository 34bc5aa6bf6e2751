import * as chance from '../../../nodes/shared/api/jitter';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { BAD, errorsOf, GET, GOOD, idOf, NOBODY, operation, run, SET } from '../support/run';

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

test('items come out in the order in which they went in, each with its own', async () => {
	const { output, error, hints } = await run(GET, { items: GOOD }, async ({ url }) => {
		if (url.endsWith(idOf(2))) await new Promise((resolve) => setTimeout(resolve, 10));
		return undefined;
	});
	expect(error).toBeUndefined();
	expect(output).toStrictEqual(
		GOOD.map(({ c: id }, item) => ({ json: { id }, pairedItem: { item } })),
	);
	expect(hints).toEqual([]);
});

test('all entries of a list belong to the item that asked for it', async () => {
	const list = operation(() => ({ run: async () => [{ n: 1 }, { n: 2 }] }));
	const { output } = await run(list, { items: GOOD.slice(0, 2) });
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 0, 1, 1].map((item) => ({ item })),
	);
});

test('no item, no request', async () => {
	const { output, error, requests } = await run(GET, { items: [], credential: {} });
	expect([output, error, requests]).toEqual([[], undefined, []]);
});

describe('a bad item', () => {
	test('stops the run before anything is sent', async () => {
		const { error, output, requests } = await run(GET, { items: [...GOOD, BAD, BAD] });
		expect(output).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^Customer must be a GUID/),
			description: expect.stringContaining('2 items did not go through: items 3-4.'),
			context: { itemIndex: 3 },
		});
		expect(requests).toEqual([]);
	});

	test('becomes an error item when the node continues, the others are carried out', async () => {
		const items = [BAD, ...GOOD];
		const { output, requests } = await run(GET, { items, continueOnFail: true });
		expect(errorsOf(output)).toMatchObject([{ outcome: 'notSent' }, ...Array(3)]);
		expect(output[0]?.pairedItem).toEqual({ item: 0 });
		expect(requests).toHaveLength(3);
	});

	test('is all that is told when every item is bad', async () => {
		const given = { items: [BAD, BAD], continueOnFail: true, credential: {} };
		const { output, hints } = await run(GET, given);
		expect(errorsOf(output)).toMatchObject(
			Array(2).fill({ message: expect.stringMatching(/^Customer must be/) }),
		);
		expect(hints.map(({ message }) => message)).toEqual([
			'Of 2 items, 0 went through, 2 were not sent.',
		]);
	});

	test('whose expression fails says so', async () => {
		const given = { parameters: { customerId: '={{ broken }}' }, items: [{}] };
		const { output } = await run(GET, { ...given, continueOnFail: true });
		expect(errorsOf(output)[0]?.message).toBe(
			'Customer has an expression that cannot be evaluated: broken is not a function',
		);
	});
});

describe('an item that fails', () => {
	const items = [GOOD[0], NOBODY, GOOD[1], GOOD[2]].map((item) => ({ ...item }));
	const parameters = { customerId: '={{ $json.c }}', options: { maxConcurrency: 1 } };

	test('stops the run, which starts nothing more and tells what it has done', async () => {
		const { error, requests } = await run(SET, { items, parameters });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
			description: expect.stringContaining('Already applied: item 0. Not sent: items 2-3.'),
			context: { itemIndex: 1, data: { outcome: 'rejected', attempts: 1 } },
		});
		expect(requests).toHaveLength(2);
	});

	test('keeps back those that wait for their turn, and is the one that is told', async () => {
		const failFirst = [NOBODY, ...GOOD];
		const { error, requests } = await run(SET, { items: failFirst });
		expect(error?.context.itemIndex).toBe(0);
		expect(error?.description).toContain('Not sent: items 1-3.');
		// They have not failed.
		expect(error?.description).not.toContain('did not go through');
		expect(requests).toHaveLength(1);
	});

	test('leaves the others alone when the node continues', async () => {
		const { output } = await run(SET, { items, continueOnFail: true });
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
		const { output, error } = await run(GET, { items: [NOBODY], node });
		expect(output).toHaveLength(continues ? 1 : 0);
		expect(error === undefined).toBe(continues);
	});
});

describe('a credential that cannot be used', () => {
	const credential = { tenant: '', accessToken: 'x' };

	test('stops the run with the reason', async () => {
		const { error } = await run(GET, { items: GOOD, credential });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^The Tenant in the credential must be/),
			context: { data: { outcome: 'notSent', attempts: 0 } },
		});
	});

	test('is not looked at when an item is bad, which stops the run before', async () => {
		const { error } = await run(GET, { items: [...GOOD, BAD], credential });
		expect(error?.message).toMatch(/^Customer/);
		expect(error?.context.itemIndex).toBe(3);
		expect(error?.description).not.toContain('did not go through');
	});

	test('is the reason of every good item when the node continues', async () => {
		const given = { items: [BAD, ...GOOD], credential, continueOnFail: true };
		const { output, requests } = await run(GET, given);
		expect(errorsOf(output).map((error) => error?.message)).toEqual([
			expect.stringMatching(/^Customer/),
			...Array(3).fill(expect.stringMatching(/^The Tenant in/)),
		]);
		expect(requests).toEqual([]);
	});
});
