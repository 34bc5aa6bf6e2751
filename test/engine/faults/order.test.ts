import { generatedCustomerId, generatedUserId, SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, INSTANCE, useScene, USERS } from '../support';

const ITEM_COUNT = 40;

const scene = useScene({ customers: 10 + ITEM_COUNT });

/** Answers take different times, the same in every run of this test. */
function delayUnevenly(): void {
	for (let index = 0; index < ITEM_COUNT; index += 1) {
		const delayMs = (index * 37) % 50;
		const match = { path: generatedCustomerId(index) };
		scene.sandbox.inject({ kind: 'delay', delayMs, times: 'always', match });
	}
}

test('output items keep the order of the input items whatever the order of the answers', async () => {
	delayUnevenly();
	const items = Array.from({ length: ITEM_COUNT }, (_, index) => ({
		id: generatedCustomerId(index),
	}));
	const run = await scene.run(
		{
			resource: 'mca',
			operation: 'get',
			customerId: byId('={{ $json.id }}'),
			providerInstanceId: byId(INSTANCE.id),
		},
		{ items },
	);

	expect(run.output.map(({ json }) => json.customerId)).toEqual(items.map(({ id }) => id));
	expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
	expect(scene.sandbox.peakInFlight).toBeGreaterThan(1);
});

test('one user is changed by one item at a time, in input order, others at the same time', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 40, times: 'always' });
	const users = [USERS.terryAdams.id, USERS.annetteHill.id, USERS.pilarAckerman.id];
	const items = Array.from({ length: 18 }, (_, index) => ({
		user: users[index % users.length],
		sku: index % 2 === 0 ? SKUS.businessPremium.skuId : '',
		remove: index % 2 === 0 ? '' : SKUS.businessPremium.skuId,
	}));
	const run = await scene.run(
		{
			resource: 'license',
			operation: 'update',
			...AT_CUSTOMER,
			customerUserId: byId('={{ $json.user }}'),
			assignSkuIds: '={{ $json.sku }}',
			removeSkuIds: '={{ $json.remove }}',
		},
		{ items },
	);

	expect(run.output).toHaveLength(items.length);
	expect(scene.sandbox.peakInFlight).toBe(users.length);
	for (const user of users) {
		const requests = scene.requests().filter(({ path }) => path.includes(user));
		const sent = requests.map(({ body }) => JSON.stringify(body).includes('"isSelected":true'));
		const wanted = items.filter((item) => item.user === user).map(({ sku }) => sku !== '');
		expect(sent).toEqual(wanted);
		// The next one only arrives when the one before it has been answered.
		const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0));
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14);
	}
});

test('a write that is repeated keeps its place before the next one to the same target', async () => {
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0.05, times: 2 });
	await scene.run(
		{
			resource: 'qualification',
			operation: 'update',
			...AT_CUSTOMER,
			qualification: 'custom',
			customQualification: '={{ $json.name }}',
		},
		{ items: [{ name: 'First' }, { name: 'Second' }, { name: 'Third' }] },
	);

	const names = scene
		.requests()
		.map(({ body }) => JSON.stringify(body).match(/First|Second|Third/)?.[0]);
	expect(names).toEqual(['First', 'First', 'First', 'Second', 'Third']);
});

test('nothing leaves when one item of 50 is bad', async () => {
	const items = Array.from({ length: 50 }, (_, index) => ({
		id: index === 37 ? 'no GUID' : generatedUserId(index),
	}));
	const run = await scene.run(
		{ resource: 'customer', operation: 'get', customerId: byId('={{ $json.id }}') },
		{ items },
	);

	expect(run.error).toMatchObject({
		message: expect.stringContaining('Customer'),
		context: { itemIndex: 37, data: { outcome: 'notSent', attempts: 0 } },
	});
	expect(scene.sandbox.requests).toEqual([]);
});
