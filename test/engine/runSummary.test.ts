import { CUSTOMERS } from '../../sandbox/seed';
import { byId, CUSTOMER, useScene } from './support';
import { useJitter } from './support/jitter';

/** What became of the items of a run, in one sentence. */
const scene = useScene();

useJitter(0);

const SET = {
	resource: 'customer',
	operation: 'setInternalIdentifier',
	customerId: byId('={{ $json.id }}'),
	internalIdentifier: 'A',
	options: { maxConcurrency: 1, maxRetries: 0 },
};
const GOOD = Object.values(CUSTOMERS)
	.slice(0, 5)
	.map(({ id }) => ({ id }));
const summaries = (hints: ReadonlyArray<{ message: string }>) =>
	hints.map(({ message }) => message).filter((message) => message.startsWith('Of '));

test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
	'is told once with %s, and adds no item',
	async (onError) => {
		scene.sandbox.inject({ kind: 'status', status: 400 });
		scene.sandbox.inject({ kind: 'resetAfter' });
		const run = await scene.run(SET, {
			items: [...GOOD, { id: 'Northwind' }, { id: '' }],
			onError,
		});

		expect(run.hints).toEqual([
			{
				type: 'warning',
				location: 'outputPane',
				message:
					'Of 7 items, 3 went through, 1 was rejected, 2 were not sent, 1 has an unknown outcome.',
			},
		]);
		expect(run.output.length + run.errorOutput.length).toBe(7);
	},
);

test('is told when nothing could be sent', async () => {
	const run = await scene.run(SET, { items: [{ id: '' }], onError: 'continueErrorOutput' });

	expect(summaries(run.hints)).toEqual(['Of 1 item, 0 went through, 1 was not sent.']);
});

test('is told for reads as well', async () => {
	const run = await scene.run(
		{ resource: 'customer', operation: 'get', customerId: byId('={{ $json.id }}') },
		{ items: [{ id: CUSTOMER.id }, { id: '' }], onError: 'continueRegularOutput' },
	);

	expect(summaries(run.hints)).toEqual(['Of 2 items, 1 went through, 1 was not sent.']);
});

test('is not told when all went through', async () => {
	const run = await scene.run(SET, { items: GOOD, onError: 'continueErrorOutput' });

	expect(run.output).toHaveLength(5);
	expect(run.hints).toEqual([]);
});
