import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, type NodeRun, until, useScene } from '../support';
import { useJitter } from '../support/jitter';

/** What a dry run of a qualification tells of today. */
const scene = useScene();

useJitter(0);

const SET = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};
const DRY = { ...SET, dryRun: true };
/** Each item says for whom, and whether it is a dry run. */
const BY_ITEM = {
	...SET,
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(`={{ $json.instance ?? "${INSTANCE.id}" }}`),
	dryRun: '={{ $json.dry ?? true }}',
};
const { northwind, fabrikam, wideWorld } = CUSTOMERS;
const GET = `GET /v1/Customers/${CUSTOMER.id}`;
const WOULD = 'Would set the qualification of';

const jsonOf = (run: NodeRun) => run.output.map(({ json }) => json);
const nowOf = (run: NodeRun) => jsonOf(run).map(({ now }) => now);
const doubts = (run: NodeRun) =>
	run.hints.map(({ message }) => message).filter((message) => message.includes('could not be'));
const isRead = { operationId: 'getCustomer' } as const;

/** The customer, with this as its data at the provider. */
const withCustomer = (body: unknown) =>
	scene.sandbox.inject({ kind: 'status', status: 200, body, match: isRead });
const withData = (providerCustomerData: unknown) =>
	withCustomer({
		id: CUSTOMER.id,
		companyName: CUSTOMER.companyName,
		providerCustomers: { [INSTANCE.id.toUpperCase()]: { providerCustomerData } },
	});

test('what the customer has today stands beside the request and in the summary', async () => {
	await scene.run({ ...SET, qualification: 'StateOwnedEntity' });
	const before = scene.calls().length;
	const run = await scene.run(DRY);

	expect(scene.calls().slice(before)).toEqual([GET]);
	expect(jsonOf(run)).toEqual([
		{
			dryRun: true,
			request: {
				method: 'PATCH',
				path: `/v1/Customers/${CUSTOMER.id}/microsoft-qualification`,
				body: { providerInstanceId: INSTANCE.id, qualification: { name: 'Education' } },
			},
			planId: expect.stringMatching(/^[0-9a-f]{64}$/),
			now: { qualifications: ['StateOwnedEntity'], isVerified: false },
			summary: `${WOULD} Adventure Works Cycles to Education (now: StateOwnedEntity)`,
		},
	]);
	expect(doubts(run)).toEqual([]);
});

test.each<[string, unknown, unknown, string]>([
	['none', '{"Qualifications":[]}', [], ' (now: none)'],
	['several', '{"Qualifications":["A",{"Name":"B"}]}', ['A', 'B'], ' (now: A, B)'],
	['something new', '{"Qualifications":[{"Kind":7}]}', [{ Kind: 7 }], ''],
])('%s: is told as far as it can be read', async (_, data, qualifications, added) => {
	withData(data);
	const run = await scene.run(DRY);

	expect(nowOf(run)).toEqual([{ qualifications, isVerified: false }]);
	expect(jsonOf(run)[0]?.summary).toBe(`${WOULD} Adventure Works Cycles to Education${added}`);
});

test.each<[string, unknown]>([
	['nothing about them', '{"Domain":"a.example.com"}'],
	['no list', '{"Qualifications":"Education"}'],
	['broken JSON', '{"Qualifications":['],
	['no data', null],
])('is null where the data has %s', async (_, data) => {
	withData(data);
	const run = await scene.run(DRY);

	expect(nowOf(run)).toEqual([null]);
	expect(jsonOf(run)[0]?.summary).toBe(`${WOULD} Adventure Works Cycles to Education`);
});

test('is null for an instance that the customer is not on', async () => {
	const run = await scene.run(BY_ITEM, {
		items: [{ id: northwind.id, instance: PROVIDER_INSTANCES.microsoftAmericas.id }],
	});

	expect(nowOf(run)).toEqual([null]);
});

describe('of several items', () => {
	test('one customer is read once, also on two instances', async () => {
		const { microsoftEurope, microsoftAmericas } = PROVIDER_INSTANCES;
		const items = [
			{ id: wideWorld.id, instance: microsoftEurope.id },
			{ id: wideWorld.id, instance: microsoftAmericas.id },
			{ id: wideWorld.id, instance: microsoftEurope.id },
			{ id: northwind.id },
		];
		await scene.run(BY_ITEM, { items: [{ ...items[1], dry: false }] });
		const before = scene.calls().length;
		const run = await scene.run(BY_ITEM, { items });

		expect(scene.calls().slice(before).sort()).toEqual(
			[`GET /v1/Customers/${wideWorld.id}`, `GET /v1/Customers/${northwind.id}`].sort(),
		);
		expect(nowOf(run)).toEqual(
			[[], ['Education'], [], []].map((qualifications) => ({ qualifications, isVerified: false })),
		);
	});

	test('a customer that was read for its only instance is not read again', async () => {
		const only = { __rl: true, mode: 'only', value: '' };
		const run = await scene.run({ ...DRY, providerInstanceId: only }, { items: [{}, {}] });

		expect(scene.calls()).toEqual([GET]);
		expect(nowOf(run)).toEqual([expect.any(Object), expect.any(Object)]);
	});

	test('those that are written read nothing, and come after every look', async () => {
		const run = await scene.run(BY_ITEM, {
			items: [
				{ id: northwind.id, dry: false },
				{ id: fabrikam.id, dry: true },
			],
		});

		expect(scene.calls()).toEqual([
			`GET /v1/Customers/${fabrikam.id}`,
			`PATCH /v1/Customers/${northwind.id}/microsoft-qualification`,
		]);
		expect(jsonOf(run).map((json) => 'now' in json)).toEqual([false, true]);
	});
});

