import { generatedCustomerId } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, useScene } from './support';
import { TRIGGER } from './support/workflows';

const scene = useScene({ customers: 20 });
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };

test('n8n knows an expression that failed by its type, and can offer its help', async () => {
	const customerId = byId(`={{ $('${TRIGGER}').itemMatching(7).json.id }}`);
	const run = await scene.run({ ...GET, customerId }, { items: [{ id: 1 }] });

	expect(run.error?.message).toContain('has an expression that cannot be evaluated');
	expect(run.error?.context).toMatchObject({ type: 'paired_item_intermediate_nodes' });
});

test('an operation that is an expression is refused for every item, with its value', async () => {
	const items = [{ operation: 'get' }, { operation: 'refresh' }];
	const run = await scene.run(
		{ ...GET, operation: '={{ $json.operation }}' },
		{ items, ...CONTINUE },
	);

	expect(run.output).toEqual([]);
	expect(run.errorOutput).toHaveLength(2);
	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('"{{ $json.operation }}"'),
		outcome: 'notSent',
	});
	expect(scene.sandbox.requests).toEqual([]);
});

test('values that JSON does not know are refused like others', async () => {
	const values = [
		'={{ 5n }}',
		'={{ [5n] }}',
		'={{ (() => { const a = []; a.push(a); return a; })() }}',
	];
	for (const value of values) {
		const run = await scene.run({ ...GET, customerId: byId(value) }, CONTINUE);

		expect(run.output).toEqual([]);
		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent' });
	}
	expect(scene.sandbox.requests).toEqual([]);
});

test('n8n may do something else while many rows are read', async () => {
	const items = Array.from({ length: 3_000 }, (_, row) => ({ id: generatedCustomerId(row % 10) }));
	let turns = 0;
	const count = () => {
		turns += 1;
		timer = setImmediate(count);
	};
	let timer = setImmediate(count);
	const started = scene.engine.start({
		node: {
			...GET,
			authentication: 'oAuth2',
			customerId: byId('={{ $json.id + "".repeat(2) }}'),
			options: { correlationId: '={{ $json.id }}', timeout: 'soon' },
		},
		items,
		...CONTINUE,
	});
	const before = turns;
	const run = await (await started).finished;
	clearImmediate(timer);

	// Nothing is sent here: only the reading itself can have given way.
	expect(run.errorOutput).toHaveLength(3_000);
	expect(turns - before).toBeGreaterThan(4);
});
