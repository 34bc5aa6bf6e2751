import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { options, WRITING } from '../../../nodes/shared/fields/options';
import { tellRunSummary } from '../../../nodes/shared/items/run-summary';
import type { Impact, Outcome } from '../../../nodes/shared/items/task';
import { errorsOf, GOOD, operation, run, SET } from '../support/run';

beforeEach(forgetAll);

const PARAMETERS = { customerId: '={{ $json.c }}' };

describe('Max Changes', () => {
	const write = { ...SET, fields: { ...SET.fields, options: options(WRITING) } };
	const limited = (maxChanges: unknown) => ({
		items: GOOD.map((item, index) => ({ ...item, n: [maxChanges, 1, 1][index] as number })),
		parameters: { ...PARAMETERS, options: { maxChanges: '={{ $json.n }}' } },
		continueOnFail: true,
	});

	test.each([
		[0, 3],
		[3, 3],
		[2, 0],
	])('of %d, by the first item, lets %d writes through: all or none', async (max, sent) => {
		const { output, requests } = await run(write, limited(max));
		expect(requests).toHaveLength(sent);
		const message = expect.stringMatching(/^This run would write 3 items, (?:and|but) Max Changes/);
		const failed = { message, outcome: 'notSent', attempts: 0 };
		expect(errorsOf(output)).toMatchObject(Array(3).fill(sent === 0 ? failed : undefined));
	});

	test.each<[Impact]>([['none'], ['refresh'], ['dryRun']])(
		'does not count what is a %s',
		async (impact) => {
			const harmless = { ...write, impact: () => impact };
			expect((await run(harmless, limited(1))).requests).toHaveLength(3);
		},
	);
});

test('what an item wants of its input is noted although it fails', async () => {
	const { output } = await run(
		operation(() => ({})),
		{
			items: [{ c: 'x', more: 1 }],
			parameters: { ...PARAMETERS, options: { includeInput: true } },
			continueOnFail: true,
		},
	);
	expect(errorsOf(output)).toMatchObject([{ input: { c: 'x', more: 1 } }]);
});

test('the input stands beside each output item, as a copy, unless the output has one of its own', async () => {
	const items = [{ c: GOOD[0]?.c ?? '', deep: { a: 1 } }];
	const parameters = { ...PARAMETERS, options: { includeInput: true } };
	const two = operation(() => ({ run: async () => [{ n: 1 }, { n: 2, input: 'own' }] }));
	const { output } = await run(two, { items, parameters });
	expect(output.map(({ json }) => json)).toEqual([
		{ n: 1, input: items[0] },
		{ n: 2, input: 'own' },
	]);
	expect((output[0]?.json.input as typeof items)[0]).toBeUndefined();
	expect((output[0]?.json.input as (typeof items)[0]).deep).not.toBe(items[0]?.deep);
});

describe('the summary of a run', () => {
	const summaryOf = (...outcomes: Array<'done' | 'rejected' | 'notSent' | 'unknown'>) => {
		const hints: string[] = [];
		const settled = outcomes.map((outcome): Outcome => {
			if (outcome === 'done') return { json: [] };
			return { failure: { kind: 'other', message: '', attempts: 0, outcome } };
		});
		const addExecutionHints = (...more: Array<{ message: string }>) =>
			void hints.push(...more.map(({ message }) => message));
		tellRunSummary({ addExecutionHints }, settled);
		return hints;
	};

	test('is none where all went through, or where there was nothing to do', () => {
		expect([summaryOf('done', 'done'), summaryOf()]).toEqual([[], []]);
	});

	test('counts what became of the items', () => {
		expect(summaryOf('done', 'rejected', 'notSent', 'notSent', 'unknown')).toEqual([
			'Of 5 items, 1 went through, 1 was rejected, 2 were not sent, 1 has an unknown outcome.',
		]);
		expect(summaryOf('rejected')).toEqual(['Of 1 item, 0 went through, 1 was rejected.']);
	});
});
