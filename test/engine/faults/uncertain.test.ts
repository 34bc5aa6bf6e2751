import type { Fault } from '../../../sandbox';
import { useScene } from '../support';
import { useJitter } from '../support/jitter';
import { operationCase } from '../support/operations';

const scene = useScene();

useJitter(0);

test.each<[string, Fault, number]>([
	['a refusal', { kind: 'status', status: 400 }, 2],
	['an outage', { kind: 'status', status: 503, retryAfter: 0.01, times: 'always' }, 4],
	['a pause that is too long', { kind: 'rateLimit', retryAfter: 9_999 }, 2],
])(
	'an update that may have been carried out stays uncertain after %s',
	async (_, fault, attempts) => {
		scene.sandbox.inject({ kind: 'resetAfter' });
		scene.sandbox.inject(fault);
		const run = await scene.run(
			{
				...operationCase('qualification.update').node,
				options: { retryUnknownOutcome: true, maxRetries: 3 },
			},
			{ onError: 'continueErrorOutput' },
		);

		expect(scene.sandbox.audit).toHaveLength(1);
		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'unknown', attempts });
	},
);

test('a read is as it was answered last', async () => {
	scene.sandbox.inject({ kind: 'resetAfter' });
	scene.sandbox.inject({ kind: 'status', status: 400 });
	const { node } = operationCase('mca.get');
	const run = await scene.run(node, { onError: 'continueErrorOutput' });

	expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'rejected', attempts: 2 });
});
