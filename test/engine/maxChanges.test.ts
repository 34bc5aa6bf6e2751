import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../sandbox/seed';
import { byId, CUSTOMER, useScene } from './support';

/** A limit for runs that nobody looks at. */
const scene = useScene();

const IDENTIFIER = {
	resource: 'customer',
	operation: 'setInternalIdentifier',
	internalIdentifier: 'CRM-2001',
};
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;
const MODES = [undefined, 'continueErrorOutput', 'continueRegularOutput'] as const;
const writes = () => scene.requests().filter(({ method }) => method !== 'GET');

describe('Max Changes', () => {
	const node = { ...IDENTIFIER, customerId: byId('={{ $json.id }}') };
	const items = Object.values(CUSTOMERS)
		.slice(0, 4)
		.map(({ id }) => ({ id }));
	const limited = (maxChanges: unknown, more: INodeParameters = {}): INodeParameters => ({
		...node,
		...more,
		options: { maxChanges: maxChanges as string },
	});

	describe.each(MODES)('with onError %s', (onError) => {
		test('refuses a run that would write more, as a whole', async () => {
			const run = await scene.run(limited(3), { items, onError });
			const failures =
				onError === undefined
					? [run.error?.context?.data]
					: [...run.output, ...run.errorOutput].map(({ json }) => json.error);

			expect(failures).toHaveLength(onError === undefined ? 1 : 4);
			for (const failure of failures) {
				expect(failure).toMatchObject({
					message: 'This run would write 4 items, but Max Changes allows only 3',
					outcome: 'notSent',
					attempts: 0,
				});
			}
			expect(scene.sandbox.requests).toEqual([]);
		});

		test('refuses it also before anything is looked up', async () => {
			const customerId = { __rl: true, mode: 'domain', value: CUSTOMER.domain };
			await scene.run(limited(1, { customerId }), { items, onError });

			expect(scene.sandbox.requests).toEqual([]);
		});

		test.each([4, 5, 0, '={{ "4" }}'])('lets a run of four through for %j', async (max) => {
			const run = await scene.run(limited(max), { items, onError });

			expect(run.output).toHaveLength(4);
			expect(writes()).toHaveLength(4);
		});

		test.each(['={{ $json.renamed }}', '={{ null }}', '={{ "" }}', '', -1, 1.5, 'many'])(
			'never lets a run through for %j',
			async (max) => {
				const run = await scene.run(limited(max), { items, onError });

				expect(JSON.stringify([run.error, run.output, run.errorOutput])).toContain(
					'Max Changes must be a whole number',
				);
				expect(scene.sandbox.requests).toEqual([]);
			},
		);
	});

	test('counts what would be written: not what is wrong, and not what is dry', async () => {
		const dryRun = '={{ $json.dry ?? false }}';
		const mixed = [...items.slice(0, 2), { id: 'Northwind' }, { ...items[2], dry: true }];
		const run = await scene.run(limited(2, { dryRun }), { items: mixed, ...ON_ERROR_BRANCH });

		expect(run.output).toHaveLength(3);
		expect(writes()).toHaveLength(2);
	});

	test('is what the first item says', async () => {
		const mixed = items.map((item, index) => ({ ...item, max: index === 0 ? 3 : 100 }));
		const run = await scene.run(limited('={{ $json.max }}'), { items: mixed });

		expect(run.error?.message).toBe('This run would write 4 items, but Max Changes allows only 3');
	});

	test('is that also when the first item is refused for something else', async () => {
		const mixed = [{ id: 'Northwind' }, ...items].map((item, index) => ({
			...item,
			max: index === 0 ? 3 : 100,
		}));
		const run = await scene.run(limited('={{ $json.max }}'), { items: mixed, ...ON_ERROR_BRANCH });

		expect(run.output).toEqual([]);
		expect(run.errorOutput).toHaveLength(5);
		expect(scene.sandbox.requests).toEqual([]);
	});
});