/** What can come of the read, and how the hint begins to say it. */
const FAILING: ReadonlyArray<[string, Fault, RegExp]> = [
	['a 403', { kind: 'status', status: 403, body: {} }, /: CloudCockpit does not allow this\./],
	['a 404', { kind: 'status', status: 404, body: {} }, /: Customer not found\./],
	['a 401', { kind: 'status', status: 401, body: {} }, /did not accept the access token\./],
	['a 500', { kind: 'status', status: 500, body: {} }, /not available at the moment/],
	['a 429', { kind: 'rateLimit', retryAfter: 1, body: {} }, /too many requests/],
	['no answer', { kind: 'hang' }, /did not answer within 1 second\./],
	['a lost connection', { kind: 'resetBefore' }, /connection to CloudCockpit broke/],
	['a web page', { kind: 'html' }, /not available|did not answer like/],
	['cut JSON', { kind: 'truncated' }, /cut off or is not JSON/],
	['a list', { kind: 'status', status: 200, body: [] }, /did not answer with what was asked for/],
	[
		'another customer',
		{ kind: 'status', status: 200, body: { id: northwind.id } },
		/about another/,
	],
	[
		'an entry that is none',
		{ kind: 'status', status: 200, body: { providerCustomers: { [INSTANCE.id]: null } } },
		/could not make sense/,
	],
];

describe.each(FAILING)('where the read meets %s', (_, fault, reason) => {
	const options = { maxRetries: 0, timeout: 1 };

	test('the dry run goes on without it, and a hint says why', async () => {
		const planned = jsonOf(await scene.run(DRY));
		scene.sandbox.inject({ ...fault, times: 'always', match: isRead });
		const run = await scene.run({ ...DRY, options });

		expect(run.error).toBeUndefined();
		expect(jsonOf(run)).toEqual([
			{
				dryRun: true,
				request: planned[0]?.request,
				planId: planned[0]?.planId,
				now: null,
				summary: `${WOULD} ${CUSTOMER.id} to Education`,
			},
		]);
		expect(doubts(run)).toEqual([expect.stringMatching(reason)]);
	});
});

test.each([undefined, 'continueErrorOutput'] as const)(
	'a read that fails keeps nothing from the other items, onError %s',
	async (onError) => {
		scene.sandbox.inject({
			...{ kind: 'status', status: 403, body: {}, times: 'always' },
			match: { ...isRead, path: new RegExp(`${northwind.id}|${CUSTOMER.id}`) },
		});
		const run = await scene.run(
			{ ...BY_ITEM, options: { maxConcurrency: 1 } },
			{
				items: [
					{ id: northwind.id },
					{ id: CUSTOMER.id },
					{ id: fabrikam.id },
					{ id: wideWorld.id, dry: false },
				],
				onError,
			},
		);

		expect(run.error).toBeUndefined();
		expect(nowOf(run)).toEqual([null, null, { qualifications: [], isVerified: false }, undefined]);
		expect(jsonOf(run)[3]).toMatchObject({ success: true });
		expect(scene.writes()).toHaveLength(1);
		expect(doubts(run)).toHaveLength(1);
	},
);

test('a read that failed in passing is repeated', async () => {
	scene.sandbox.inject({ kind: 'status', status: 503, body: {}, match: isRead });
	const run = await scene.run(DRY);

	expect(scene.calls()).toEqual([GET, GET]);
	expect(nowOf(run)).toEqual([{ qualifications: [], isVerified: false }]);
});

test.each([undefined, 'continueRegularOutput'] as const)(
	'Stop ends the run while the customer is read, onError %s',
	async (onError) => {
		scene.sandbox.inject({ kind: 'hang', times: 'always', match: isRead });
		const execution = await scene.engine.start({
			node: { ...BY_ITEM, options: { maxConcurrency: 1 } },
			items: [{ id: northwind.id }, { id: fabrikam.id }],
			onError,
			credentials: scene.credentials(),
		});
		await until(() => scene.requests().length > 0);
		execution.cancel();
		const run = await execution.finished;

		expect(run.workflow.status).toBe('canceled');
		expect(nowOf(run).filter((now) => now !== undefined)).toEqual([]);
		expect(scene.requests()).toHaveLength(1);
	},
);

describe('a plan', () => {
	const planOf = async (node: INodeParameters) => String(jsonOf(await scene.run(node))[0]?.planId);

	test('is the same whatever the customer has, and sends what was approved', async () => {
		const plan = await planOf(DRY);
		await scene.run({ ...SET, qualification: 'StateOwnedEntity' });
		expect(await planOf(DRY)).toBe(plan);
		const sent = scene.writes().length;
		const reads = scene.requests().length;
		const run = await scene.run({ ...SET, options: { approvedPlan: plan } });

		expect(jsonOf(run)[0]).toMatchObject({ success: true, qualification: 'Education' });
		expect(scene.writes()).toHaveLength(sent + 1);
		expect(scene.requests()).toHaveLength(reads + 1);
	});

	test('that is another one is refused, without a read', async () => {
		const run = await scene.run(
			{ ...SET, options: { approvedPlan: 'f'.repeat(64) } },
			{ onError: 'continueErrorOutput' },
		);

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent' });
		expect(scene.requests()).toEqual([]);
	});
});
