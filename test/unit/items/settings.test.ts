import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { options, WRITING } from '../../../nodes/shared/fields/options';
import type { Impact, Runnable } from '../../../nodes/shared/items/task';
import { BAD, errorsOf, GET, GOOD, operation, run, SET } from '../support/run';

/** Settings of the node in n8n that would do harm to what is written. */
beforeEach(forgetAll);

const write = { ...SET, fields: { ...SET.fields, options: options(WRITING) } };
const PARAMETERS = { customerId: '={{ $json.c }}' };

describe('Retry On Fail', () => {
	const node = { retryOnFail: true };
	const REFUSED = {
		message: 'Retry On Fail is on: it would write items again that have gone through',
		...{ outcome: 'notSent', attempts: 0 },
	};

	test('is refused for a write, before anything is sent', async () => {
		const { error, requests } = await run(write, { items: GOOD, node });
		expect(error).toMatchObject({
			message: REFUSED.message,
			description: expect.stringMatching(/^Turn it off under Settings: /),
			context: { itemIndex: 0, data: { outcome: 'notSent' } },
		});
		expect(error?.description).toContain('3 items did not go through: items 0-2.');
		expect(requests).toEqual([]);
	});

	test('gives one error item each when the node continues: n8n must not run it again', async () => {
		const { output, requests } = await run(write, { items: GOOD, node, continueOnFail: true });
		expect(errorsOf(output)).toMatchObject(Array(3).fill(REFUSED));
		const ids = errorsOf(output).map((error) => error?.correlationId);
		expect(new Set(ids).size).toBe(3);
		expect(ids).not.toContain(undefined);
		expect(requests).toEqual([]);
	});

	test('is what is told also where nothing could be sent at all', async () => {
		const given = { items: GOOD, node, continueOnFail: true, credential: { tenant: '' } };
		const { output } = await run(write, given);
		expect(errorsOf(output)).toMatchObject(Array(3).fill(REFUSED));
	});

	test.each<[Impact]>([['none'], ['refresh'], ['dryRun']])('is fine for a %s', async (impact) => {
		const harmless = { ...write, impact: () => impact };
		expect((await run(harmless, { items: GOOD, node })).requests).toHaveLength(3);
	});

	test('is fine where writing twice does no harm, and where it is off', async () => {
		const parameters = { ...PARAMETERS, options: { retryUnknownOutcome: true } };
		expect((await run(write, { items: GOOD, node, parameters })).requests).toHaveLength(3);
		const off = { retryOnFail: false };
		expect((await run(write, { items: GOOD, node: off })).requests).toHaveLength(3);
	});
});

describe('Always Output Data', () => {
	const node = { alwaysOutputData: true, onError: 'continueErrorOutput' } as const;
	const WARNING = {
		...{ type: 'warning', location: 'outputPane' },
		message: expect.stringMatching(/^Always Output Data is on: .* with one empty item/),
	};

	test('is warned of where items are written and errors have a branch of their own', async () => {
		const { hints, output } = await run(write, { items: GOOD, node });
		expect(hints).toEqual([WARNING]);
		expect(output).toHaveLength(3);
	});

	test.each<[string, typeof GET, object]>([
		['it is off', write, { ...node, alwaysOutputData: false }],
		['there is no error branch', write, { ...node, onError: 'continueRegularOutput' }],
		['the node only reads', GET, node],
		['nothing is written', { ...write, impact: () => 'dryRun' }, node],
	])('is not where %s', async (_, runnable, settings) => {
		expect((await run(runnable, { items: GOOD, node: settings })).hints).toEqual([]);
	});

	test('is where one item of several writes, and not for those that are bad', async () => {
		const some = {
			...write,
			impact: ({ customerId }: object & { customerId?: string }) =>
				customerId === GOOD[1]?.c ? 'write' : 'dryRun',
		} as typeof write;
		expect((await run(some, { items: GOOD, node })).hints).toEqual([WARNING]);
		const bad = await run(write, { items: [BAD], node, continueOnFail: true });
		expect(bad.hints).not.toContainEqual(WARNING);
	});
});

test('what breaks down while an item is read fails for that item alone', async () => {
	const broken: Runnable = {
		...operation(() => ({ run: async () => [{ done: true }] })),
		impact: (values) => {
			if ((values as { customerId?: string }).customerId === GOOD[1]?.c) throw new Error('Broken');
			return 'none';
		},
	};
	const { output } = await run(broken, { items: GOOD, continueOnFail: true });
	expect(errorsOf(output)).toMatchObject([
		undefined,
		{ message: 'Broken', outcome: 'notSent' },
		undefined,
	]);
});
