import type { OnError } from 'n8n-workflow';

import { CUSTOMERS } from '../../sandbox/seed';
import { byId, CUSTOMER, INSTANCE, useScene } from './support';
import { operationCase } from './support/operations';

const scene = useScene();

const UPDATE = {
	...operationCase('qualification.update').node,
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
};
const ITEMS = [{ id: CUSTOMERS.northwind.id }, { id: CUSTOMER.id }];
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const REFUSED = 'Retry On Fail is on: it would write items again that have gone through';

/** The first item fails, so that n8n would run the whole node again. */
const failFirst = () =>
	scene.sandbox.inject({
		kind: 'status',
		status: 400,
		times: 'always',
		match: { path: CUSTOMERS.northwind.id },
	});

test.each<OnError | undefined>([undefined, 'continueRegularOutput', 'continueErrorOutput'])(
	'n8n does not write good items again, with onError %s',
	async (onError) => {
		failFirst();
		const run = await scene.run(UPDATE, { items: ITEMS, onError, settings: RETRY });

		expect(scene.sandbox.requests).toEqual([]);
		if (onError === undefined) {
			expect(run.error).toMatchObject({
				message: REFUSED,
				context: {
					data: {
						items: [
							{ item: 0, correlationId: expect.any(String), outcome: 'notSent' },
							{ item: 1, correlationId: expect.any(String), outcome: 'notSent' },
						],
					},
				},
			});
			return;
		}
		const items = [...run.output, ...run.errorOutput];
		expect(run.error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const { json } of items) {
			expect(json.error).toMatchObject({
				message: REFUSED,
				description: expect.stringContaining('Settings'),
				outcome: 'notSent',
				attempts: 0,
			});
		}
		expect(run[onError === 'continueErrorOutput' ? 'output' : 'errorOutput']).toEqual([]);
	},
);

test('a dry run and a read are allowed', async () => {
	const dry = await scene.run({ ...UPDATE, dryRun: true }, { items: ITEMS, settings: RETRY });
	const read = await scene.run(operationCase('mca.refresh').node, { settings: RETRY });

	expect(dry.output).toHaveLength(2);
	expect(read.output).toHaveLength(1);
});

test('who says that repeats do no harm may have them', async () => {
	const run = await scene.run(
		{ ...UPDATE, options: { retryUnknownOutcome: true } },
		{ items: ITEMS, settings: RETRY },
	);

	expect(run.output).toHaveLength(2);
	expect(scene.sandbox.audit).toHaveLength(2);
});

describe('Always Output Data with the error output', () => {
	const settings = { alwaysOutputData: true };

	test('is warned of, since the success branch runs although every item failed', async () => {
		failFirst();
		const run = await scene.run(UPDATE, {
			items: ITEMS.slice(0, 1),
			onError: 'continueErrorOutput',
			settings,
		});

		expect(run.errorOutput).toHaveLength(1);
		expect(run.hints).toContainEqual(
			expect.objectContaining({ message: expect.stringContaining('Always Output Data') }),
		);
	});

	test('is nothing to warn of where nothing is written', async () => {
		const run = await scene.run(operationCase('mca.get').node, {
			onError: 'continueErrorOutput',
			settings,
		});

		expect(run.hints).toEqual([]);
	});
});
