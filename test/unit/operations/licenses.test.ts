import {
	assigned,
	changesSent,
	E3,
	EXCHANGE,
	IDS,
	LOOK_UP,
	PATH,
	POWER_BI,
	PREMIUM,
	removed,
	UPDATE,
	VISIO,
} from '../support/licenses';
import { byId, CORRELATION_ID, CUSTOMER, INSTANCE, NOBODY, useNode, USERS } from '../support/node';

const scene = useNode();

describe('chosen from lists', () => {
	test('what changes is sent, and told', async () => {
		const json = await scene.json({
			...UPDATE,
			assignSkuIds: [PREMIUM.skuId, EXCHANGE.skuId],
			removeSkuIds: [E3.skuId],
			options: { correlationId: CORRELATION_ID },
		});
		expect(json).toEqual([
			{
				success: true,
				...IDS,
				assigned: [PREMIUM.skuId, EXCHANGE.skuId],
				removed: [E3.skuId],
				correlationId: CORRELATION_ID,
			},
		]);
		expect(scene.calls()).toEqual([`PATCH ${PATH}`]);
		expect(scene.bodies()).toEqual([
			{
				providerInstanceId: INSTANCE.id,
				customerUserLicenses: [assigned(PREMIUM), assigned(EXCHANGE), removed(E3)],
			},
		]);
	});

	test('as many can be removed as are assigned', async () => {
		const changes = { assignSkuIds: [PREMIUM.skuId], removeSkuIds: [E3.skuId] };
		const json = await scene.json({ ...UPDATE, ...changes });
		expect(json).toMatchObject([{ assigned: [PREMIUM.skuId], removed: [E3.skuId] }]);
	});

	test.each<[unknown, unknown[]]>([
		[`${E3.skuId.toUpperCase()}, {${PREMIUM.skuId}}`, [E3, PREMIUM]],
		[[E3.skuId, ` ${E3.skuId} `], [E3]],
		[[' CFQ7TTC0LH18:0001 '], [{ skuId: 'CFQ7TTC0LH18:0001' }]],
		[['x'.repeat(255)], [{ skuId: 'x'.repeat(255) }]],
	])('%j is understood', async (assignSkuIds, skus) => {
		scene.sandbox.inject({ kind: 'empty', applied: false });
		const per = { ...UPDATE, assignSkuIds: '={{ $json.skus }}' };
		await scene.json(per, [{ skus: assignSkuIds as string }]);
		expect(changesSent(scene)).toEqual([skus.map((sku) => assigned(sku as typeof E3))]);
	});

	test.each<[object, string, string]>([
		[
			{},
			'assignSkuIds',
			'Licenses to Assign and Licenses to Remove are both empty: there is nothing to change',
		],
		[
			{ assignSkuIds: [E3.skuId, PREMIUM.skuId], removeSkuIds: [PREMIUM.skuId.toUpperCase()] },
			'removeSkuIds',
			`Licenses to Remove must not name what is assigned as well: ${PREMIUM.skuId}`,
		],
		[
			{ assignSkuIds: [E3.skuId], removeSkuIds: [E3.skuId, 'x'.repeat(256)] },
			'removeSkuIds',
			`Licenses to Remove must hold SKU IDs, but ${'x'.repeat(30)}… is too long (and 1 more)`,
		],
	])('%j is refused', async (skus, name, message) => {
		const error = await scene.errorOf({ ...UPDATE, ...skus });
		expect(error).toMatchObject({ message, outcome: 'notSent', attempts: 0 });
		expect((error.fields as Array<{ name: string }>)[0]?.name).toBe(name);
		expect(scene.calls()).toEqual([]);
	});

	test('one thing is said of a list that cannot be read', async () => {
		const error = await scene.errorOf({ ...UPDATE, assignSkuIds: '={{ broken }}' });
		expect(error.fields).toEqual([
			{
				name: 'assignSkuIds',
				messages: ['has an expression that cannot be evaluated: broken is not a function'],
			},
		]);
	});

	test('says which of the ids are none, and which way to choose', async () => {
		const error = await scene.errorOf({
			...UPDATE,
			customerId: byId('a'),
			customerUserId: byId('b'),
			providerInstanceId: byId('c'),
			licenseInput: 'list',
			options: { dryRun: 'perhaps', checkAvailability: 'perhaps' } as never,
		});
		expect((error.fields as Array<{ name: string }>).map(({ name }) => name)).toEqual([
			'customerId',
			'providerInstanceId',
			'customerUserId',
			'licenseInput',
			'dryRun',
			'checkAvailability',
		]);
	});
});

describe('a dry run', () => {
	test('shows the request and the seats that it asks for, and writes nothing', async () => {
		const options = { dryRun: true };
		const skus = { assignSkuIds: [PREMIUM.skuId, VISIO.skuId], removeSkuIds: [E3.skuId] };
		expect(await scene.json({ ...UPDATE, ...skus, options })).toEqual([
			{
				dryRun: true,
				request: {
					method: 'PATCH',
					path: PATH,
					body: {
						providerInstanceId: INSTANCE.id,
						customerUserLicenses: [assigned(PREMIUM), assigned(VISIO), removed(E3)],
					},
				},
				availability: [
					{ skuId: PREMIUM.skuId, name: PREMIUM.name, available: 5, total: 25, requested: 1 },
					{ skuId: VISIO.skuId, name: null, available: 0, total: 0, requested: 1 },
				],
			},
		]);
		expect(scene.calls()).toEqual([LOOK_UP]);
	});

	test('fails when seats are checked and do not do', async () => {
		const options = { dryRun: true, checkAvailability: true };
		expect(
			await scene.errorOf({ ...UPDATE, assignSkuIds: [POWER_BI.skuId], options }),
		).toMatchObject({ outcome: 'notSent', attempts: 0 });
	});

	test('is no write in the report of a run that stops', async () => {
		const { error } = await scene.run(
			{
				...UPDATE,
				customerId: byId('={{ $json.c }}'),
				assignSkuIds: [E3.skuId],
				options: { dryRun: true },
			},
			{ items: [{ c: CUSTOMER.id }, { c: NOBODY }] },
		);
		expect(error?.description).not.toContain('applied');
	});
});

test('updates of one user are sent in order, of others at once', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 60, times: 'always' });
	const per = {
		...UPDATE,
		customerUserId: byId('={{ $json.u }}'),
		assignSkuIds: '={{ $json.a }}',
		removeSkuIds: '={{ $json.r }}',
	};
	const u = USERS.terryAdams.id;
	const give = { u, a: EXCHANGE.skuId, r: '' };
	await scene.json(per, [give, { u, a: '', r: EXCHANGE.skuId }, give]);
	expect(scene.sandbox.peakInFlight).toBe(1);
	expect(changesSent(scene)).toEqual([
		[assigned(EXCHANGE)],
		[removed(EXCHANGE)],
		[assigned(EXCHANGE)],
	]);
	await scene.json(per, [
		give,
		{ ...give, u: USERS.annetteHill.id },
		{ ...give, u: USERS.pilarAckerman.id },
	]);
	expect(scene.sandbox.peakInFlight).toBe(2);
});
